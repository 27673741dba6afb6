from storefront.customers.regions import region_key
from tenants.directory.near_cache import NearCache

from .basket import TaxRule, TaxTable
from .models import PricingSettings, TaxRate


def _load() -> TaxTable:
    settings = PricingSettings.objects.first() or PricingSettings()
    return TaxTable(
        prices_include_tax=settings.prices_include_tax,
        shipping_tax_class=settings.shipping_tax_class,
        rules=tuple(
            TaxRule(
                rate.name,
                rate.tax_class,
                rate.rate_bp,
                rate.country,
                region_key(rate.country, rate.region) or rate.region,
            )
            for rate in TaxRate.objects.all()
        ),
    )


tax_table_cache: NearCache[TaxTable] = NearCache("tax_table", _load, seconds=60)


def tax_table() -> TaxTable:
    """The shop's tax rules as the pure price function takes them."""
    return tax_table_cache.get()
