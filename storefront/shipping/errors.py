from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure


class PlaceInTwoZones(ExpectedFailure):
    code = "place_in_two_zones"
    text = _("%(place)s is in another zone of this way of sending already.")


class NoPlaceChosen(ExpectedFailure):
    code = "no_place_chosen"
    text = _("Choose at least one place.")


class NotAPickup(ExpectedFailure):
    code = "not_a_pickup"
    text = _("This order is not fetched at a pick-up point.")


class PickupNotPaid(ExpectedFailure):
    code = "pickup_not_paid"
    text = _("This order is not paid yet.")


class OtherPickupCode(ExpectedFailure):
    code = "other_pickup_code"
    text = _("This is not the code of this order. Please look at the shopper's screen again.")


class ParcelNotPaid(ExpectedFailure):
    code = "parcel_not_paid"
    text = _("This order is not paid. When nobody took it at the door, say so on the order.")


class SentAgainAlready(ExpectedFailure):
    code = "sent_again_already"
    text = _("These goods are being sent again already.")


class ParcelKnown(ExpectedFailure):
    code = "parcel_known"
    text = _("This order has a parcel with this tracking number already.")
