"""Adding to the cart without script: product pages carry no CSRF token, so this page asks once more, with one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from storefront.catalog.selectors import product_by_slug

from ..product_screen import variant_asked


@require_safe
@never_cache
def purchase(request: HttpRequest, slug: str) -> HttpResponse:
    product = product_by_slug(slug)
    if product is None:
        raise Http404
    variants = product.variants
    variant = variant_asked(product, request.GET) or (variants[0] if len(variants) == 1 else None)
    if variant is None:
        raise Http404
    quantity = request.GET.get("quantity", "1")
    context = {"product": product, "variant": variant, "quantity": quantity[:4]}
    return render(request, "shop/purchase.html", context)
