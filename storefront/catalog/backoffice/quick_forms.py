"""A small form for each variant of a product in the list; two rows of the page never share a name."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from backoffice.fields import MoneyField

from .. import ports
from ..models import Product, Variant
from ..selectors.language import option_label
from ..services.quick import PRICE, STOCK, Told
from .editor.variant_forms import LARGEST_STOCK


class QuickForm(forms.Form):
    """`*_seen`: what the person was shown. Empty stock is not counted."""

    price_minor = MoneyField(label=_("Price"), error_messages={"required": _("Enter a price.")})
    price_seen = forms.IntegerField(widget=forms.HiddenInput)
    stock = forms.IntegerField(
        label=_("Stock"),
        required=False,
        min_value=0,
        max_value=LARGEST_STOCK,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 7}),
    )
    stock_seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, variant: Variant, stock: int | None, data: QueryDict | None) -> None:
        self.variant_id = variant.pk
        self.name = " / ".join(map(option_label, variant.option_values)) or variant.sku
        self.sku = variant.sku if variant.option_values else ""
        initial: dict[str, int | None] = {"stock": stock, "stock_seen": stock}
        initial |= {"price_minor": variant.price_minor, "price_seen": variant.price_minor}
        super().__init__(data, initial=initial, prefix=f"v{variant.pk}")

    def told(self) -> Iterator[Told]:
        given = self.cleaned_data
        yield Told(self.variant_id, PRICE, given["price_seen"], given["price_minor"])
        yield Told(self.variant_id, STOCK, given["stock_seen"], given["stock"])

    def now_is(self, field: str, value: int | None) -> None:
        """Somebody else was here: say it at the field; sent again, it counts against what is there now."""
        seen = "price_seen" if field == PRICE else "stock_seen"
        said = "" if value is None else str(value)
        self.data = {**self.data.dict(), self.add_prefix(seen): said}  # type: ignore[attr-defined]  # a QueryDict
        shown = self.fields[field].prepare_value(value) if value is not None else _("not counted")
        text = _(
            "Somebody changed it meanwhile to %(value)s. Save again to put yours in its place."
        )
        self.add_error(field, text % {"value": shown})


def quick_forms(product: Product, data: QueryDict | None = None) -> list[QuickForm]:
    """Of the variants on sale, in their order; those that came since the page was made are not in `data`."""
    variants = list(product.variants.filter(is_active=True))
    stock = ports.stock_reader([variant.pk for variant in variants])
    return [
        QuickForm(variant, stock.get(variant.pk), data)
        for variant in variants
        if data is None or f"v{variant.pk}-price_seen" in data
    ]


def unknown_variants(data: QueryDict, forms: list[QuickForm]) -> bool:
    """Whether something is said of variants that are not on sale any more."""
    known = {form.add_prefix("price_seen") for form in forms}
    return any(name.endswith("-price_seen") and name not in known for name in data)


def show_what_is_now(forms: list[QuickForm], now: dict[tuple[int, str], Any]) -> None:
    for form in forms:
        for field in (PRICE, STOCK):
            if (form.variant_id, field) in now:
                form.now_is(field, now[form.variant_id, field])
