from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET


@require_GET
@never_cache
def me(request: HttpRequest) -> JsonResponse:
    """What is the visitor's own on a page that is the same for everybody."""
    return JsonResponse({"cart_count": 0, "csrf_token": get_token(request)})


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The front page of a shop that has not designed one."""
    return render(request, "shop/home.html", {"tab": "home"})


@require_GET
def products(request: HttpRequest) -> HttpResponse:
    raise Http404


@require_GET
def category(request: HttpRequest, slug: str) -> HttpResponse:
    raise Http404


@require_GET
def product(request: HttpRequest, slug: str) -> HttpResponse:
    raise Http404


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    raise Http404
