"""The visitor's cart in a request: its token is a signed cookie, so that no session is needed for it."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from storefront.customers.selectors import current_customer
from tenants.accounts import signing

from .. import selectors, services
from ..models import Cart

COOKIE = "__Host-cart" if settings.SESSION_COOKIE_SECURE else "cart"
SALT = "cart"
DAYS = 60


def cart_token(request: HttpRequest) -> UUID | None:
    """The token of the cookie when we signed it for this shop."""
    try:
        return UUID(signing.loads(request.COOKIES[COOKIE], SALT))
    except (KeyError, ValueError, TypeError, AttributeError, signing.BadSignature):
        return None


def current_cart(request: HttpRequest) -> Cart | None:
    return selectors.open_cart_of(token=cart_token(request), customer_id=_customer_id(request))


def current_or_new_cart(request: HttpRequest) -> Cart:
    return current_cart(request) or services.open_cart(customer_id=_customer_id(request))


def cart_count(request: HttpRequest) -> int:
    """The number beside the cart in the header."""
    return selectors.count_units(token=cart_token(request), customer_id=_customer_id(request))


def remember_cart(response: HttpResponse, cart: Cart) -> None:
    """Guests find their cart again by cookie; a customer's is found by who they are."""
    if cart.customer_id is None:
        response.set_cookie(
            COOKIE,
            signing.dumps(str(cart.token), SALT),
            max_age=DAYS * 86_400,
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )


def forget_cart(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE)


def _customer_id(request: HttpRequest) -> int | None:
    customer = current_customer(request)
    return customer.pk if customer else None
