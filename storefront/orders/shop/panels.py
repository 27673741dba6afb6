from django.http import HttpRequest

from storefront.customers.models import Customer
from storefront.customers.ports import AccountPanel

from ..selectors import orders_of


def latest_orders(request: HttpRequest, customer: Customer) -> AccountPanel:
    """The customer's last three orders, for the account page."""
    return AccountPanel("shop/orders/latest.html", {"orders": orders_of(customer.pk)[:3]})
