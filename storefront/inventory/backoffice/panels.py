"""Stock that runs out, on Home; the threshold, on the Settings page."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.access import may, only_for
from backoffice.ports import Card, Panel, figure_panel
from storefront.catalog.selectors import variants_for_sale
from storefront.inventory import selectors

CHANGE_SETTINGS = "inventory.change_stocksettings"


@only_for("inventory.view_stockitem")
def low_stock(request: HttpRequest) -> list[Panel]:
    """How many variants are low, and the emptiest of them."""
    low, low_at = selectors.low_stock(), selectors.stock_settings().low_at
    figure = figure_panel(
        order=28,
        label=_("Low stock"),
        value=low.count,
        note=_("with %(count)s left or fewer") % {"count": low_at},
        url="#low-stock" if low.count else "",
        icon="box",
        trend="alert" if low.count else "",
    )
    if not low.count:
        return [figure]
    variants = variants_for_sale([variant_id for variant_id, _left in low.worst])
    rows = [
        {"variant": variants[variant_id], "left": left}
        for variant_id, left in low.worst
        if variant_id in variants
    ]
    context = {
        "rows": rows,
        "more": low.count - len(rows),
        "settings_url": reverse("inventory:settings") if may(request, CHANGE_SETTINGS) else "",
        "may_edit": may(request, "catalog.change_product"),
    }
    template = "inventory/backoffice/low_stock.html"
    return [figure, Panel(order=41, template=template, context=context, half=True)]


STOCK_CARD = Card(
    group=gettext_lazy("Selling"),
    order=55,
    label=gettext_lazy("Stock"),
    text=gettext_lazy("From how many units left Home tells you that something runs out."),
    url_name="inventory:settings",
    icon="box",
    permission=CHANGE_SETTINGS,
)
