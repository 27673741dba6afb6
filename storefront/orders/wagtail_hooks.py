from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.search import SearchArea

from backoffice import menu
from backoffice.menu import ShopMenuItem


@hooks.register("register_admin_urls")
def urls():
    return [path("", include("storefront.orders.backoffice.urls"))]


@hooks.register("register_admin_menu_item")
def orders_item():
    return ShopMenuItem(
        _("Orders"),
        reverse_lazy("orders:list"),
        name="orders",
        icon_name="receipt",
        order=menu.ORDERS,
        permission="orders.view_order",
    )


@hooks.register("register_admin_search_area")
def search_orders():
    """The side bar's search looks through orders."""
    return SearchArea(_("Orders"), reverse_lazy("orders:list"), name="orders", order=-1)
