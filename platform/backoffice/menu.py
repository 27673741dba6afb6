"""The merchant's menu. Modules register their entry; every entry that is not a ShopMenuItem is hidden."""

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem

from .access import may
from .design import may_design
from .ports import settings_cards

HOME, DESIGN, PRODUCTS, ORDERS, MEMBERS, SETTINGS, VIEW_SHOP = range(10, 80, 10)


class ShopMenuItem(MenuItem):
    """An entry of the shop's own menu, shown to those who hold `permission`."""

    def __init__(self, label, url, *, name, icon_name, order, permission="", attrs=None):
        super().__init__(label, url, name=name, icon_name=icon_name, order=order, attrs=attrs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return may(request, self.permission)


class SettingsMenuItem(ShopMenuItem):
    """Shown to those who may change at least one of the settings."""

    def is_shown(self, request: HttpRequest) -> bool:
        return any(may(request, card.permission) for card in settings_cards)


class DesignMenuItem(ShopMenuItem):
    """Shown to those who may edit pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_design(request)
