from django.apps import AppConfig


class PricingConfig(AppConfig):
    name = "storefront.pricing"
    label = "pricing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from backoffice.ports import settings_cards
        from tenants.freshness.registry import shown_on_pages
        from tenants.provisioning.ports import register_starter_step

        from . import starter
        from .backoffice import TAXES_CARD
        from .models import PricingSettings, TaxRate

        register_starter_step("pricing.default_tax", 30, starter.default_tax, neutral=True)
        settings_cards.append(TAXES_CARD)
        shown_on_pages(PricingSettings, TaxRate, in_frame=True)
