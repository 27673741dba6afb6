"""Wagtail's admin in the language of the page and the clock of the shop."""

from collections.abc import Callable

from django.http import HttpResponse, HttpResponseBadRequest
from django.utils import translation
from wagtail.admin.auth import permission_denied
from wagtail.users.models import UserProfile

from tenants.directory.hosts import HostKind
from tenants.directory.requests import HostRequest
from tenants.profile.selectors import current_profile

from .design import may_design
from .pages_that_stay import refuse_to_part

# Wagtail lets every member of staff look at all of this; here it is for those who design
FOR_DESIGNERS = tuple(
    f"/{part}"
    for part in (
        "api/",
        "block-preview/",
        "bulk/",
        "choose-",
        "editing-sessions/",
        "images/",
        "pages/",
        "tag-autocomplete/",
    )
)


class BackOfficePersonMiddleware:
    """Wagtail would choose a language and a time zone by person; here both come from elsewhere.

    The language is the visitor's choice (a cookie, set beside the shop's name), the time zone the shop's. What is
    set here lives for the request only.
    """

    def __init__(self, get_response: Callable[[HostRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HostRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HostRequest, view, args, kwargs) -> HttpResponse | None:
        if request.host_kind is not HostKind.BACKOFFICE or not request.user.is_authenticated:
            return None
        if _has_nul(request):
            return HttpResponseBadRequest()
        _localise(request.user)
        if request.path_info.startswith(FOR_DESIGNERS) and not may_design(request):
            return permission_denied(request)
        return refuse_to_part(request, kwargs)


def _has_nul(request: HostRequest) -> bool:
    """No browser sends the character NUL, and PostgreSQL takes it in no text: not every screen needs to know."""
    sent = (request.GET, request.POST)
    values = (value for given in sent for _, values in given.lists() for value in values)
    return any("\0" in value for value in values)


def _localise(user) -> None:
    profile = UserProfile.objects.filter(user_id=user.pk).first() or UserProfile(user=user)
    profile.preferred_language = translation.get_language()
    profile.current_time_zone = current_profile().time_zone
    profile.theme = UserProfile.AdminColorThemes.LIGHT
    user.wagtail_userprofile = profile
    user.first_name = user.get_short_name() or _mail_name(user)


def _mail_name(user) -> str:
    """What stands before the @ of a member of staff without a name."""
    member = getattr(user, "staff_member", None)
    return member.email.partition("@")[0] if member else ""
