from kernel.events import handles
from storefront.payments.events import PaymentRefunded, PaymentRefundFailed

from .services import note_failed, note_paid_back


@handles(PaymentRefunded, name="aftersales.note_paid_back")
def money_is_back(event: PaymentRefunded) -> None:
    note_paid_back(event.refund_key, amount_minor=event.amount_minor)


@handles(PaymentRefundFailed, name="aftersales.note_failed")
def money_did_not_go_back(event: PaymentRefundFailed) -> None:
    note_failed(event.refund_key)
