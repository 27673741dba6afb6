from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.access import staff_view
from backoffice.screens.detail import DetailScreen
from backoffice.screens.lists import ListScreen
from tenants.audit.models import AuditEntry, Verb
from tenants.audit.requests import actor_of
from tenants.audit.services import record

from . import PERMISSION
from .filters import TrailFilter
from .reading import door_name, line, lines, parts, role_name

MOST_EXPORTED = 20_000
_SIGNS = tuple("=+-@＝＋－＠\t\r\n")  # noqa: RUF001 - spreadsheets read full-width signs alike


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
def export_trail(request: HttpRequest) -> HttpResponse:
    """What the list shows, as CSV; the export is on the trail itself."""
    chosen = TrailFilter(request.GET, queryset=AuditEntry.objects.all(), request=request).qs
    record(actor_of(request), verb=Verb.EXPORTED, model=AuditEntry._meta.label_lower)
    heads = (_("When"), _("Who"), _("Role"), _("From"), _("Door"), _("What was done"), _("To what"), _("Name"), _("What changed"), _("Before"), _("After"))  # fmt: skip
    entries = list(chosen[:MOST_EXPORTED])
    text = "".join(_csv(_csv_line(heads), entries))
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="who-did-what.csv"'
    return answer


def _csv(head: str, entries: list[AuditEntry]) -> Iterator[str]:
    yield "\ufeff" + head
    for entry in entries:
        seen = line(entry)
        at = timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S")
        who = f"{entry.actor_name} ({seen.guest})" if seen.guest else entry.actor_name
        start = (at, who, role_name(entry), entry.address or "", door_name(entry), seen.verb)
        found = False
        for part in parts(entry):
            for value in part.values:
                found = True
                yield _csv_line(
                    (*start, part.title, seen.of, value.name, value.before, value.after)
                )
        if not found:
            yield _csv_line((*start, seen.what, seen.of, "", "", ""))


def _csv_line(cells: tuple[object, ...]) -> str:
    return ",".join(_cell(str(cell)) for cell in cells) + "\r\n"


def _cell(text: str) -> str:
    """Quoted; what a spreadsheet would take for a formula is kept a text."""
    safe = f"'{text}" if text[:1] in _SIGNS and len(text) > 1 else text
    return '"' + safe.replace('"', '""') + '"'
