"""Refunds on an order's time line: what was agreed, for which goods, by whom. The money's own way is told by payments."""

from collections.abc import Iterable, Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kernel.money import format_money
from storefront.aftersales.models import Refund
from storefront.aftersales.selectors import refunds_of
from storefront.orders.backoffice.ports import Moment
from storefront.orders.models import Order
from storefront.orders.states import PaymentState


def refund_moments(order: Order) -> Iterable[Moment]:
    """Nothing is asked for an order of which nothing went back."""
    if order.payment_state not in (PaymentState.PARTIALLY_REFUNDED, PaymentState.REFUNDED):
        return
    for refund in refunds_of(order):
        amount = _money(order, refund.amount_minor)
        yield Moment(
            at=refund.created_at,
            text=_("Refund of %(amount)s agreed") % {"amount": amount},
            by=refund.by,
            note=refund.reason,
            details=list(_details(order, refund)),
            tells=("payment", _verb(order, refund)),
        )


def _verb(order: Order, refund: Refund) -> str:
    """The order's own step: the last refund of all made it whole."""
    whole = order.payment_state == PaymentState.REFUNDED and refund == refunds_of(order)[-1]
    return "refund_whole" if whole else "refund_part"


def _details(order: Order, refund: Refund) -> Iterator[str]:
    for line in refund.lines.all():
        of = line.order_line
        units = f" × {line.quantity}" if line.quantity else ""
        yield (
            f"{of.title} {of.option_text}".strip() + f"{units} · {_money(order, line.amount_minor)}"
        )
    if refund.shipping_minor:
        yield f"{_('Shipping')} · {_money(order, refund.shipping_minor)}"
    for tender in refund.tenders:
        yield f"{tender['label']} · {_money(order, tender['amount_minor'])}"
    if any(line.quantity for line in refund.lines.all()):
        yield _("goods back to stock") if refund.restock else _("goods not back to stock")


def _money(order: Order, minor: int) -> str:
    return format_money(minor, order.currency, get_language() or "en")
