from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from backoffice.fields import MoneyField
from loyalty.members.models import Member
from loyalty.members.selectors import matching

from .buying import who_bought, who_spent

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


BUYERS, OTHERS = "buyers", "others"


class AmountFilter(django_filters.Filter):
    field_class = MoneyField


class MemberFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        method="search",
        label=_("Number, name, phone, e-mail or member code"),
        widget=forms.TextInput(attrs={"type": "search", "maxlength": 80}),
    )
    only = django_filters.ChoiceFilter(
        method="by_orders",
        label=_("Only"),
        empty_label=_("all members"),
        choices=[(BUYERS, _("who have ordered")), (OTHERS, _("who never ordered"))],
    )
    least = AmountFilter(method="by_spent", label=_("Spent at least"))
    since = django_filters.DateFilter(
        field_name="joined_at", lookup_expr="date__gte", label=_("Joined from"), widget=_DAY
    )
    until = django_filters.DateFilter(
        field_name="joined_at", lookup_expr="date__lte", label=_("until"), widget=_DAY
    )

    class Meta:
        model = Member
        fields = ["q", "only", "least", "since", "until"]

    def search(self, members: QuerySet[Member], name: str, value: str) -> Any:
        return members.filter(matching(value))

    def by_orders(self, members: QuerySet[Member], name: str, value: str) -> Any:
        """Ordered means paid for, as in the list's column."""
        bought = Q(customer_id__in=who_bought())
        return members.filter(bought if value == BUYERS else ~bought)

    def by_spent(self, members: QuerySet[Member], name: str, value: int) -> Any:
        return members.filter(customer_id__in=who_spent(value)) if value else members
