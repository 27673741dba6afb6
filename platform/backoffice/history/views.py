from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.access import staff_view
from backoffice.downloads import download, note_export, refuse_unclear, rows_in_batches
from backoffice.screens.detail import DetailScreen
from backoffice.screens.lists import ListScreen
from backoffice.sheets import CSV
from tenants.audit.models import AuditEntry
from tenants.directory.requests import current_tenant

from . import PERMISSION
from .filters import TrailFilter
from .reading import door_name, line, lines, parts, role_name


class Trail(ListScreen):
    title = gettext_lazy("Who did what")
    intro = gettext_lazy("Every change in the back office, by whom, when and from where.")
    permission = PERMISSION
    template_name = "backoffice/history/list.html"
    filterset_class = TrailFilter
    paginate_by = 50

    def get_back(self) -> tuple[Any, str]:
        return _("Settings"), reverse("backoffice:settings")

    def get_rows(self) -> QuerySet[AuditEntry]:
        return AuditEntry.objects.all()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["rows"] = lines(context["rows"])
        return context


class TrailEntry(DetailScreen):
    permission = PERMISSION
    template_name = "backoffice/history/entry.html"

    def get_object(self) -> AuditEntry:
        return self.fetch(AuditEntry, pk=self.kwargs["pk"])

    def get_title(self) -> str:
        seen = line(self.object)
        return f"{seen.what} {seen.of}".strip()

    def get_back(self) -> tuple[Any, str]:
        return _("Who did what"), reverse("backoffice:trail")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry = self.object
        return super().get_context_data(
            entry=entry,
            line=line(entry),
            parts=list(parts(entry)),
            door=door_name(entry),
            role=role_name(entry),
            others=lines(AuditEntry.objects.filter(act=entry.act).exclude(pk=entry.pk)[:20]),
            **kwargs,
        )


@staff_view(PERMISSION)
def export_trail(request: HttpRequest) -> HttpResponseBase:
    """All that the filters leave, as CSV; the export is on the trail itself."""
    chosen = TrailFilter(request.GET, queryset=AuditEntry.objects.all(), request=request)
    if refusal := refuse_unclear(request, chosen, list_view="backoffice:trail"):
        return refusal
    ids = list(chosen.qs.values_list("pk", flat=True))
    note_export(request, AuditEntry, name=str(Trail.title), rows=len(ids))
    rows = rows_in_batches(current_tenant(), ids, headings=_headings, rows_of=_rows_of)
    return download(rows, CSV, name="who-did-what", title=str(Trail.title))


def _headings() -> tuple[str, ...]:
    return (_("When"), _("Who"), _("Role"), _("From"), _("Door"), _("What was done"), _("To what"), _("Name"), _("What changed"), _("Before"), _("After"), _("In the course of"))  # fmt: skip


def _rows_of(ids: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """In the order of the ids."""
    entries = AuditEntry.objects.in_bulk(ids)
    return _rows([entries[pk] for pk in ids if pk in entries])


def _rows(entries: list[AuditEntry]) -> Iterator[tuple[str, ...]]:
    """One for each value that changed."""
    for entry in entries:
        seen = line(entry)
        at = timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S")
        who = f"{entry.actor_name} ({seen.guest})" if seen.guest else entry.actor_name
        start = (at, who, role_name(entry), entry.address or "", door_name(entry), seen.verb)
        values = [(part.title, value) for part in parts(entry) for value in part.values]
        for title, value in values:
            yield (*start, title, seen.of, value.name, value.before, value.after, seen.cause)
        if not values:
            yield (*start, seen.what, seen.of, "", "", "", seen.cause)
