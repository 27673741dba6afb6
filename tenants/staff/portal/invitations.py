"""The page behind an invitation's link: who invites whom, and the one button."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kernel.errors import ExpectedFailure
from tenants.accounts.requests import client_address, within_limits
from tenants.directory.lookup import OPEN_STATES
from tenants.directory.models import Tenant
from tenants.staff.errors import InvitationOver, TooManyAttempts
from tenants.staff.services.invitations import accept_invitation, open_invitation, owns_address

RATES = "30/m/ip"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    try:
        return _answer(request, slug, token)
    except ExpectedFailure as failure:
        status = 429 if isinstance(failure, TooManyAttempts) else 410
        return _page(request, {"failure": failure}, status=status)


def _answer(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    address = client_address(request) or ""
    if not within_limits(request, "staff_invitation", rates=RATES, key=address):
        raise TooManyAttempts
    tenant = Tenant.objects.filter(slug=slug, state__in=OPEN_STATES).first()
    if tenant is None:
        raise InvitationOver
    invited = open_invitation(tenant, token)
    user = request.user
    fits = user.is_authenticated and owns_address(user, invited.email)
    if request.method == "POST" and user.is_authenticated:
        accept_invitation(tenant, token, user)
        messages.success(request, _("Welcome to the team of %(shop)s.") % {"shop": tenant.name})
        return redirect("shops")
    names = {"shop": tenant, "invited": invited, "fits": fits, "address": _veiled(invited.email)}
    return _page(request, names)


def _page(request: HttpRequest, names: dict[str, object], status: int = 200) -> HttpResponse:
    response = render(request, "staff/invitation.html", names, status=status)
    response.headers["Referrer-Policy"] = "same-origin"  # the address is the secret
    return response


def _veiled(email: str) -> str:
    """`lin@example.com` as `l…@example.com`: who found the link does not learn whose it is."""
    name, _at, domain = email.partition("@")
    return f"{name[:1]}…@{domain}"
