from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure


class NothingToRefund(ExpectedFailure):
    code = "nothing_to_refund"
    text = _("Choose what goes back.")


class MoreThanLeft(ExpectedFailure):
    code = "more_than_left"
    text = _("This is more than is left to refund.")


class OrderNotPaid(ExpectedFailure):
    code = "order_not_paid"
    text = _("This order has not been paid.")


class OneOrTheOther(ExpectedFailure):
    code = "one_or_the_other"
    text = _("Choose goods, or an amount without goods; not both.")
