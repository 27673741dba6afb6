from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "storefront.orders"
    label = "orders"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from backoffice.ports import dashboard_panels, settings_cards

        from . import handlers  # noqa: F401
        from .backoffice.actions import cancel_action
        from .backoffice.panels import ORDERS_CARD, orders_to_send, sales_today
        from .backoffice.ports import order_actions

        dashboard_panels.extend([sales_today, orders_to_send])
        order_actions.append(cancel_action)
        settings_cards.append(ORDERS_CARD)
