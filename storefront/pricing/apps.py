from django.apps import AppConfig


class PricingConfig(AppConfig):
    name = "storefront.pricing"
    label = "pricing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from backoffice.ports import settings_cards
        from tenants.provisioning.ports import register_starter_step

        from . import starter
        from .backoffice import TAXES_CARD

        register_starter_step("pricing.default_tax", 30, starter.default_tax, neutral=True)
        settings_cards.append(TAXES_CARD)
