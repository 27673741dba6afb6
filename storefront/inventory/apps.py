from django.apps import AppConfig


class InventoryConfig(AppConfig):
    name = "storefront.inventory"
    label = "inventory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from storefront.catalog import ports

        from . import selectors, services

        ports.stock_writer = services.set_on_hand
        ports.stock_reader = selectors.on_hand
        ports.sold_out_variants = selectors.sold_out_variants
