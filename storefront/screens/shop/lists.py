from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from media.pictures import PictureView
from storefront.catalog.selectors import CategoryNode, category_by_slug
from tenants.accounts.requests import within_limits
from tenants.profile.selectors import current_profile

from ..crumbs import category_crumbs, crumb_trail
from ..for_everyone import for_everyone
from ..listing import Listing, listing
from ..seo import breadcrumb_data, seo_for


@require_safe
@for_everyone
def products(request: HttpRequest) -> HttpResponse:
    shown = listing(request, current_profile().currency)
    title = gettext("All products")
    return _list_page(request, title, shown, crumb_trail(title), {"tab": "products"})


@require_safe
@for_everyone
def category(request: HttpRequest, slug: str) -> HttpResponse:
    node = category_by_slug(slug)
    if node is None:
        raise Http404
    shown = listing(request, current_profile().currency, category_id=node.id)
    context = {"category": node, "current_category": _top(node), "tab": "products"}
    return _list_page(request, node.title, shown, category_crumbs(node), context)


@require_safe
@for_everyone
def search(request: HttpRequest) -> HttpResponse:
    query = " ".join(request.GET.get("q", "").replace("\0", "").split())
    if query and not within_limits(request, "search", rates=settings.MALL_SEARCH_RATES, key=""):
        return render(request, "429.html", status=429)
    shown = listing(request, current_profile().currency, query=query)
    title = gettext("Results for “%(query)s”") % {"query": query} if query else gettext("Search")
    context = {"query": query, "is_search": True}
    return _list_page(request, title, shown, crumb_trail(title), context, robots="noindex, follow")


def _list_page(
    request: HttpRequest, title: str, shown: Listing, crumbs, context: dict, robots: str = ""
) -> HttpResponse:
    page = shown.found.page
    seo = seo_for(
        request,
        title=title,
        description=current_profile().slogan,
        picture=_picture(context.get("category"), shown),
        query=f"?page={page}" if page > 1 else "",
        robots=robots or ("noindex, follow" if shown.is_filtered else ""),
    )
    context |= {
        "title": title,
        "listing": shown,
        "seo": seo,
        "crumbs": crumbs[1:],
        "crumb_data": breadcrumb_data(crumbs),
    }
    return render(request, "shop/list.html", context)


def _picture(category: CategoryNode | None, shown: Listing) -> PictureView | None:
    """What a shared link shows: the category's own, else the first product's."""
    own = category.picture if category else None
    return own or (shown.found.cards[0].picture if shown.found.cards else None)


def _top(node: CategoryNode) -> str:
    return node.path[0].slug if node.path else node.slug
