from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kernel.errors import ExpectedFailure
from tenants.accounts.requests import within_limits
from tenants.directory.requests import TenantRequest
from tenants.directory.urls import portal_origin, portal_url
from tenants.staff import services
from tenants.staff.errors import HandoffRefused, TooManyAttempts, TwoFactorMissing
from tenants.staff.handoff import accept
from tenants.staff.models import Entry, StaffMember
from tenants.staff.proof import note_proof, own_path
from tenants.staff.selectors import two_factor_is_required

from .forms import SignInForm


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: TenantRequest) -> HttpResponse:
    """By e-mail and password of a member of staff; owners usually come via the platform."""
    target = _target(request)
    if request.user.is_authenticated:
        return redirect(target)
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            member = _member(request, **form.cleaned_data)
        except ExpectedFailure as failure:
            form.add_error(None, str(failure))
        else:
            services.enter(request, member, door=Entry.Door.PASSWORD)
            return redirect(target)
    return _sign_in_page(request, form, target)


def _member(request: TenantRequest, email: str, password: str) -> StaffMember:
    rates = settings.MALL_STAFF_SIGN_IN_RATES
    if not within_limits(request, "staff_sign_in", rates=rates, key=email):
        raise TooManyAttempts
    member = services.staff_by_password(email, password)
    if two_factor_is_required():  # this door knows none
        raise TwoFactorMissing
    return member


@csrf_exempt  # comes from another origin without cookies; the signed token and _from_portal stand in
@never_cache
@require_POST
def handoff(request: TenantRequest) -> HttpResponse:
    try:
        if not _from_portal(request):
            raise HandoffRefused
        arrival = accept(request.POST.get("token", ""))
    except HandoffRefused as failure:
        form = SignInForm()
        return _sign_in_page(request, form, reverse("wagtailadmin_home"), failure=failure)
    services.enter(
        request,
        arrival.member,
        door=Entry.Door.HANDOFF,
        actor_uuid=arrival.person,
        actor_name=arrival.name,
    )
    if arrival.proved:
        note_proof(request)
    response = redirect(own_path(arrival.target) or "wagtailadmin_home")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _from_portal(request: TenantRequest) -> bool:
    """No other site may sign a visitor in here with a token of its own (login CSRF).

    The portal's page has no referrer, so its origin is "null"; a page elsewhere can make its own "null" too, but
    not pretend to be of the same site.
    """
    origin = request.headers.get("Origin", "null")
    site = request.headers.get("Sec-Fetch-Site", "same-site")
    return origin in ("null", portal_origin()) and site in ("same-site", "same-origin")


def _sign_in_page(
    request: TenantRequest,
    form: SignInForm,
    target: str,
    failure: ExpectedFailure | None = None,
) -> HttpResponse:
    home = reverse("wagtailadmin_home")
    wanted = "" if target == home else f"?{urlencode({'next': target})}"
    context = {
        "form": form,
        "next": target,
        "failure": failure,
        "platform_url": portal_url("handoff", request.tenant.slug) + wanted,
    }
    return render(request, "staff/sign_in.html", context, status=403 if failure else 200)


def _target(request: TenantRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return own_path(wanted) or reverse("wagtailadmin_home")
