from allauth.account.models import EmailAddress
from django.http import HttpRequest

from storefront.customers.services import customer_of_user
from tenants.accounts.models import User
from tenants.directory.hosts import HostKind
from tenants.directory.requests import host_kind_of

from .services import adopt_guest_orders


def bring_orders_along(request: HttpRequest, user: User) -> None:
    """Registered with tenants.accounts.ports: runs after every sign-in in a shop."""
    if host_kind_of(request) is not HostKind.SHOP:
        return
    mails = EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True)
    email = user.email if user.email and mails.exists() else ""
    phone = user.phone if user.phone and user.phone_verified_at else ""
    if email or phone:
        adopt_guest_orders(customer_of_user(user).pk, email=email, phone=phone or "")
