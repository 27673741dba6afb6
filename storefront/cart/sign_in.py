from django.http import HttpRequest

from storefront.customers.services import customer_of_user
from tenants.accounts.models import User
from tenants.directory.hosts import HostKind
from tenants.directory.requests import host_kind_of

from .services import merge_carts


def bring_cart_along(request: HttpRequest, user: User) -> None:
    """A visitor who signs in keeps what is in the cart (registered with tenants.accounts.ports)."""
    from .shop.current import cart_token  # settings are not ready when apps load

    token = cart_token(request)
    if host_kind_of(request) is HostKind.SHOP and token is not None:
        merge_carts(token=token, customer_id=customer_of_user(user).pk)
