from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from storefront.catalog.selectors import Newest, shelves
from tenants.profile.selectors import current_profile

from ..for_everyone import for_everyone
from ..seo import seo_for


@require_safe
@for_everyone
def home(request: HttpRequest) -> HttpResponse:
    """The front page of a shop that has not designed one: who it is, and its newest products."""
    profile = current_profile()
    seo = seo_for(request, title=profile.name, description=profile.slogan)
    newest = Newest(None, 8)
    cards = shelves((), [newest])[1][newest]
    return render(request, "shop/home.html", {"tab": "home", "seo": seo, "cards": cards})
