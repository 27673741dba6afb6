"""A shop's opening: the steps done, then the way in."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tenants.accounts.requests import signed_in_user
from tenants.directory.urls import backoffice_origin, shop_origin
from tenants.provisioning.selectors import OpeningProgress, opening_progress
from tenants.provisioning.services import retry_opening, run_opening, start_opening


@never_cache
@login_required
@require_GET
def opening(request: HttpRequest, key: UUID) -> HttpResponse:
    return render(request, "portal/openings/opening.html", _context(_progress(request, key)))


@never_cache
@login_required
@require_GET
def opening_state(request: HttpRequest, key: UUID) -> HttpResponse:
    """The part of the page that is fetched again until the shop is live.

    When no worker takes the opening up, this request does: a sign-up never waits for the queue.
    """
    progress = _progress(request, key)
    if progress.unattended:
        run_opening(progress.opening.pk)
        progress = _progress(request, key)
    return render(request, "portal/openings/state.html", _context(progress))


@login_required
@require_POST
def opening_retry(request: HttpRequest, key: UUID) -> HttpResponse:
    progress = _progress(request, key)
    if progress.failed:
        retry_opening(progress.opening.pk)
        start_opening(_progress(request, key).opening)
    return redirect("opening", key)


def _progress(request: HttpRequest, key: UUID) -> OpeningProgress:
    progress = opening_progress(key, signed_in_user(request))
    if progress is None:
        raise Http404
    return progress


def _context(progress: OpeningProgress) -> dict[str, object]:
    tenant = progress.opening.tenant
    return {
        "progress": progress,
        "shop": tenant,
        "shop_url": f"{shop_origin(tenant)}/",
        "backoffice_url": f"{backoffice_origin(tenant)}/",
    }
