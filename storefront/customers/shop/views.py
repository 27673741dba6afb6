from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from storefront.customers import services
from storefront.customers.address_fields import PlaceForm
from storefront.customers.requests import ShopperRequest
from storefront.customers.selectors import address_of, addresses_of

from .access import shopper_required
from .forms import AddressForm, ProfileForm
from .panels import menu_for, panels_for
from .qr import member_code_picture


@require_safe
@shopper_required
def account(request: ShopperRequest) -> HttpResponse:
    """Who I am here, my member code, and what other modules show of me."""
    context = {
        "customer": request.customer,
        "member_code": member_code_picture(request.customer),
        "panels": panels_for(request),
        "address_count": len(addresses_of(request.customer)),
    }
    return _page(request, "overview", context)


@require_safe
@shopper_required
def addresses(request: ShopperRequest) -> HttpResponse:
    return _page(request, "addresses", {"addresses": addresses_of(request.customer)})


@require_http_methods(["GET", "HEAD", "POST"])
@shopper_required
def address(request: ShopperRequest, address_id: int | None = None) -> HttpResponse:
    """Add an address, or change one of the shopper's own; somebody else's is 404."""
    known = address_of(request.customer, address_id) if address_id else None
    if address_id and known is None:
        raise Http404
    form = AddressForm(request.POST or None, instance=known)
    if request.method == "POST" and form.is_valid():
        services.save_address(request.customer, address_id=address_id, **form.cleaned_data)
        messages.success(request, _("The address is saved."))
        return redirect("addresses")
    return _page(request, "address", {"form": form, "address": known})


@require_safe
def regions(request: HttpRequest) -> HttpResponse:
    """What is asked otherwise in a country, for a page on which another one was chosen."""
    asked = request.GET
    form = PlaceForm(asked.get("country", "")[:2], asked.get("name", "country")[:40])
    return render(request, "shop/parts/place.html", {"form": form})


@require_POST
@shopper_required
def address_removal(request: ShopperRequest, address_id: int) -> HttpResponse:
    services.remove_address(request.customer, address_id)
    messages.success(request, _("The address is removed."))
    return redirect("addresses")


@require_http_methods(["GET", "HEAD", "POST"])
@shopper_required
def profile(request: ShopperRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=request.customer)
    if request.method != "POST" or not form.is_valid():
        return _page(request, "profile", {"form": form})
    language = form.cleaned_data.get("language") or request.customer.language
    services.save_profile(request.customer, name=form.cleaned_data["name"], language=language)
    messages.success(request, _("Your details are saved."))
    return _in_language(language)


def _in_language(language: str) -> HttpResponse:
    """Back to the profile without a language prefix: the cookie then says which one it is."""
    response = HttpResponseRedirect("/account/profile/")
    if language:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
    return response


def _page(request: ShopperRequest, name: str, context: dict) -> HttpResponse:
    context = {"tab": "account", "menu": menu_for(request), **context}
    return render(request, f"shop/account/{name}.html", context)
