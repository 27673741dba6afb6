"""Finding orders: by number, phone, e-mail, name or what was bought; by state and day."""

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from storefront.orders.models import Order, OrderLine
from storefront.orders.states import OrderState, PaymentState

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class OrderFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=OrderState.choices)
    q = django_filters.CharFilter(
        method="search",
        label=_("Number, phone, name, e-mail or product"),
        widget=forms.TextInput(attrs={"type": "search", "maxlength": 80}),
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

    class Meta:
        model = Order
        fields = ["state", "q", "payment", "since", "until"]

    def search(self, orders: QuerySet[Order], name: str, value: str) -> QuerySet[Order]:
        """Every word must be found somewhere in the order."""
        for word in value.split()[:6]:
            orders = orders.filter(_mentions(word))
        return orders


def _mentions(word: str) -> Q:
    lines = OrderLine.objects.filter(order=OuterRef("pk"))
    bought = lines.filter(Q(title__icontains=word) | Q(sku__iexact=word))
    person = Q(name__icontains=word) | Q(email__icontains=word) | Q(phone__contains=word)
    return Q(number__icontains=word) | person | Q(Exists(bought))
