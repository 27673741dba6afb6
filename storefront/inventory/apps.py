from django.apps import AppConfig


class InventoryConfig(AppConfig):
    name = "storefront.inventory"
    label = "inventory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from backoffice.ports import dashboard_panels, settings_cards
        from storefront.catalog import ports
        from tenants.freshness.registry import shown_on_pages

        from . import selectors, services
        from .backoffice.panels import STOCK_CARD, low_stock
        from .models import StockItem

        # most changes of a number are no news to visitors: services._change says when they are
        shown_on_pages(StockItem, by=("INSERT", "DELETE"))
        ports.stock_writer = services.set_on_hand
        ports.stock_changer = services.change_on_hand
        ports.stock_stopper = services.stop_counting
        ports.stock_reader = selectors.on_hand
        ports.low_stock_variants = selectors.low_stock_variants
        ports.sold_out_variants = selectors.sold_out_variants
        dashboard_panels.append(low_stock)
        settings_cards.append(STOCK_CARD)
