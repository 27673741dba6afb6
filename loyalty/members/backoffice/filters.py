from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from backoffice.fields import MoneyField
from loyalty.members.models import LONGEST_TAG, Member
from loyalty.members.selectors import known_tags, matching

from .buying import who_bought, who_spent

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


BUYERS, OTHERS = "buyers", "others"


class AmountFilter(django_filters.Filter):
    field_class = MoneyField


class AnyTag(django_filters.fields.ChoiceField):
    """A tag that nobody has any more finds nobody, instead of not filtering."""

    def valid_value(self, value: Any) -> bool:
        return len(value) <= LONGEST_TAG and "\x00" not in value


class TagFilter(django_filters.ChoiceFilter):
    field_class = AnyTag


def _tag_choices() -> list[tuple[str, str]]:
    return [(tag, tag) for tag in known_tags()]


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
    tag = TagFilter(method="with_tag", label=_("Tag"), empty_label=_("any"), choices=_tag_choices)
    least = AmountFilter(method="by_spent", label=_("Spent at least"))
    since = django_filters.DateFilter(
        field_name="joined_at", lookup_expr="date__gte", label=_("Joined from"), widget=_DAY
    )
    until = django_filters.DateFilter(
        field_name="joined_at", lookup_expr="date__lte", label=_("until"), widget=_DAY
    )

    class Meta:
        model = Member
        fields = ["q", "only", "tag", "least", "since", "until"]

    def search(self, members: QuerySet[Member], name: str, value: str) -> Any:
        return members.filter(matching(value))

    def by_orders(self, members: QuerySet[Member], name: str, value: str) -> Any:
        """Ordered means paid for, as in the list's column."""
        bought = Q(customer_id__in=who_bought())
        return members.filter(bought if value == BUYERS else ~bought)

    def with_tag(self, members: QuerySet[Member], name: str, value: str) -> Any:
        return members.filter(tags__contains=[value])

    def by_spent(self, members: QuerySet[Member], name: str, value: int) -> Any:
        return members.filter(customer_id__in=who_spent(value)) if value else members
