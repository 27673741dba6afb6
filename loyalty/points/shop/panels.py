"""What points put on the account page and on the page of an order."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from loyalty.members.selectors import member_for_customer
from storefront.customers.models import Customer
from storefront.customers.ports import AccountLink, AccountPanel
from storefront.orders.models import Order
from storefront.orders.ports import OrderPanel

from .. import selectors

POINTS_LINK = AccountLink(_("Points"), "points", 20)


def account_panel(request: HttpRequest, customer: Customer) -> AccountPanel:
    """Balances; zeros for a member nothing has happened to yet."""
    member = member_for_customer(customer.pk)
    balances = selectors.balances(member.pk) if member else selectors.NOTHING
    return AccountPanel("shop/points/account_panel.html", {"balances": balances})


def order_panel(order: Order) -> OrderPanel | None:
    """What the order earned; nothing for guests and before payment."""
    points = selectors.points_of_order(order.pk)
    if points is None:
        return None
    return OrderPanel("shop/points/order_panel.html", {"points": points}, position=40)
