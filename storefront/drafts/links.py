"""The payment link: opens one unpaid order for whoever has it, until its time to pay is over.

Signed for this shop's own host; the link of another shop, a changed one or an old one is worth nothing. What it
opens is asked of the order each time: once paid or cancelled it opens no payment any more.
"""

from django.conf import settings
from django.urls import reverse

from kernel import clock
from storefront.orders.models import Order
from tenants.accounts import signing
from tenants.directory.hosts import HostKind
from tenants.directory.urls import current_shop_origin

from .errors import LinkExpired, LinkNotValid

SALT = "payment-link"


def payment_link(order: Order) -> str:
    """The full address, in no language: the page follows the shopper's."""
    claims = [order.number, int(order.pay_by.timestamp()) if order.pay_by else 0]
    token = signing.dumps(claims, SALT, audience=HostKind.SHOP)
    return current_shop_origin() + reverse(
        "payment-link", urlconf=settings.URLCONF_SHOP, args=[token]
    )


def order_of_link(token: str) -> Order:
    """The order a link names. Raises LinkNotValid, LinkExpired."""
    try:
        number, until = signing.loads(token, SALT, audience=HostKind.SHOP)
    except (signing.BadSignature, ValueError, TypeError):
        raise LinkNotValid from None
    if until and until < clock.now().timestamp():
        raise LinkExpired
    order = Order.objects.filter(number=number).first()
    if order is None:
        raise LinkNotValid
    return order
