from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure


class NotForSale(ExpectedFailure):
    code = "not_for_sale"
    text = _("This is no longer for sale.")


class SoldOut(ExpectedFailure):
    code = "sold_out"
    text = _("This is sold out.")


class QuantityNotUnderstood(ExpectedFailure):
    code = "quantity_not_understood"
    text = _("Enter a quantity between 1 and 999.")
