from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from loyalty.members.models import Member
from loyalty.members.selectors import matching

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class MemberFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        method="search",
        label=_("Number, name, phone, e-mail or member code"),
        widget=forms.TextInput(attrs={"type": "search", "maxlength": 80}),
    )
    since = django_filters.DateFilter(
        field_name="joined_at", lookup_expr="date__gte", label=_("Joined from"), widget=_DAY
    )
    until = django_filters.DateFilter(
        field_name="joined_at", lookup_expr="date__lte", label=_("until"), widget=_DAY
    )

    class Meta:
        model = Member
        fields = ["q", "since", "until"]

    def search(self, members: QuerySet[Member], name: str, value: str) -> Any:
        return members.filter(matching(value))
