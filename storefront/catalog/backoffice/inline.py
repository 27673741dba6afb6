"""Price and stock changed in the list: of one variant in its row, of several in a panel that opens under the row.

Both answer for themselves: changed, refused, or changed by somebody else meanwhile.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_POST

from backoffice.access import acting, fetch, staff_view
from backoffice.fields import MoneyField
from backoffice.screens.base import Screen
from kernel.errors import ExpectedFailure
from tenants.profile.selectors import current_profile

from ..errors import ProductChanged
from ..models import Product
from ..services.quick import PRICE, STOCK, Told, change_quickly, only_variant
from .editor.variant_forms import LARGEST_STOCK
from .quick_forms import QuickForm, quick_forms, show_what_is_now, unknown_variants
from .rows import product_rows

CHANGED_MEANWHILE = 409
REFUSED = 422


@require_POST
@staff_view("catalog.change_product")
def change_in_list(request: HttpRequest, pk: int) -> HttpResponse:
    """A product of one variant: its price or its stock, against what the list showed."""
    product = fetch(request, "catalog.change_product", Product, pk=pk)
    try:
        told = _told(request, only_variant(product).pk)
        change_quickly(product.pk, [told], by=acting(request))
    except ProductChanged:
        return _row(
            request,
            product.pk,
            CHANGED_MEANWHILE,
            _("Somebody changed it meanwhile: this is how it is now."),
        )
    except (ExpectedFailure, ValueError) as failure:
        said = str(failure) if isinstance(failure, ExpectedFailure) else _("Enter a whole number.")
        return _row(request, product.pk, REFUSED, said)
    return _row(request, product.pk, 200, "")


class VariantsPanel(Screen, View):
    """Under the row of a product in the list: price and stock of each of its variants, saved together."""

    permission = "catalog.change_product"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        product = self.fetch(Product, pk=pk)
        if "HX-Request" not in request.headers:
            return redirect("products:edit", product.pk)
        return self._show(product, quick_forms(product))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        product = self.fetch(Product, pk=pk)
        forms = quick_forms(product, request.POST)
        if unknown_variants(request.POST, forms):
            gone = _("Its variants are others by now. Close this and open it again.")
            return self._show(product, forms, CHANGED_MEANWHILE, gone)
        valid = [form.is_valid() for form in forms]  # each says what is wrong with it
        if not all(valid):
            return self._show(product, forms, REFUSED)
        try:
            change_quickly(product.pk, _all_told(forms), by=acting(request))
        except ProductChanged as failure:
            show_what_is_now(forms, failure.details.get("now", {}))
            return self._show(product, forms, CHANGED_MEANWHILE)
        return _row(request, product.pk, 200, _("Saved."), is_beside=True)

    def _show(
        self, product: Product, forms: list[QuickForm], status: int = 200, said: str = ""
    ) -> HttpResponse:
        context = {
            "product": product,
            "forms": forms,
            "said": said,
            "currency": current_profile().currency,
        }
        template = "catalog/backoffice/parts/quick_variants.html"
        return render(self.request, template, context, status=status)


def _all_told(forms: list[QuickForm]) -> Iterator[Told]:
    for form in forms:
        yield from form.told()


def _told(request: HttpRequest, variant_id: int) -> Told:
    """The price, or the stock; raises ExpectedFailure or ValueError."""
    given = request.POST
    if "price" in given:
        try:
            minor = MoneyField().clean(given["price"])
        except ValidationError as failure:
            raise ExpectedFailure(" ".join(failure.messages)) from None
        return Told(variant_id, PRICE, int(given.get("price_seen", "")), minor)
    stock, seen = int(given.get("stock", "")), int(given.get("stock_seen", ""))
    if not 0 <= stock <= LARGEST_STOCK:
        raise ValueError
    return Told(variant_id, STOCK, seen, stock)


def _row(
    request: HttpRequest, pk: int, status: int, said: str, *, is_beside: bool = False
) -> HttpResponse:
    """`is_beside`: it takes its own place, and what was asked from goes."""
    row = product_rows(Product.objects.filter(pk=pk))[0]
    context: dict[str, Any] = {
        "row": row,
        "currency": current_profile().currency,
        "said": said,
        "is_good": status == 200,
        "is_beside": is_beside,
    }
    return render(request, "catalog/backoffice/parts/product_row.html", context, status=status)
