from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kernel.states import Moves


class RefundState(TextChoices):
    PENDING = "pending", _("money on its way back")
    DONE = "done", _("refunded")
    FAILED = "failed", _("needs attention")


REFUND_MOVES = Moves(
    "refund",
    {
        ("", "agree"): RefundState.PENDING,
        (RefundState.PENDING, "pay_back"): RefundState.DONE,
        (RefundState.PENDING, "fail"): RefundState.FAILED,
        (RefundState.FAILED, "retry"): RefundState.PENDING,
        (RefundState.FAILED, "pay_back"): RefundState.DONE,
    },
)
