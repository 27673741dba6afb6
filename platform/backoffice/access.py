"""Who may see a back-office screen. The permission is checked where the object is fetched."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from tenants.accounts.requests import signed_in_user
from tenants.staff.proof import has_proved

M = TypeVar("M", bound=Model)
P = TypeVar("P")
View = Callable[..., HttpResponseBase]


def may(request: HttpRequest, permission: str = "") -> bool:
    """True for active staff of this shop on its back office, holding `permission` when one is named."""
    user = request.user
    if not (
        user.is_authenticated and user.is_active and user.has_perm("wagtailadmin.access_admin")
    ):
        return False
    return not permission or user.has_perm(permission)


def require(request: HttpRequest, permission: str = "") -> None:
    if not may(request, permission):
        raise PermissionDenied


def acting(request: HttpRequest) -> str:
    """The person's name, as rows that say who did something keep it."""
    user = signed_in_user(request)
    return (user.first_name or str(user))[:80]


def fetch(request: HttpRequest, permission: str, source: type[M] | QuerySet[M], **lookup: Any) -> M:
    """The one object, for a person who may see it; 404 when there is none, refused otherwise."""
    require(request, permission)
    return get_object_or_404(source, **lookup)


def staff_view(permission: str = "") -> Callable[[View], View]:
    """`@staff_view("orders.ship")` on a function view."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            require(request, permission)
            return view(request, *args, **kwargs)

        return checked

    return decorate


def only_for(permission: str) -> Callable[[Callable[[HttpRequest], P]], Callable[..., P | None]]:
    """`@only_for("orders.view_order")` on a maker of panels: nothing is asked for people without it."""

    def decorate(make: Callable[[HttpRequest], P]) -> Callable[..., P | None]:
        @wraps(make)
        def checked(request: HttpRequest) -> P | None:
            return make(request) if may(request, permission) else None

        return checked

    return decorate


def ask_for_proof(request: HttpRequest, *, returns_to: str = "") -> HttpResponse:
    """To the page that asks whether it is them, and from there to `returns_to` or back here."""
    query = urlencode({"next": returns_to or request.get_full_path()})
    return redirect(f"{reverse('backoffice:proof')}?{query}")


class StaffRequiredMixin:
    """For class views: set `permission`; fetch with `self.fetch(...)`.

    `proof_for`: methods (GET, POST) that also ask whether it is them, by password, app or passkey, when they were not
    asked just now; `proof_returns_to` is where that leads back to, this address when it names none.
    """

    permission = ""
    proof_for: tuple[str, ...] = ()
    proof_returns_to: Any = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(request, self.permission)
        if request.method in self.proof_for and not has_proved(request):
            return ask_for_proof(request, returns_to=str(self.proof_returns_to))
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def fetch(self, source: type[M] | QuerySet[M], **lookup: Any) -> M:
        return fetch(self.request, self.permission, source, **lookup)  # type: ignore[attr-defined]
