from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from storefront.orders.shop.guest_orders import remember_order
from storefront.orders.states import OrderState

from ..errors import LinkNotValid
from ..links import order_of_link


@never_cache
@require_safe
def open_payment_link(request: HttpRequest, token: str) -> HttpResponse:
    """To the page on which the order is looked at and paid, without signing in."""
    try:
        order = order_of_link(token)
    except LinkNotValid as failure:
        return render(request, "shop/payments/link.html", {"problem": failure}, status=410)
    if order.state == OrderState.CANCELLED:
        return render(request, "shop/payments/link.html", {"order": order}, status=410)
    if not order.needs_payment:
        return render(request, "shop/payments/link.html", {"order": order, "paid": True})
    response = redirect("order-payment", order.number)
    remember_order(request, response, order)
    response["Referrer-Policy"] = "same-origin"
    return response
