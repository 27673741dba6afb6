from django.db.models import Q, QuerySet

from storefront.aftersales.selectors import refunds_of
from storefront.orders.models import Order
from storefront.shipping.selectors import pickup_of, shipments_of
from storefront.shipping.states import PickupState
from tenants.directory.near_cache import NearCache

from .kinds import KINDS, SHOPPERS_KINDS, Kind
from .models import MessageSettings, OrderMail

Occasion = tuple[str, str]  # kind, about


def _load() -> MessageSettings:
    return MessageSettings.objects.first() or MessageSettings()


settings_cache: NearCache[MessageSettings] = NearCache("message_settings", _load)


def message_settings() -> MessageSettings:
    """What the shop sends; treat it as read-only."""
    return settings_cache.get()


def is_sent(kind: str) -> bool:
    """Whether the shop sends mails of this kind."""
    return kind not in message_settings().off


def mails_that_ended(order_id: int) -> QuerySet[OrderMail]:
    """What went out to whom, and what could not."""
    ended = Q(sent_at__isnull=False) | Q(given_up_at__isnull=False)
    return OrderMail.objects.filter(ended, order_id=order_id)


def occasions_of(order: Order) -> list[Occasion]:
    """What can be said of the order as it is now."""
    several = {
        Kind.SHIPPED: [str(parcel.pk) for parcel in shipments_of(order)],
        Kind.REFUNDED: [str(refund.pk) for refund in refunds_of(order)],
        Kind.READY: [""] if _is_ready(order) else [],
    }
    return [
        (kind.code, about)
        for kind in SHOPPERS_KINDS
        if KINDS[kind.code].still_true(order)
        for about in several.get(kind.code, [""])
    ]


def _is_ready(order: Order) -> bool:
    pickup = pickup_of(order) if order.pickup else None
    return pickup is not None and pickup.state == PickupState.READY
