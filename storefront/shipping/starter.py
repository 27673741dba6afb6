from kernel.money import digits
from tenants.provisioning.ports import StarterContext

from .models import ShippingSettings
from .services import save_shipping_settings


def default_shipping(shop: StarterContext) -> None:
    """10 of the shop's currency a parcel, free from 99."""
    if not ShippingSettings.objects.exists():
        unit = 10 ** digits(shop.currency)
        save_shipping_settings(flat_minor=10 * unit, free_over_minor=99 * unit)
