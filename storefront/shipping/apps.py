from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShippingConfig(AppConfig):
    name = "storefront.shipping"
    label = "shipping"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from backoffice.ports import settings_cards, setup_tasks
        from storefront.orders import ports
        from storefront.orders.backoffice.ports import order_actions, order_columns, order_moments
        from tenants.provisioning.ports import register_starter_step

        from . import handlers, selectors, starter  # noqa: F401
        from .backoffice import panels
        from .backoffice.list_parts import PARCELS_COLUMN

        ports.shopper_panels.append(selectors.shipments_panel)
        ports.staff_panels.append(panels.parcels_panel)
        order_actions.append(panels.ship_action)
        order_moments.append(panels.parcel_moments)
        order_columns.append(PARCELS_COLUMN)
        settings_cards.append(panels.SHIPPING_CARD)
        setup_tasks.append(panels.shipping_task)
        register_starter_step("shipping.default", 30, starter.default_shipping, label=_("Shipping"))
