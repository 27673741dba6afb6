from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrdersConfig(AppConfig):
    name = "storefront.orders"
    label = "orders"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from backoffice.ports import dashboard_panels, settings_cards
        from storefront.catalog import ports as catalog
        from storefront.customers.ports import AccountLink, account_links, account_panels
        from tenants.accounts import ports as accounts
        from tenants.backups.ports import ReadableTable, readable_tables

        from . import handlers, lists  # noqa: F401
        from .backoffice import panels
        from .backoffice.actions import cancel_action
        from .backoffice.chart import thirty_days
        from .backoffice.ports import order_actions
        from .selectors import sold_products
        from .shop.panels import latest_orders
        from .sign_in import bring_orders_along

        catalog.sold_products = sold_products
        account_links.append(AccountLink(_("Orders"), "orders", order=10))
        account_panels.append(latest_orders)
        dashboard_panels.extend([panels.sold_today, panels.orders_to_send, thirty_days])
        dashboard_panels.extend([panels.top_products, panels.next_to_send])
        accounts.after_sign_in.append(bring_orders_along)
        order_actions.append(cancel_action)
        settings_cards.append(panels.ORDERS_CARD)
        readable_tables.append(ReadableTable("orders", lists.orders))
        readable_tables.append(ReadableTable("order-lines", lists.order_lines))
