from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel.states import Moves


class ShipmentState(TextChoices):
    UNDERWAY = "underway", pgettext_lazy("parcel", "on its way")
    DELIVERED = "delivered", _("delivered")
    LOST = "lost", _("lost")
    RETURNED = "returned", _("came back")


class ReturnedGoods(TextChoices):
    """What becomes of the goods of a parcel that came back."""

    STOCK = "stock", _("back to stock: they can be sold")
    KEPT = "kept", _("kept aside for this order, to be sent again")
    GONE = "gone", _("not to be sold: damaged, or not all there")


SHIPMENT_MOVES = Moves(
    "shipment",
    {
        ("", "dispatch"): ShipmentState.UNDERWAY,
        (ShipmentState.UNDERWAY, "correct"): ShipmentState.UNDERWAY,
        (ShipmentState.LOST, "correct"): ShipmentState.LOST,
        (ShipmentState.UNDERWAY, "deliver"): ShipmentState.DELIVERED,
        (ShipmentState.UNDERWAY, "return"): ShipmentState.RETURNED,
        (ShipmentState.LOST, "return"): ShipmentState.RETURNED,
        (ShipmentState.UNDERWAY, "lose"): ShipmentState.LOST,
        (ShipmentState.LOST, "send_again"): ShipmentState.LOST,
        (ShipmentState.RETURNED, "send_again"): ShipmentState.RETURNED,
        (ShipmentState.LOST, "deliver"): ShipmentState.DELIVERED,
    },
)


class PickupState(TextChoices):
    WAITING = "waiting", _("being prepared")
    READY = "ready", _("ready to be picked up")
    COLLECTED = "collected", _("picked up")


PICKUP_MOVES = Moves(
    "pickup",
    {
        ("", "expect"): PickupState.WAITING,
        (PickupState.WAITING, "ready"): PickupState.READY,
        (PickupState.WAITING, "collect"): PickupState.COLLECTED,
        (PickupState.READY, "collect"): PickupState.COLLECTED,
    },
)
