"""The life of a payment and of a refund.

Money wins: whatever a provider said before, `paid` is believed, and nothing said after takes it away.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kernel.states import Moves


class PaymentState(TextChoices):
    CREATED = "created", _("created")
    PENDING = "pending", _("awaiting payment")
    PAID = "paid", _("paid")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


class RefundState(TextChoices):
    REQUESTED = "requested", _("requested")
    SENT = "sent", _("on its way")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


OPEN = (PaymentState.CREATED, PaymentState.PENDING)

_P, _R = PaymentState, RefundState

PAYMENT_MOVES = Moves(
    "payment",
    {
        (_P.CREATED, "start"): _P.PENDING,
        (_P.CREATED, "pay"): _P.PAID,
        (_P.PENDING, "pay"): _P.PAID,
        (_P.FAILED, "pay"): _P.PAID,
        (_P.CANCELLED, "pay"): _P.PAID,
        (_P.CREATED, "fail"): _P.FAILED,
        (_P.PENDING, "fail"): _P.FAILED,
        (_P.CREATED, "cancel"): _P.CANCELLED,
        (_P.PENDING, "cancel"): _P.CANCELLED,
    },
)

REFUND_MOVES = Moves(
    "refund",
    {
        (_R.REQUESTED, "send"): _R.SENT,
        (_R.REQUESTED, "complete"): _R.DONE,
        (_R.SENT, "complete"): _R.DONE,
        (_R.FAILED, "complete"): _R.DONE,
        (_R.REQUESTED, "fail"): _R.FAILED,
        (_R.SENT, "fail"): _R.FAILED,
        (_R.FAILED, "retry"): _R.REQUESTED,
    },
)
