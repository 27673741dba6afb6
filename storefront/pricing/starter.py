from tenants.provisioning.ports import StarterContext

from .models import PricingSettings
from .services import save_tax_settings


def default_tax(shop: StarterContext) -> None:
    """Prices include tax; which rates are shown is the merchant's to say."""
    if not PricingSettings.objects.exists():
        save_tax_settings(prices_include_tax=True, rules=())
