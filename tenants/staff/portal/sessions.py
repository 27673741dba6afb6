"""Where a person is signed in, with a way to end it, in their account on the platform."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tenants.accounts.requests import signed_in_user
from tenants.staff.services.sessions import (
    end_all_others,
    end_one,
    sessions_everywhere,
    shops_entered,
)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD"])
def sessions(request: HttpRequest) -> HttpResponse:
    places = sessions_everywhere(signed_in_user(request), request.session.session_key)
    return render(request, "staff/sessions.html", {"places": places})


@never_cache
@login_required
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """One session: `session` is its number, `shop` its shop, empty on the platform."""
    user, slug, number = signed_in_user(request), request.POST.get("shop", ""), request.POST.get("session", "")  # fmt: skip
    shop = next((shop for shop in shops_entered(user) if shop.slug == slug), None)
    known = bool(shop) or not slug
    if number.isascii() and number.isdigit() and len(number) < 19 and known and end_one(user, shop=shop, pk=int(number)):  # fmt: skip
        messages.success(request, _("Signed out there."))
    else:
        messages.warning(request, _("That one is over already."))
    return redirect("sessions")


@never_cache
@login_required
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    end_all_others(request, signed_in_user(request))
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("sessions")
