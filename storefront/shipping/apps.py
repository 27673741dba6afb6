from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShippingConfig(AppConfig):
    name = "storefront.shipping"
    label = "shipping"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from backoffice.ports import settings_cards, setup_tasks
        from storefront.orders import ports
        from storefront.orders.backoffice.ports import (
            bulk_actions,
            list_actions,
            order_actions,
            order_columns,
            order_filters,
            order_moments,
        )
        from tenants.freshness.registry import shown_on_pages
        from tenants.provisioning.ports import register_starter_step

        from . import handlers, models, starter  # noqa: F401
        from .backoffice import panels, pickups
        from .backoffice.correction import correct_action
        from .backoffice.dispatch import dispatch_action
        from .backoffice.list_parts import (
            PARCELS_COLUMN,
            PRINT_PICKED,
            SEND_PICKED,
            delivery_filter,
        )
        from .backoffice.parcel_views import refused_action
        from .backoffice.printing import print_action
        from .selectors import has_open_mishap
        from .shop.panels import pickup_panel, shipments_panel

        ports.shopper_panels.extend([shipments_panel, pickup_panel])
        ports.receipt_stops.append(has_open_mishap)
        ports.staff_panels.extend([panels.parcels_panel, pickups.pickup_panel])
        order_actions.extend([panels.ship_action, pickups.ready_action, pickups.collect_action])
        order_moments.extend([panels.parcel_moments, pickups.pickup_moments])
        order_actions.extend([print_action, refused_action, correct_action])
        order_columns.append(PARCELS_COLUMN)
        order_filters.append(delivery_filter)
        bulk_actions.extend([SEND_PICKED, PRINT_PICKED])
        list_actions.append(dispatch_action)
        shown_on_pages(models.ShippingSettings, models.PickupPoint, in_frame=True)
        shown_on_pages(models.ShippingMethod, models.ShippingZone, in_frame=True)
        settings_cards.append(panels.SHIPPING_CARD)
        setup_tasks.append(panels.shipping_task)
        register_starter_step("shipping.default", 30, starter.default_shipping, label=_("Shipping"))
