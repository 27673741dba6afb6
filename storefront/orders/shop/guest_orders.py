"""The orders a guest may see: a signed cookie with their numbers and keys, so that no session is needed."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from storefront.customers.selectors import current_customer
from tenants.accounts import signing

from ..models import Order
from ..selectors import Shopper

COOKIE = "__Host-orders" if settings.SESSION_COOKIE_SECURE else "orders"
SALT = "guest-orders"
MOST = 10
DAYS = 180


def shopper_of(request: HttpRequest) -> Shopper:
    """Who looks at an order: the signed-in customer, and whoever holds an order's key."""
    customer = current_customer(request)
    return Shopper(customer_id=customer.pk if customer else None, keys=_keys(request))


def remember_order(request: HttpRequest, response: HttpResponse, order: Order) -> None:
    """Let this browser see the order from now on; the oldest of many is forgotten."""
    keys = {**_keys(request), order.number: order.access_token}
    response.set_cookie(
        COOKIE,
        signing.dumps(dict(list(keys.items())[-MOST:]), SALT),
        max_age=DAYS * 86_400,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _keys(request: HttpRequest) -> dict[str, str]:
    try:
        keys = signing.loads(request.COOKIES[COOKIE], SALT)
    except (KeyError, signing.BadSignature):
        return {}
    return keys if isinstance(keys, dict) else {}
