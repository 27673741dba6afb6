from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure


class CartEmpty(ExpectedFailure):
    code = "cart_empty"
    text = _("Your cart is empty.")


class TotalChanged(ExpectedFailure):
    code = "total_changed"
    text = _(
        "Prices or stock have changed meanwhile. Please look at the new total and order again."
    )


class NoAddress(ExpectedFailure):
    code = "no_address"
    text = _("Say where it goes, or choose a pick-up point.")


class NotSentThere(ExpectedFailure):
    code = "not_sent_there"
    text = _("We do not send to this country.")


class NotSentToPlace(NotSentThere):
    text = _("We do not send to %(place)s. Please choose another address or a pick-up point.")


class DeliveryNotOffered(ExpectedFailure):
    code = "delivery_not_offered"
    text = _("This way of sending is not offered for your address. Please choose again.")
