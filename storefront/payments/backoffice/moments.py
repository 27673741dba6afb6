"""Tries to pay, money that came and money that went back, on an order's time line."""

from collections.abc import Iterable, Iterator

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from integrations.payment_providers import payment_provider, payment_providers
from kernel.money import format_money
from storefront.orders.backoffice.ports import Moment
from storefront.orders.models import Order
from storefront.payments.models import Payment, PaymentMove
from storefront.payments.selectors import payments_of_order

_PAYMENT = {
    "pay": gettext_noop("%(amount)s paid: %(way)s"),
    "fail": gettext_noop("Payment failed: %(way)s, %(amount)s"),
    "cancel": gettext_noop("Payment called off: %(way)s, %(amount)s"),
}
_REFUND = {
    "send": gettext_noop("%(amount)s on its way back: %(way)s"),
    "complete": gettext_noop("%(amount)s given back: %(way)s"),
    "fail": gettext_noop("%(amount)s could not be given back: %(way)s"),
    "retry": gettext_noop("Giving back %(amount)s tried again: %(way)s"),
}
# reasons that programs give; staff's and providers' own stay as they were written
_REASONS = {
    "the order was cancelled": gettext_noop("the order was cancelled"),
    "paid to staff": gettext_noop("paid to staff"),
}


def payment_moments(order: Order) -> Iterable[Moment]:
    for payment in payments_of_order(order):
        moves = list(payment.moves.all())
        if not moves or moves[0].verb != "pay":  # what staff took needs no beginning
            text = _("Payment begun: %(way)s, %(amount)s") % _words(payment, payment.amount_minor)
            yield Moment(at=payment.created_at, text=text, by="shopper")
        yield from _moved(order, payment, moves)


def _moved(order: Order, payment: Payment, moves: Iterable[PaymentMove]) -> Iterator[Moment]:
    refunds = {refund.pk: refund.amount_minor for refund in payment.refunds.all()}
    for move in moves:
        text = (_REFUND if move.refund_id else _PAYMENT).get(move.verb)
        if text is None:
            continue
        minor = refunds[move.refund_id] if move.refund_id else payment.amount_minor
        by, mark = _who(move.by)
        pays = move.verb == "pay" and payment.public_id == order.payment_reference
        yield Moment(
            at=move.at,
            text=_(text) % _words(payment, minor),
            by=by,
            mark=mark,
            note=_(_REASONS[move.why]) if move.why in _REASONS else move.why,
            tells=("order", "pay") if pays else None,
        )


def _words(payment: Payment, minor: int) -> dict[str, object]:
    amount = format_money(minor, payment.currency, get_language() or "en")
    return {"way": payment_provider(payment.provider).name, "amount": amount}


def _who(by: str) -> tuple[str | Promise, str]:
    """A provider says so itself, by a message or when asked; else it is as rows of moves keep it."""
    known = payment_providers().get(by)
    return (known.name, _("payment service")) if known else (by, "")
