"""Finding products: by name or SKU, in a category, by what is left of them."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from .. import ports
from ..models import Product, Variant
from ..models.product import ProductStatus
from ..search.matches import matching_products
from ..selectors.categories import category_by_id
from .choices import category_choices


class ProductFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(field_name="status", choices=ProductStatus.choices)
    q = django_filters.CharFilter(
        method="search",
        label=_("Name, SKU or brand"),
        widget=forms.TextInput(attrs={"type": "search", "maxlength": 80}),
    )
    category = django_filters.ChoiceFilter(
        method="in_category", label=_("Category"), empty_label=_("all"), choices=category_choices
    )
    stock = django_filters.ChoiceFilter(
        method="by_stock",
        label=_("Stock"),
        empty_label=_("any"),
        choices=[("out", _("sold out")), ("some_out", _("some variants sold out"))],
    )

    class Meta:
        model = Product
        fields = ["state", "q", "category", "stock"]

    def search(self, products: QuerySet[Product], name: str, value: str) -> QuerySet[Product]:
        """Best match first."""
        found = matching_products(value)[:500]
        places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(found)]
        if not places:
            return products.none()
        best_first = Case(*places, output_field=IntegerField())
        return products.filter(pk__in=found).order_by(best_first)

    def in_category(self, products: QuerySet[Product], name: str, value: str) -> QuerySet[Product]:
        node = category_by_id(int(value))
        inside = Product.categories.through.objects.filter(
            product_id=OuterRef("pk"), category_id__in=node.ids if node else []
        )
        return products.filter(Exists(inside))

    def by_stock(self, products: QuerySet[Product], name: str, value: Any) -> QuerySet[Product]:
        sold_out = ports.sold_out_variants()
        if sold_out is None:
            return products.none()
        variants = Variant.objects.filter(product=OuterRef("pk"), is_active=True)
        if value == "some_out":
            return products.filter(Exists(variants.filter(pk__in=sold_out)))
        return products.exclude(Exists(variants.exclude(pk__in=sold_out)))
