from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "storefront.payments"
    label = "payments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from backoffice.ports import dashboard_panels, settings_cards
        from storefront.orders.ports import staff_panels

        from . import handlers  # noqa: F401
        from .backoffice.panels import PAYMENTS_CARD, attention_panel, payments_panel

        settings_cards.append(PAYMENTS_CARD)
        staff_panels.append(payments_panel)
        dashboard_panels.append(attention_panel)
