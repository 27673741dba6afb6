from django.apps import AppConfig


class ShippingConfig(AppConfig):
    name = "storefront.shipping"
    label = "shipping"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from backoffice.ports import settings_cards
        from storefront.orders import ports
        from storefront.orders.backoffice.ports import order_actions, order_moments

        from . import handlers, selectors  # noqa: F401
        from .backoffice import panels

        ports.shopper_panels.append(selectors.shipments_panel)
        ports.staff_panels.append(panels.parcels_panel)
        order_actions.append(panels.ship_action)
        order_moments.append(panels.parcel_moments)
        settings_cards.append(panels.SHIPPING_CARD)
