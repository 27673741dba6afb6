"""Finding orders: by what they are searched for, state, day, amount and what is special about them."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from backoffice.fields import MoneyField
from storefront.orders.models import Order, OrderNote, OrderQuerySet
from storefront.orders.search import matching
from storefront.orders.states import OrderState, PaymentState, ShippingState

from .ports import order_filters

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AmountFilter(django_filters.Filter):
    field_class = MoneyField


class OrderFilter(django_filters.FilterSet):
    """`state` is the tab; modules above add filters of their own through `ports.order_filters`."""

    state = django_filters.ChoiceFilter(choices=OrderState.choices, method="in_tab")
    q = django_filters.CharFilter(
        method="search",
        label=_("Number, phone, name, product, SKU or tracking number"),
        widget=forms.TextInput(attrs={"type": "search", "maxlength": 80}),
    )
    only = django_filters.ChoiceFilter(
        method="special", label=_("Only"), empty_label=_("all orders"), choices=[]
    )
    payment = django_filters.ChoiceFilter(
        field_name="payment_state",
        choices=PaymentState.choices,
        label=_("Payment"),
        empty_label=_("any"),
    )
    since = django_filters.DateFilter(
        field_name="placed_at", lookup_expr="date__gte", label=_("Placed from"), widget=_DAY
    )
    until = django_filters.DateFilter(
        field_name="placed_at", lookup_expr="date__lte", label=_("until"), widget=_DAY
    )
    least = AmountFilter(field_name="total_minor", lookup_expr="gte", label=_("Total from"))
    most = AmountFilter(field_name="total_minor", lookup_expr="lte", label=_("Total up to"))

    class Meta:
        model = Order
        fields = ["state", "q", "only", "payment", "since", "until", "least", "most"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["only"].extra["choices"] = [(key, text) for key, text, _q in SPECIAL]
        for more in order_filters:
            for name, extra in more().items():
                extra.parent, extra.model = self, Order
                self.filters[name] = extra

    def in_tab(self, orders: OrderQuerySet, name: str, value: str) -> QuerySet[Order]:
        return orders.in_tab(value)

    def search(self, orders: QuerySet[Order], name: str, value: str) -> QuerySet[Order]:
        return matching(orders, value)

    def special(self, orders: QuerySet[Order], name: str, value: str) -> QuerySet[Order]:
        return orders.filter(next(condition for key, _text, condition in SPECIAL if key == value))

    def without_tab(self) -> QuerySet[Order]:
        """What every filter but the tab leaves: what the tabs count."""
        rows = self.queryset.all()
        for name, value in self.form.cleaned_data.items():
            if name != "state":
                rows = self.filters[name].filter(rows, value)
        return rows


_NOTED = ~Q(note="") | Q(Exists(OrderNote.objects.filter(order=OuterRef("pk"))))
_REFUNDED = Q(payment_state__in=[PaymentState.PARTIALLY_REFUNDED, PaymentState.REFUNDED])

SPECIAL = (
    ("note", _("with a note"), _NOTED),
    ("refunded", _("refunded, wholly or in part"), _REFUNDED),
    ("on_delivery", _("paid for at the door"), Q(pay_on_delivery=True)),
    ("part_sent", _("sent in part"), Q(shipping_state=ShippingState.PARTIALLY_SHIPPED)),
    ("repeat", _("from returning shoppers"), Q(order_seq__gt=1)),
    ("guest", _("from guests"), Q(customer__isnull=True)),
)
