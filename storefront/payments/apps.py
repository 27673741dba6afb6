from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "storefront.payments"
    label = "payments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from backoffice.ports import dashboard_panels, settings_cards
        from storefront.orders.backoffice.ports import (
            order_columns,
            order_filters,
            order_moments,
        )
        from storefront.orders.ports import staff_panels

        from . import handlers  # noqa: F401
        from .backoffice.list_parts import WAY_COLUMN, way_filter
        from .backoffice.moments import payment_moments
        from .backoffice.panels import PAYMENTS_CARD, attention_panel, payments_panel

        settings_cards.append(PAYMENTS_CARD)
        staff_panels.append(payments_panel)
        order_filters.append(way_filter)
        order_moments.append(payment_moments)
        order_columns.append(WAY_COLUMN)
        dashboard_panels.append(attention_panel)
