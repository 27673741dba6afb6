"""Finding products: by name or SKU, in a category, by tag, price, picture, and by what is left of them."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from backoffice.fields import MoneyField
from kernel import clock

from .. import ports
from ..models import Product, Variant
from ..models.product import ProductStatus
from ..search.matches import matching_products
from ..selectors.categories import category_by_id
from ..selectors.tags import known_tags
from .choices import category_choices

NO_CATEGORY = "none"
MOST_FOUND = 500  # by words: each is a line of the query that puts the best first
STATES = [
    (ProductStatus.ACTIVE, _("On sale")),
    ("scheduled", _("Scheduled")),
    (ProductStatus.DRAFT, _("Drafts")),
    (ProductStatus.ARCHIVED, _("Archived")),
]


class AmountFilter(django_filters.Filter):
    field_class = MoneyField


def _category_choices() -> list[tuple[Any, Any]]:
    return [(NO_CATEGORY, _("in no category")), *category_choices()]


class ProductFilter(django_filters.FilterSet):
    most_found = MOST_FOUND
    is_cut = False  # whether the words mean more products than are found, which the list says

    state = django_filters.ChoiceFilter(method="in_state", choices=STATES)
    q = django_filters.CharFilter(
        method="search",
        label=_("Name, SKU or brand"),
        widget=forms.TextInput(attrs={"type": "search", "maxlength": 80}),
    )
    category = django_filters.ChoiceFilter(
        method="in_category", label=_("Category"), empty_label=_("all"), choices=_category_choices
    )
    tag = django_filters.ChoiceFilter(
        method="with_tag", label=_("Tag"), empty_label=_("all"), choices=[]
    )
    stock = django_filters.ChoiceFilter(
        method="by_stock",
        label=_("Stock"),
        empty_label=_("any"),
        choices=[
            ("out", _("sold out")),
            ("some_out", _("some variants sold out")),
            ("low", _("running low")),
        ],
    )
    picture = django_filters.ChoiceFilter(
        method="by_picture",
        label=_("Picture"),
        empty_label=_("any"),
        choices=[("none", _("without picture"))],
    )
    price_from = AmountFilter(
        field_name="max_price_minor", lookup_expr="gte", label=_("Price from")
    )
    price_to = AmountFilter(field_name="min_price_minor", lookup_expr="lte", label=_("Price to"))

    class Meta:
        model = Product
        fields = ["state", "q", "category", "tag", "stock", "picture", "price_from", "price_to"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A tag can be asked for that is not among the most used ones, or was named just now."""
        super().__init__(*args, **kwargs)
        tags, asked = known_tags(), self.data.get("tag")
        more = [asked] if asked and asked not in tags else []
        self.filters["tag"].extra["choices"] = [(tag, tag) for tag in [*tags, *more]]

    def in_state(self, products: QuerySet[Product], name: str, value: str) -> QuerySet[Product]:
        if value == "scheduled":
            return products.filter(status=ProductStatus.ACTIVE, published_at__gt=clock.now())
        if value == ProductStatus.ACTIVE:
            return products.filter(status=value, published_at__lte=clock.now())
        return products.filter(status=value)

    def search(self, products: QuerySet[Product], name: str, value: str) -> QuerySet[Product]:
        """Best match first."""
        matching = matching_products(value)
        self.is_cut = len(matching) > MOST_FOUND
        found = matching[:MOST_FOUND]
        places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(found)]
        if not places:
            return products.none()
        best_first = Case(*places, output_field=IntegerField())
        return products.filter(pk__in=found).order_by(best_first)

    def in_category(self, products: QuerySet[Product], name: str, value: str) -> QuerySet[Product]:
        link = Product.categories.through.objects.filter(product_id=OuterRef("pk"))
        if value == NO_CATEGORY:
            return products.exclude(Exists(link))
        node = category_by_id(int(value))
        return products.filter(Exists(link.filter(category_id__in=node.ids if node else [])))

    def with_tag(self, products: QuerySet[Product], name: str, value: str) -> QuerySet[Product]:
        return products.filter(tags__contains=[value])

    def by_picture(self, products: QuerySet[Product], name: str, value: str) -> QuerySet[Product]:
        return products.filter(cover__isnull=True)

    def by_stock(self, products: QuerySet[Product], name: str, value: Any) -> QuerySet[Product]:
        few = ports.low_stock_variants() if value == "low" else ports.sold_out_variants()
        if few is None:
            return products.none()
        variants = Variant.objects.filter(product=OuterRef("pk"), is_active=True)
        if value in ("some_out", "low"):
            return products.filter(Exists(variants.filter(pk__in=few)))
        return products.exclude(Exists(variants.exclude(pk__in=few)))
