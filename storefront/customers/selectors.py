from typing import cast

from django.http import HttpRequest

from tenants.accounts.models import User

from .models import Address, Customer


class _Remembering(HttpRequest):
    _customer: Customer | None


def current_customer(request: HttpRequest) -> Customer | None:
    """The signed-in shopper, None for a visitor. Reads once a request."""
    known = cast(_Remembering, request)
    if not hasattr(known, "_customer"):
        user = request.user
        known._customer = customer_for(user) if user.is_authenticated else None
    return known._customer


def customer_for(user: User) -> Customer | None:
    return Customer.objects.filter(user_id=user.pk).first()


def addresses_of(customer: Customer) -> list[Address]:
    """Default first, then the newest."""
    return list(customer.addresses.all())


def address_of(customer: Customer, address_id: int) -> Address | None:
    """The address when it is this customer's own."""
    return customer.addresses.filter(pk=address_id).first()
