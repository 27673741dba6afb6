"""The ways from the platform into a back office: to work there, and to show there that one has proved who one is."""

from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tenants.accounts.mfa import has_second_factor
from tenants.accounts.reauthentication import can_prove, has_just_proved
from tenants.accounts.requests import signed_in_user
from tenants.directory.lookup import OPEN_STATES
from tenants.directory.models import Tenant
from tenants.directory.urls import backoffice_url
from tenants.staff.handoff import asks_for_two_factor, issue, may_enter
from tenants.staff.proof import own_path

WAITING = "waiting_shop"  # in the session: the back office somebody goes on to once they have a second factor


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def handoff(request: HttpRequest, slug: str) -> HttpResponse:
    """GET asks, POST answers a form that carries the token to the back office and sends itself."""
    tenant = _shop(request, slug)
    target = own_path(request.POST.get("next") or request.GET.get("next") or "")
    if request.method != "POST":
        return render(request, "staff/handoff.html", {"shop": tenant, "next": target})
    return _send_on(request, tenant, target)


@never_cache
@require_safe
@login_required
def proof(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks once more for password, app or passkey, and goes back to the back office with the answer."""
    tenant = _shop(request, slug)
    if has_just_proved(request):
        return _send_on(request, tenant, own_path(request.GET.get("next", "")), proved=True)
    if can_prove(request):
        raise ReauthenticationRequired
    return render(request, "staff/prove_by_code.html", {"shop": tenant})


def _shop(request: HttpRequest, slug: str) -> Tenant:
    tenant = Tenant.objects.filter(slug=slug, state__in=OPEN_STATES).first()
    if tenant is None or not may_enter(request.user, tenant):
        raise Http404
    return tenant


def _send_on(
    request: HttpRequest, tenant: Tenant, target: str, *, proved: bool = False
) -> HttpResponse:
    user = signed_in_user(request)
    protected = has_second_factor(user)
    if not protected and asks_for_two_factor(tenant):
        request.session[WAITING] = {"slug": tenant.slug, "name": tenant.name, "next": target}
        return redirect("mfa_index")
    request.session.pop(WAITING, None)
    token = issue(user, tenant, two_factor=protected, proved=proved, target=target)
    context = {"shop": tenant, "token": token, "target": backoffice_url(tenant, "handoff")}
    response = render(request, "staff/handoff.html", context)
    response.headers["Referrer-Policy"] = (
        "no-referrer"  # not when it asks: its form posts to ourselves
    )
    return response
