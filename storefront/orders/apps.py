from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrdersConfig(AppConfig):
    name = "storefront.orders"
    label = "orders"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from backoffice.ports import dashboard_panels, settings_cards
        from storefront.customers.ports import AccountLink, account_links, account_panels

        from . import handlers  # noqa: F401
        from .backoffice.actions import cancel_action
        from .backoffice.panels import ORDERS_CARD, next_to_send, orders_to_send, sales_today
        from .backoffice.ports import order_actions
        from .shop.panels import latest_orders

        account_links.append(AccountLink(_("Orders"), "orders", order=10))
        account_panels.append(latest_orders)
        dashboard_panels.extend([sales_today, orders_to_send, next_to_send])
        order_actions.append(cancel_action)
        settings_cards.append(ORDERS_CARD)
