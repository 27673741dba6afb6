"""Three machines of an order: the order itself, its payment as seen from here, its sending."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kernel.states import Moves


class OrderState(TextChoices):
    AWAITING_PAYMENT = "awaiting_payment", _("awaiting payment")
    PAID = "paid", _("paid, to be shipped")
    SHIPPED = "shipped", _("shipped")
    RECEIVED = "received", _("received")
    COMPLETED = "completed", _("completed")
    CANCELLED = "cancelled", _("cancelled")


class PaymentState(TextChoices):
    UNPAID = "unpaid", _("unpaid")
    PAID = "paid", _("paid")
    PARTIALLY_REFUNDED = "partially_refunded", _("partially refunded")
    REFUNDED = "refunded", _("refunded")


class ShippingState(TextChoices):
    UNSHIPPED = "unshipped", _("not shipped")
    PARTIALLY_SHIPPED = "partially_shipped", _("partially shipped")
    SHIPPED = "shipped", _("shipped")


_O, _P, _S = OrderState, PaymentState, ShippingState

ORDER_MOVES = Moves(
    "order",
    {
        ("", "place"): _O.AWAITING_PAYMENT,
        (_O.AWAITING_PAYMENT, "pay"): _O.PAID,
        (_O.AWAITING_PAYMENT, "cancel"): _O.CANCELLED,
        (_O.AWAITING_PAYMENT, "expire"): _O.CANCELLED,
        # cash on delivery: sent first, paid at the door
        (_O.AWAITING_PAYMENT, "ship"): _O.SHIPPED,
        (_O.SHIPPED, "pay"): _O.SHIPPED,
        # ... and nobody took it there
        (_O.AWAITING_PAYMENT, "come_back"): _O.CANCELLED,
        (_O.SHIPPED, "come_back"): _O.CANCELLED,
        (_O.RECEIVED, "pay"): _O.RECEIVED,
        (_O.COMPLETED, "pay"): _O.COMPLETED,
        (_O.PAID, "ship"): _O.SHIPPED,
        (_O.PAID, "refund_whole"): _O.CANCELLED,
        # a parcel was lost or came back: its goods wait to be sent once more
        (_O.SHIPPED, "send_again"): _O.PAID,
        (_O.SHIPPED, "receive"): _O.RECEIVED,
        (_O.RECEIVED, "complete"): _O.COMPLETED,
    },
)

PAYMENT_MOVES = Moves(
    "payment",
    {
        (_P.UNPAID, "pay"): _P.PAID,
        (_P.PAID, "refund_part"): _P.PARTIALLY_REFUNDED,
        (_P.PAID, "refund_whole"): _P.REFUNDED,
        (_P.PARTIALLY_REFUNDED, "refund_part"): _P.PARTIALLY_REFUNDED,
        (_P.PARTIALLY_REFUNDED, "refund_whole"): _P.REFUNDED,
    },
)

SHIPPING_MOVES = Moves(
    "shipping",
    {
        (_S.UNSHIPPED, "ship_part"): _S.PARTIALLY_SHIPPED,
        (_S.UNSHIPPED, "ship_rest"): _S.SHIPPED,
        (_S.PARTIALLY_SHIPPED, "ship_part"): _S.PARTIALLY_SHIPPED,
        (_S.PARTIALLY_SHIPPED, "ship_rest"): _S.SHIPPED,
        (_S.SHIPPED, "unship_part"): _S.PARTIALLY_SHIPPED,
        (_S.SHIPPED, "unship"): _S.UNSHIPPED,
        (_S.PARTIALLY_SHIPPED, "unship_part"): _S.PARTIALLY_SHIPPED,
        (_S.PARTIALLY_SHIPPED, "unship"): _S.UNSHIPPED,
    },
)
