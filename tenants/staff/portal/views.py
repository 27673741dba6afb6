from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tenants.accounts.mfa import has_second_factor
from tenants.accounts.requests import signed_in_user
from tenants.directory.lookup import OPEN_STATES
from tenants.directory.models import Tenant
from tenants.directory.urls import backoffice_url
from tenants.staff.errors import TwoFactorMissing
from tenants.staff.handoff import asks_for_two_factor, issue, may_enter


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def handoff(request: HttpRequest, slug: str) -> HttpResponse:
    """GET asks, POST answers a form that carries the token to the back office and sends itself."""
    tenant = Tenant.objects.filter(slug=slug, state__in=OPEN_STATES).first()
    if tenant is None or not may_enter(request.user, tenant):
        raise Http404
    if request.method != "POST":
        return render(request, "staff/handoff.html", {"shop": tenant})
    user = signed_in_user(request)
    protected = has_second_factor(user)
    if not protected and asks_for_two_factor(tenant):
        messages.warning(request, str(TwoFactorMissing.text))
        return redirect("mfa_index")
    token, target = issue(user, tenant, two_factor=protected), backoffice_url(tenant, "handoff")
    context = {"shop": tenant, "token": token, "target": target}
    response = render(request, "staff/handoff.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"  # not on GET: its form posts to ourselves
    return response
