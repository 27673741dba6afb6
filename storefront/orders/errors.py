from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure


class OrderNotFound(ExpectedFailure):
    code = "order_not_found"
    text = _("We cannot find this order.")


class NothingToShip(ExpectedFailure):
    code = "nothing_to_ship"
    text = _("There is nothing to ship, or not as much as you chose.")


class NoteEmpty(ExpectedFailure):
    code = "note_empty"
    text = _("Write something first.")


class SentAlready(ExpectedFailure):
    code = "sent_already"
    text = _("A parcel of this order has left: its address cannot be corrected any more.")


class NobodyToReach(ExpectedFailure):
    code = "nobody_to_reach"
    text = _("Give a phone number or an e-mail address.")


class PartlySent(ExpectedFailure):
    code = "partly_sent"
    text = _("Parcels of this order are on their way. Say that they came back, then it is closed.")
