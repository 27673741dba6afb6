from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tenants.accounts.requests import signed_in_user
from tenants.directory.models import Tenant
from tenants.directory.urls import backoffice_url
from tenants.staff.handoff import issue, may_enter


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def handoff(request: HttpRequest, slug: str) -> HttpResponse:
    """GET asks, POST answers a form that carries the token to the back office and sends itself."""
    tenant = Tenant.objects.filter(slug=slug).first()
    if tenant is None or not may_enter(request.user, tenant):
        raise Http404
    if request.method != "POST":
        return render(request, "staff/handoff.html", {"shop": tenant})
    token, target = issue(signed_in_user(request), tenant), backoffice_url(tenant, "handoff")
    context = {"shop": tenant, "token": token, "target": target}
    response = render(request, "staff/handoff.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"  # not on GET: its form posts to ourselves
    return response
