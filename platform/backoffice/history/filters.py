"""Finding entries of the trail: who, what was done, to which sort of thing, when, and by words."""

from datetime import date, datetime, time, timedelta

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.audit.models import AuditEntry, Verb
from tenants.audit.selectors import names_on_trail, sorts_on_trail

from .words import thing_name

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class TrailFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        method="search",
        label=_("Name of a thing or a person"),
        widget=forms.TextInput(attrs={"type": "search", "maxlength": 80}),
    )
    who = django_filters.ChoiceFilter(field_name="actor_name", label=_("Who"), empty_label=_("any"))
    verb = django_filters.ChoiceFilter(
        choices=Verb.choices, label=_("What was done"), empty_label=_("any")
    )
    model = django_filters.ChoiceFilter(label=_("To what"), empty_label=_("any"))
    since = django_filters.DateFilter(method="from_day", label=_("From the day"), widget=_DAY)
    until = django_filters.DateFilter(method="to_day", label=_("to the day"), widget=_DAY)
    id = django_filters.CharFilter(field_name="object_id", widget=forms.HiddenInput)
    cause = django_filters.CharFilter(widget=forms.HiddenInput)
    cause_id = django_filters.CharFilter(widget=forms.HiddenInput)

    class Meta:
        model = AuditEntry
        fields = ["q", "who", "verb", "model", "since", "until"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        people = [(who, who) for who in names_on_trail()]
        things = sorted((thing_name(label), label) for label in sorts_on_trail())
        self.form.fields["who"].choices = [("", _("any")), *people]
        self.form.fields["model"].choices = [
            ("", _("any")),
            *((label, name) for name, label in things),
        ]

    def search(self, entries: QuerySet[AuditEntry], name: str, value: str) -> QuerySet[AuditEntry]:
        for word in value.lower().split()[:6]:
            entries = entries.filter(search__contains=word)
        return entries

    def from_day(self, entries: QuerySet[AuditEntry], name: str, day: date) -> QuerySet[AuditEntry]:
        return entries.filter(at__gte=_start_of(day))

    def to_day(self, entries: QuerySet[AuditEntry], name: str, day: date) -> QuerySet[AuditEntry]:
        """That day is in it."""
        return entries.filter(at__lt=_start_of(day + timedelta(days=1)))


def _start_of(day: date) -> datetime:
    """In the shop's time; the index knows moments, not days."""
    return timezone.make_aware(datetime.combine(day, time.min))
