from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kernel.errors import ExpectedFailure
from storefront.customers.requests import ShopperRequest
from storefront.customers.shop.access import shopper_required
from storefront.customers.shop.panels import menu_for

from .. import ports, selectors, services
from ..errors import OrderNotFound
from ..models import Order
from ..selectors import Shopper
from ..states import ORDER_MOVES, OrderState
from .guest_orders import remember_order, shopper_of

PAGE = 10


@shopper_required
@require_GET
def orders(request: ShopperRequest) -> HttpResponse:
    """A customer's orders. Guests sign in, or use the link of their order."""
    pages = Paginator(selectors.orders_of(request.customer.pk), PAGE)
    page = pages.get_page(request.GET.get("page"))
    return render(request, "shop/orders/list.html", {"page": page, "menu": menu_for(request)})


@never_cache
@require_GET
def order(request: HttpRequest, number: str) -> HttpResponse:
    """One order. `?key=` of a mail's link opens it for this browser and leaves the address."""
    key = request.GET.get("key")
    if key:
        return _opened_by_key(request, number, key)
    return _shown(request, "shop/orders/order.html", number)


@never_cache
@require_GET
def order_placed(request: HttpRequest, number: str) -> HttpResponse:
    """The thank-you page."""
    return _shown(request, "shop/orders/placed.html", number)


@require_POST
def cancel(request: HttpRequest, number: str) -> HttpResponse:
    found = _found(request, number)
    try:
        services.cancel_order(found.pk, by=_who(request), why=_("cancelled by the shopper"))
        messages.success(request, _("The order is cancelled."))
    except ExpectedFailure as failure:
        messages.error(request, str(failure))
    return redirect("order", number)


@require_POST
def receive(request: HttpRequest, number: str) -> HttpResponse:
    found = _found(request, number)
    try:
        services.confirm_receipt(found.pk, by=_who(request))
        messages.success(request, _("Thank you. We hope you like it."))
    except ExpectedFailure as failure:
        messages.error(request, str(failure))
    return redirect("order", number)


def _found(request: HttpRequest, number: str) -> Order:
    try:
        return selectors.order_for_shopper(number, shopper_of(request))
    except OrderNotFound:
        raise Http404 from None


def _shown(request: HttpRequest, template: str, number: str) -> HttpResponse:
    try:
        found = selectors.order_for_shopper(number, shopper_of(request))
    except OrderNotFound:
        return _not_opened(request, number)
    return render(request, template, _page(found))


def _not_opened(request: HttpRequest, number: str) -> HttpResponse:
    """For who comes back in another browser: where to go on. The same whether there is such an order or not."""
    context = {"order_path": reverse("order", args=[number])}
    return render(request, "shop/orders/not_opened.html", context, status=404)


def _opened_by_key(request: HttpRequest, number: str, key: str) -> HttpResponse:
    try:
        found = selectors.order_for_shopper(number, Shopper(keys={number: key}))
    except OrderNotFound:
        return _not_opened(request, number)
    response = redirect("order", number)
    remember_order(request, response, found)
    return response


def _page(found: Order) -> dict[str, Any]:
    return {
        "order": found,
        "lines": found.lines.all(),
        "explanation": selectors.explanation_of(found),
        "cancel_reason": selectors.cancel_reason(found),
        "panels": ports.panels_for(found, ports.shopper_panels),
        "can_pay": found.needs_payment and not found.pay_on_delivery,
        "can_cancel": "cancel" in ORDER_MOVES.allowed(found.state),
        "can_receive": found.state == OrderState.SHIPPED,
        "tab": "account",
    }


def _who(request: HttpRequest) -> str:
    user = request.user
    return f"shopper:{user.pk}" if user.is_authenticated else "guest"
