from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from backoffice import menu
from backoffice.menu import ShopMenuItem


@hooks.register("register_admin_urls")
def urls():
    return [path("products/", include("storefront.catalog.backoffice.urls"))]


@hooks.register("register_admin_menu_item")
def products_item():
    return ShopMenuItem(
        _("Products"),
        reverse_lazy("products:list"),
        name="products",
        icon_name="box",
        order=menu.PRODUCTS,
        permission="catalog.view_product",
    )
