from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from backoffice.access import fetch, may, staff_view
from kernel.errors import ExpectedFailure
from tenants.accounts.requests import signed_in_user

from .models import SavedView
from .queries import normal
from .services import delete_view, save_view, views_of


@dataclass(frozen=True)
class SavedViews:
    """What a list shows of its saved views; `current` is the one whose filters are on."""

    screen: str
    query: str
    views: list[SavedView] = field(default_factory=list)
    current: SavedView | None = None
    may_delete: bool = False


def saved_views_for(request: HttpRequest, screen: str) -> SavedViews:
    """One query."""
    query = normal(request.GET)
    views = list(views_of(screen, signed_in_user(request)))
    current = next((view for view in views if view.query == query), None)
    may_delete = current is not None and _may_delete(request, current)
    return SavedViews(screen, query, views, current, may_delete)


@require_POST
@staff_view()
def keep_view(request: HttpRequest) -> HttpResponse:
    """The list's present filters, under the name that was typed."""
    given = request.POST
    try:
        view = save_view(
            given.get("screen", "")[:40],
            owner=signed_in_user(request),
            name=given.get("name", ""),
            query=given.get("query", ""),
            is_shared=given.get("is_shared") == "on",
        )
    except ExpectedFailure as failure:
        messages.error(request, str(failure))
        return _back(request, given.get("query", ""))
    messages.success(request, _("The view “%(name)s” is saved.") % {"name": view.name})
    return _back(request, view.query)


@require_POST
@staff_view()
def remove_view(request: HttpRequest, pk: int) -> HttpResponse:
    view = fetch(
        request, "", views_of(request.POST.get("screen", ""), signed_in_user(request)), pk=pk
    )
    if not _may_delete(request, view):
        raise PermissionDenied
    delete_view(view)
    messages.success(request, _("The view “%(name)s” is gone.") % {"name": view.name})
    return _back(request, "")


def _may_delete(request: HttpRequest, view: SavedView) -> bool:
    """One's own; an owner of the shop tidies up after those who left."""
    return view.owner_id == request.user.pk or may(request, "profile.change_shopprofile")


def _back(request: HttpRequest, query: str) -> HttpResponse:
    path = request.POST.get("path", "")
    if not url_has_allowed_host_and_scheme(path, None) or "?" in path:
        path = reverse("backoffice_home")
    return HttpResponseRedirect(f"{path}?{query}" if query else path)
