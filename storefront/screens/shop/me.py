from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from storefront.cart.shop.current import cart_count
from themes.customizer.preview import COOKIE, LIFE, look_of


@require_safe
@never_cache
def me(request: HttpRequest) -> JsonResponse:
    """What is the visitor's own on a page that is the same for everybody."""
    return JsonResponse(
        {
            "cart_count": cart_count(request),
            "signed_in": request.user.is_authenticated,
            "csrf_token": get_token(request),
        }
    )


@require_safe
@never_cache
def preview_theme(request: HttpRequest) -> HttpResponse:
    """Opens the shop in a look that is not published, for who holds a token from the back office."""
    token = request.GET.get("token", "")
    if look_of(token) is None:
        raise Http404
    response = HttpResponseRedirect(reverse("home"))
    response.set_cookie(
        COOKIE,
        token,
        max_age=LIFE,
        httponly=True,
        secure=request.is_secure(),
        samesite="Lax",
    )
    return response


@require_safe
@never_cache
def end_preview(request: HttpRequest) -> HttpResponse:
    """Back to the shop as everybody sees it."""
    response = HttpResponseRedirect(reverse("home"))
    response.delete_cookie(COOKIE, samesite="Lax")
    return response
