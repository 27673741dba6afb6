"""Price and stock changed in the list. The row answers for itself: changed, refused, or changed by somebody else."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from backoffice.access import acting, fetch, staff_view
from backoffice.fields import MoneyField
from kernel.errors import ExpectedFailure
from tenants.profile.selectors import current_profile

from ..errors import ProductChanged
from ..models import Product
from ..services.quick import change_quickly
from .editor.variant_forms import LARGEST_STOCK
from .rows import product_rows


@require_POST
@staff_view("catalog.change_product")
def change_in_list(request: HttpRequest, pk: int) -> HttpResponse:
    """A product of one variant: its price or its stock, against what the list showed."""
    product = fetch(request, "catalog.change_product", Product, pk=pk)
    try:
        change_quickly(product.pk, by=acting(request), **_told(request))
    except ProductChanged:
        return _row(
            request, product.pk, 409, _("Somebody changed it meanwhile: this is how it is now.")
        )
    except (ExpectedFailure, ValueError) as failure:
        said = str(failure) if isinstance(failure, ExpectedFailure) else _("Enter a whole number.")
        return _row(request, product.pk, 422, said)
    return _row(request, product.pk, 200, "")


def _told(request: HttpRequest) -> dict[str, Any]:
    """price_minor, or stock against stock_seen; raises ExpectedFailure or ValueError."""
    given = request.POST
    if "price" in given:
        price = MoneyField(required=False)
        try:
            minor = price.clean(given["price"])
        except Exception as failure:
            raise ExpectedFailure(" ".join(getattr(failure, "messages", [str(failure)])))
        if minor is None:
            raise ExpectedFailure(_("Enter a price."))
        return {"price_minor": minor, "price_seen": int(given.get("price_seen", ""))}
    stock, seen = int(given.get("stock", "")), int(given.get("stock_seen", ""))
    if not 0 <= stock <= LARGEST_STOCK:
        raise ValueError
    return {"stock": stock, "stock_seen": seen}


def _row(request: HttpRequest, pk: int, status: int, said: str) -> HttpResponse:
    row = product_rows(Product.objects.filter(pk=pk))[0]
    context = {
        "row": row,
        "currency": current_profile().currency,
        "said": said,
        "is_good": status == 200,
    }
    return render(request, "catalog/backoffice/parts/product_row.html", context, status=status)
