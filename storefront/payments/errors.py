from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure


class PaymentNotFound(ExpectedFailure):
    code = "payment_not_found"
    text = _("We cannot find this payment.")


class OrderNotPayable(ExpectedFailure):
    code = "order_not_payable"
    text = _("This order does not need to be paid any more.")


class WayToPayNotOffered(ExpectedFailure):
    code = "way_to_pay_not_offered"
    text = _("This shop does not offer this way to pay.")


class NotConfirmedByStaff(ExpectedFailure):
    code = "not_confirmed_by_staff"
    text = _("This payment is confirmed by its payment service, not by staff.")


class MoreThanWasPaid(ExpectedFailure):
    code = "more_than_was_paid"
    text = _("More cannot be given back than was paid.")


class RefundKeyReused(ExpectedFailure):
    code = "refund_key_reused"
    text = _("This refund was already made with another amount.")


class TooLittleArrived(ExpectedFailure):
    code = "too_little_arrived"
    text = _(
        "%(missing)s is missing. Wait for the rest, or give back what came and cancel the order."
    )


class TooMuchArrived(ExpectedFailure):
    code = "too_much_arrived"
    text = _(
        "This is %(over)s too much. Give the difference back first, then enter the sum of the order."
    )
