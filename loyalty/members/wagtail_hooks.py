from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from backoffice import menu
from backoffice.menu import ShopMenuItem


@hooks.register("register_admin_urls")
def urls() -> list:
    return [path("members/", include("loyalty.members.backoffice.urls"))]


@hooks.register("register_admin_menu_item")
def members_item() -> ShopMenuItem:
    return ShopMenuItem(
        _("Members"),
        reverse_lazy("members:list"),
        name="members",
        icon_name="people",
        order=menu.MEMBERS,
        permission="members.view_member",
    )
