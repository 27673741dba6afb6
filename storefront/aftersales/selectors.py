from collections.abc import Collection

from django.db.models import QuerySet, Sum, prefetch_related_objects

from storefront.orders.models import Order
from storefront.orders.ports import OrderPanel
from storefront.orders.states import PaymentState

from .models import Refund, RefundLine
from .states import RefundState


def refund_by_id(refund_id: int) -> Refund:
    """The refund with its order and lines, for handlers of OrderRefunded."""
    refunds = Refund.objects.select_related("order").prefetch_related("lines__order_line")
    return refunds.get(pk=refund_id)


def refunds_of(order: Order) -> list[Refund]:
    """Oldest first, with lines and moves; read once for an order at hand."""
    prefetch_related_objects([order], "refunds__lines__order_line", "refunds__moves")
    return list(order.refunds.all())


def refunds_waiting() -> QuerySet[Refund]:
    """Agreed, and the money has not arrived yet; the longest wait first."""
    waiting = Refund.objects.exclude(state=RefundState.DONE).select_related("order")
    return waiting.order_by("created_at", "id")


def refunded_goods_minor(order_id: int) -> int:
    """What has gone back for goods so far, tax included, shipping not."""
    lines = RefundLine.objects.filter(refund__order_id=order_id)
    return lines.aggregate(sum=Sum("amount_minor"))["sum"] or 0


def refunds_panel(order: Order) -> OrderPanel | None:
    """What went back, for the order's page; nothing while nothing has."""
    if order.payment_state not in (PaymentState.PARTIALLY_REFUNDED, PaymentState.REFUNDED):
        return None
    refunds = refunds_of(order)
    return OrderPanel(
        "shop/orders/refunds.html", {"refunds": refunds, "currency": order.currency}, position=30
    )


def running_refunds(order_ids: Collection[int]) -> dict[int, str]:
    """Orders whose money is on its way back: their parcels wait. For `shipping.ports.dispatch_stops`."""
    running = Refund.objects.filter(order_id__in=order_ids, state=RefundState.PENDING)
    return dict.fromkeys(running.values_list("order_id", flat=True), "refund_running")
