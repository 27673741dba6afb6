from io import BytesIO
from typing import Any

import segno
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import TemplateView

from backoffice.access import staff_view
from backoffice.screens.base import Screen
from tenants.directory.requests import TenantRequest, current_tenant
from tenants.directory.urls import backoffice_origin, shop_origin

from . import PERMISSION


class Addresses(Screen, TemplateView):
    title = pgettext_lazy("web", "Addresses")
    intro = gettext_lazy("Where your shop and this back office are found.")
    permission = PERMISSION
    template_name = "backoffice/addresses.html"

    def get_back(self) -> tuple[Any, str]:
        return _("Settings"), reverse("backoffice:settings")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shop = f"{shop_origin(current_tenant())}/"
        backoffice = f"{backoffice_origin(current_tenant())}/"
        picture = segno.make(shop, error="m").svg_inline(scale=5, border=2, omitsize=True)
        return super().get_context_data(shop=shop, backoffice=backoffice, picture=picture, **kwargs)


@staff_view(PERMISSION)
def qr_code(request: TenantRequest) -> HttpResponse:
    """The shop's address as a picture to print."""
    drawn = BytesIO()
    segno.make(f"{shop_origin(request.tenant)}/", error="m").save(
        drawn, kind="png", scale=24, border=4
    )
    answer = HttpResponse(drawn.getvalue(), content_type="image/png")
    answer.headers["Content-Disposition"] = 'attachment; filename="shop-qr.png"'
    return answer
