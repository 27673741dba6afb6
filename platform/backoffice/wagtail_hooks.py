"""The shell: menu, icons, style sheet and addresses of the merchant's back office."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from . import menu
from .menu import DesignMenuItem, SettingsMenuItem, ShopMenuItem

ICONS = ("brush", "box", "receipt", "people", "store", "truck", "coins", "percent", "star", "bank")


@hooks.register("register_admin_urls")
def register_urls():
    return [path("", include("backoffice.screens.urls"))]


@hooks.register("register_icons")
def register_icons(icons):
    return [*icons, *(f"backoffice/icons/{name}.svg" for name in ICONS)]


@hooks.register("register_admin_menu_item")
def home_item():
    home = reverse_lazy("wagtailadmin_home")
    return ShopMenuItem(_("Home"), home, name="home", icon_name="home", order=menu.HOME)


@hooks.register("register_admin_menu_item")
def design_item():
    url = reverse_lazy("backoffice:design")
    return DesignMenuItem(_("Design"), url, name="design", icon_name="brush", order=menu.DESIGN)


@hooks.register("register_admin_menu_item")
def settings_item():
    url = reverse_lazy("backoffice:settings")
    return SettingsMenuItem(
        _("Settings"), url, name="shop-settings", icon_name="cog", order=menu.SETTINGS
    )


@hooks.register("register_admin_menu_item")
def view_shop_item():
    return ShopMenuItem(
        _("View shop"),
        reverse_lazy("backoffice:view_shop"),
        name="view-shop",
        icon_name="store",
        order=menu.VIEW_SHOP,
        attrs={"target": "_blank", "rel": "noopener"},
    )


@hooks.register("construct_main_menu", order=1000)
def only_the_shops_own_items(request, items):
    items[:] = [item for item in items if isinstance(item, ShopMenuItem)]


@hooks.register("construct_search", order=1000)
def hide_page_search(request, areas):
    areas[:] = [area for area in areas if getattr(area, "for_shop", False)]


@hooks.register("construct_admin_api", order=1000)
def the_role_decides(router):
    from .wagtail_api import close_to_others

    close_to_others(router)


@hooks.register("construct_page_action_menu", order=1000)
def publish_first(items, request, context):
    """Publishing comes first; what a merchant's few pages do not need goes."""
    items[:] = [item for item in items if item.name in ("action-publish", "action-save-draft")]
    items.sort(key=lambda item: item.name != "action-publish")


@hooks.register("after_publish_page")
def say_it_is_published(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The editor stays open and leads to the shop. A page that waits for its hour has words of Wagtail's."""
    if page.go_live_at or page.has_unpublished_changes:
        return None
    text = _("“%(page)s” is published. Your customers see it now.") % {"page": page.title}
    see = messages.button(page.full_url, _("View in the shop"), new_window=True)
    messages.success(request, text, buttons=[see])
    return stay_in_the_editor(request, page)


@hooks.register("after_edit_page")
def stay_in_the_editor(request: HttpRequest, page: Page) -> HttpResponse:
    """Instead of Wagtail's list of pages, which begins at a root that is no merchant's business."""
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("insert_global_admin_css", order=100)
def style_sheet():
    return format_html('<link rel="stylesheet" href="{}">', static("backoffice/backoffice.css"))


@hooks.register("insert_global_admin_js", order=100)
def names_for_screen_readers():
    return format_html('<script type="module" src="{}"></script>', static("backoffice/names.js"))


@hooks.register("insert_global_admin_js", order=100)
def place_in_the_menu():
    return format_html('<script type="module" src="{}"></script>', static("backoffice/place.js"))
