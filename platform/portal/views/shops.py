from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from tenants.accounts.requests import signed_in_user
from tenants.directory.urls import backoffice_origin, shop_origin
from tenants.provisioning.selectors import shops_of


@never_cache
@login_required
@require_GET
def shops(request: HttpRequest) -> HttpResponse:
    """Every shop of the merchant's, with the ways in."""
    rows = [
        {
            "shop": tenant,
            "shop_url": f"{shop_origin(tenant)}/",
            "backoffice_url": f"{backoffice_origin(tenant)}/",
        }
        for tenant in shops_of(signed_in_user(request))
    ]
    return render(
        request, "portal/shops/shops.html", {"rows": rows, "shop_domain": settings.SHOP_DOMAIN}
    )
