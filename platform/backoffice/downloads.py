"""A list as a file to take away: rows made in batches inside the shop, answered as CSV or XLSX."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django_filters import FilterSet
from django_tenants.utils import tenant_context

from backoffice.sheets import CSV, TYPES, XLSX, csv_pieces, xlsx_file
from tenants.audit.models import Verb
from tenants.audit.requests import actor_of
from tenants.audit.services import record
from tenants.directory.models import Tenant

BATCH = 250
Row = Sequence[Any]


def rows_in_batches(
    tenant: Tenant,
    ids: Sequence[int],
    *,
    headings: Callable[[], Row],
    rows_of: Callable[[Sequence[int]], Iterable[Row]],
) -> Iterator[Row]:
    """Headings, then what `rows_of` makes of the ids, a batch at a time.

    Enters the shop for each batch and leaves it before it yields: a streamed answer is read after the
    middleware has left the shop's schema. Language and clock are those of the request.
    """
    return _pieces(ids, _inside(tenant), headings, rows_of)


def refuse_unclear(
    request: HttpRequest, filterset: FilterSet, *, list_view: str
) -> HttpResponseBase | None:
    """Back to the list, with the words at the filter, when one of them makes no sense; None when all do.

    A filter that is not understood narrows nothing: the file would have everybody in it.
    """
    if filterset.form.is_valid():
        return None
    messages.error(request, _("Nothing was exported: correct the filter first."))
    kept = filterset.data.copy()
    kept.pop("format", None)
    return redirect(f"{reverse(list_view)}?{kept.urlencode()}")


def download(rows: Iterable[Row], kind: str, *, name: str, title: str) -> HttpResponseBase:
    """The file `name` of that kind; `title` is written on the workbook's sheet."""
    if kind == XLSX:
        file = xlsx_file(rows, title=title)
        return FileResponse(
            file, as_attachment=True, filename=f"{name}.xlsx", content_type=TYPES[XLSX]
        )
    response = StreamingHttpResponse(csv_pieces(rows), content_type=TYPES[CSV])
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def note_export(request: HttpRequest, model: type[Model], *, name: str, rows: int) -> None:
    """Who took the list away is on the trail: a file leaves the shop with all the people in it."""
    text = f"{name} ({rows})"
    record(actor_of(request), verb=Verb.EXPORTED, model=model._meta.label_lower, text=text)


def _inside(tenant: Tenant) -> Callable[[], AbstractContextManager[None]]:
    """The shop, the language and the clock of who asked, to be entered anew for each batch."""
    language, zone = get_language() or "en", timezone.get_current_timezone()

    @contextmanager
    def inside() -> Iterator[None]:
        with override(language), timezone.override(zone), tenant_context(tenant):
            yield

    return inside


def _pieces(
    ids: Sequence[int],
    inside: Callable[[], AbstractContextManager[None]],
    headings: Callable[[], Row],
    rows_of: Callable[[Sequence[int]], Iterable[Row]],
) -> Iterator[Row]:
    with inside():
        first = headings()
    yield first
    for start in range(0, len(ids), BATCH):
        with inside():
            rows = list(rows_of(ids[start : start + BATCH]))
        yield from rows
