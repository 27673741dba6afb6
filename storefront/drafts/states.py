from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kernel.states import Moves


class DraftState(TextChoices):
    OPEN = "open", _("open")
    PLACED = "placed", _("became an order")
    DISCARDED = "discarded", _("thrown away")


DRAFT_MOVES = Moves(
    "draft",
    {
        ("", "start"): DraftState.OPEN,
        (DraftState.OPEN, "place"): DraftState.PLACED,
        (DraftState.OPEN, "discard"): DraftState.DISCARDED,
    },
)
