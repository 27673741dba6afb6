"""Doors out of the shell: the shop itself and the editor of its home page."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from backoffice.access import staff_view
from backoffice.design import home_pages, may_design
from backoffice.setup import remember_shop_seen
from tenants.directory.requests import TenantRequest
from tenants.directory.urls import shop_origin


@staff_view()
def view_shop(request: TenantRequest) -> HttpResponse:
    remember_shop_seen(request)
    return HttpResponseRedirect(shop_origin(request.tenant) + "/")


@staff_view()
def edit_home_page(request: TenantRequest, language: str) -> HttpResponse:
    """To Wagtail's editor, which asks for the permission on the page itself."""
    if not may_design(request):
        raise PermissionDenied
    page = home_pages().get(language)
    if page is None:
        raise Http404
    return redirect("wagtailadmin_pages:edit", page.pk)
