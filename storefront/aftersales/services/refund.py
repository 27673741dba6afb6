from dataclasses import asdict

from django.db import transaction
from django.db.models import F

from kernel import clock
from storefront.inventory import services as inventory
from storefront.orders.models import Order, OrderTender
from storefront.orders.moving import locked_order
from storefront.orders.services import LineBack, record_refund
from storefront.payments.services import refund_payment

from ..models import Refund, RefundLine, RefundMove
from ..moving import move_refund
from ..plan import RefundWish
from ..ports import RefundPlan
from ..restocking import units_to_restock
from .preview import RefundPreview, compute


@transaction.atomic
def refund(order_id: int, wish: RefundWish, *, by: str, key: str) -> Refund:
    """Give back what is wished; the same `key` twice is one refund.

    Raises OrderNotPaid, NothingToRefund, MoreThanLeft. The provider is asked after commit; points and the
    like follow OrderRefunded.
    """
    order = locked_order(order_id)
    known = Refund.objects.filter(key=key).first()
    if known:
        return known
    preview = compute(order, wish)
    refund = _write(order, wish, preview, by=by, key=key)
    units = units_to_restock(order, preview.plan) if wish.restock else {}
    _write_off(order, preview.plan, refund, by=by, why=wish.reason)
    inventory.restock(units)
    if refund.provider_minor:
        refund_payment(order.pk, refund.provider_minor, refund.key, why=wish.reason)
    else:
        move_refund(refund, "pay_back", by="system", why="no money went through a provider")
    return refund


def _write(order: Order, wish: RefundWish, preview: RefundPreview, *, by: str, key: str) -> Refund:
    plan = preview.plan
    refund = Refund.objects.create(
        order=order,
        key=key,
        reason=wish.reason,
        amount_minor=plan.amount_minor,
        shipping_minor=plan.shipping_minor,
        provider_minor=plan.provider_minor,
        tenders=[asdict(tender) for tender in plan.tenders],
        discounts=[asdict(discount) for discount in plan.discounts],
        effects=[asdict(effect) for effect in preview.effects],
        restock=wish.restock,
        by=by,
        created_at=clock.now(),
    )
    RefundLine.objects.bulk_create(
        RefundLine(
            refund=refund,
            order_line_id=line.order_line_id,
            quantity=line.quantity,
            amount_minor=line.amount_minor,
            tax_minor=line.tax_minor,
        )
        for line in plan.lines
    )
    RefundMove.objects.create(
        refund=refund,
        verb="agree",
        to_state=refund.state,
        by=by,
        why=wish.reason,
        at=refund.created_at,
    )
    return refund


def _write_off(order: Order, plan: RefundPlan, refund: Refund, *, by: str, why: str) -> None:
    for tender in plan.tenders:
        OrderTender.objects.filter(pk=tender.tender_id).update(
            refunded_minor=F("refunded_minor") + tender.amount_minor
        )
    record_refund(
        order,
        {line.pk: line for line in order.lines.all()},
        back={
            line.order_line_id: LineBack(line.quantity, line.amount_minor) for line in plan.lines
        },
        shipping_minor=plan.shipping_minor,
        refund_id=refund.pk,
        by=by,
        why=why,
    )
