from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kernel.errors import ExpectedFailure

from .. import services
from ..errors import QuantityNotUnderstood
from ..models import Cart
from ..ports import summary_parts
from ..selectors import CartView, cart_view
from .current import current_cart, current_or_new_cart, remember_cart


@never_cache
@require_GET
def cart(request: HttpRequest) -> HttpResponse:
    """The cart's page; what has changed since the last look is said once."""
    found = current_cart(request)
    view = cart_view(found)
    response = render(request, "shop/cart/cart.html", _context(request, view))
    _changes_are_told(found, view)
    return response


@require_POST
def add_lines(request: HttpRequest) -> HttpResponse:
    """One or several variants (`variant` and `quantity`, repeated) into the cart. A script gets JSON."""
    try:
        wanted = _wanted(request)
        found = current_or_new_cart(request)
        held = services.add_to_cart(found, wanted)
    except ExpectedFailure as failure:
        return _refused(request, failure)
    response = _added(request, wanted, held)
    remember_cart(response, found)
    return response


@require_POST
def change_line(request: HttpRequest, variant_id: int) -> HttpResponse:
    """Another quantity, 0 to take it out; `step` is added to it. htmx gets the cart's new content."""
    found = current_cart(request)
    problem = ""
    if found:
        try:
            services.set_quantity(found, variant_id, _new_quantity(request))
        except ExpectedFailure as failure:
            problem = str(failure)
    if "HX-Request" not in request.headers:
        if problem:
            messages.error(request, problem)
        return redirect("cart")
    view = cart_view(found)
    response = render(
        request, "shop/cart/content.html", {**_context(request, view), "problem": problem}
    )
    _changes_are_told(found, view)
    return response


def _context(request: HttpRequest, view: CartView) -> dict[str, Any]:
    asked = [make(request, view) for make in summary_parts] if view.lines else []
    return {"cart": view, "parts": [part for part in asked if part], "tab": "cart"}


def _changes_are_told(found: Cart | None, view: CartView) -> None:
    if found and (view.new_prices or view.new_quantities):
        services.accept_changes(found, prices=view.new_prices, quantities=view.new_quantities)


def _wanted(request: HttpRequest) -> dict[int, int]:
    variants = request.POST.getlist("variant")
    quantities = request.POST.getlist("quantity") or ["1"] * len(variants)
    if not variants or len(variants) != len(quantities) or len(variants) > 100:
        raise QuantityNotUnderstood
    wanted: dict[int, int] = {}
    for variant, quantity in zip(variants, quantities, strict=True):
        variant_id = _number(variant)
        wanted[variant_id] = wanted.get(variant_id, 0) + _quantity(quantity, 1)
    return wanted


def _new_quantity(request: HttpRequest) -> int:
    step = {"-1": -1, "1": 1}.get(request.POST.get("step", ""), 0)
    return max(_quantity(request.POST.get("quantity"), 0) + step, 0)


def _quantity(text: str | None, least: int) -> int:
    quantity = _number(text)
    if not least <= quantity <= services.MOST_OF_ONE:
        raise QuantityNotUnderstood(field="quantity")
    return quantity


def _number(text: str | None) -> int:
    if text is None or not text.strip().isdecimal() or len(text) > 18:
        raise QuantityNotUnderstood(field="quantity")
    return int(text)


def _added(request: HttpRequest, wanted: dict[int, int], held: dict[int, int]) -> HttpResponse:
    short = any(held.get(variant, 0) < quantity for variant, quantity in wanted.items())
    text = _("Added to your cart, as far as there is stock.") if short else _added_text(wanted)
    if _wants_json(request):
        return JsonResponse({"cart_count": sum(held.values()), "text": text, "short": short})
    (messages.warning if short else messages.success)(request, text)
    return redirect("cart")


def _added_text(wanted: dict[int, int]) -> str:
    units = sum(wanted.values())
    return ngettext("Added to your cart.", "%(units)s added to your cart.", units) % {
        "units": units
    }


def _refused(request: HttpRequest, failure: ExpectedFailure) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"code": failure.code, "text": str(failure)}, status=422)
    messages.error(request, str(failure))
    return redirect("cart")


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("accept", "")
