from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from storefront.catalog.selectors import product_by_slug
from tenants.profile.selectors import current_profile

from ..crumbs import product_crumbs
from ..for_everyone import for_everyone
from ..product_screen import product_screen
from ..seo import breadcrumb_data, plain_text, product_data, seo_for


@require_safe
@for_everyone
def product(request: HttpRequest, slug: str) -> HttpResponse:
    detail = product_by_slug(slug)
    if detail is None:
        raise Http404
    profile = current_profile()
    screen = product_screen(detail, request.GET, profile.currency, request.LANGUAGE_CODE)
    seo = seo_for(
        request,
        title=detail.seo_title or detail.title,
        description=detail.seo_description or plain_text(detail.body_html),
        picture=detail.pictures[0] if detail.pictures else None,
        kind="product",
    )
    crumbs = product_crumbs(detail)
    context = {
        "product": detail,
        "screen": screen,
        "seo": seo,
        "crumbs": crumbs[1:],
        "crumb_data": breadcrumb_data(crumbs),
        "product_data": product_data(screen, seo, profile.currency, profile.name),
    }
    return render(request, "shop/product.html", context)
