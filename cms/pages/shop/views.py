from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from storefront.screens.for_everyone import for_everyone
from storefront.screens.shop.home import home as undesigned_home

from ..selectors import home_page, shop_page


@require_safe
@for_everyone
def home(request: HttpRequest) -> HttpResponse:
    page = home_page()
    return page.serve(request) if page else undesigned_home(request)


@require_safe
@for_everyone
def page(request: HttpRequest, slug: str) -> HttpResponse:
    found = shop_page(slug)
    if found is None:
        raise Http404
    return found.serve(request)
