from django.apps import AppConfig


class ShippingConfig(AppConfig):
    name = "storefront.shipping"
    label = "shipping"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from storefront.orders import ports

        from . import handlers, selectors  # noqa: F401

        ports.shopper_panels.append(selectors.shipments_panel)
        ports.staff_panels.append(selectors.shipments_panel)
