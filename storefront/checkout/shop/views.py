from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kernel.errors import ExpectedFailure
from storefront.cart.shop.current import forget_cart
from storefront.customers.selectors import addresses_of, current_customer
from storefront.customers.services import customer_of_user, save_address
from storefront.orders.errors import OrderNotFound
from storefront.orders.models import Order
from storefront.orders.selectors import explanation_of, order_for_shopper
from storefront.orders.shop.guest_orders import remember_order, shopper_of
from storefront.payments.selectors import ways_to_pay
from storefront.payments.services import start_payment

from ..errors import CartEmpty
from ..services import PlaceOrder, place_order
from .forms import CheckoutForm
from .page import chosen_uses, page_of


@never_cache
@require_http_methods(["GET", "POST"])
def checkout(request: HttpRequest) -> HttpResponse:
    """Everything on one page: GET shows it, POST places the order and leads to the payment."""
    if request.method == "POST":
        return _place(request)
    page = page_of(request)
    if page is None:
        return redirect("cart")
    return render(request, "shop/checkout/checkout.html", page.context())


@never_cache
@require_POST
def summary(request: HttpRequest) -> HttpResponse:
    """The total for what the form says now; htmx puts it in place."""
    page = page_of(request, _bound(request))
    if page is None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "shop/checkout/summary.html", {**page.context(), "swap": True})


@never_cache
@require_http_methods(["GET", "POST"])
def pay_order(request: HttpRequest, number: str) -> HttpResponse:
    """Choose how to pay an order that is still unpaid."""
    try:
        order = order_for_shopper(number, shopper_of(request))
    except OrderNotFound:
        raise Http404 from None
    if request.method == "POST":
        return _to_payment(request, order, request.POST.get("way", ""))
    context = {
        "order": order,
        "lines": order.lines.all(),
        "explanation": explanation_of(order),
        "ways": ways_to_pay(delivered=order.requires_shipping),
    }
    return render(request, "shop/payments/choose.html", context)


def _place(request: HttpRequest) -> HttpResponse:
    form = _bound(request)
    if not form.is_valid():
        return _again(request, form)
    try:
        order = place_order(_wish(request, form))
    except CartEmpty:
        return redirect("cart")
    except ExpectedFailure as failure:
        form.add_failure(failure)
        return _again(request, form)
    if form.wants_saved and request.user.is_authenticated:
        save_address(customer_of_user(request.user), **form.recipient)
    return _to_payment(request, order, form.cleaned_data["way"])


def _bound(request: HttpRequest) -> CheckoutForm:
    customer = current_customer(request)
    return CheckoutForm(request.POST, book=addresses_of(customer) if customer else ())


def _again(request: HttpRequest, form: CheckoutForm) -> HttpResponse:
    """The same page with what was typed, the errors at their fields and today's total."""
    page = page_of(request, form)
    if page is None:
        return redirect("cart")
    return render(request, "shop/checkout/checkout.html", page.context(), status=422)


def _wish(request: HttpRequest, form: CheckoutForm) -> PlaceOrder:
    data, to = form.cleaned_data, form.recipient
    user = request.user if request.user.is_authenticated else None
    return PlaceOrder(
        cart_token=data["cart"],
        idempotency_key=f"{data['cart'].hex}-{data['key'].hex}",
        name=to["name"],
        email=data["email"],
        phone=to["phone"],
        address=to,
        user=user,
        note=data["note"],
        delivery=data["delivery"],
        choices=chosen_uses(request.POST) if user else {},
        expected_total_minor=data["expected"],
    )


def _to_payment(request: HttpRequest, order: Order, way: str) -> HttpResponse:
    """On to the payment; when it cannot start, to the order, from where it can be tried again."""
    try:
        target = start_payment(order.pk, way).redirect_url if order.needs_payment else None
    except ExpectedFailure as failure:
        messages.error(request, str(failure))
        target = None
    response = redirect(target) if target else redirect("order-placed", order.number)
    if not request.user.is_authenticated:
        remember_order(request, response, order)
        forget_cart(response)
    return response
