from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel.states import Moves


class ShipmentState(TextChoices):
    UNDERWAY = "underway", pgettext_lazy("parcel", "on its way")
    DELIVERED = "delivered", _("delivered")
    LOST = "lost", _("lost")
    RETURNED = "returned", _("came back")


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
