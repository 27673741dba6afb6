from django.db.models import QuerySet

from storefront.customers.regions import region_key
from tenants.freshness.kept_near import KeptNear, Row, as_stored

from .basket import TaxRule, TaxTable
from .models import PricingSettings, TaxRate


def _queries() -> tuple[QuerySet, ...]:
    return PricingSettings.objects.order_by("pk").values()[:1], TaxRate.objects.values()


def _read(rows: list[Row], rates: list[Row]) -> TaxTable:
    settings = as_stored(PricingSettings, rows[0]) if rows else PricingSettings()
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
            for rate in (as_stored(TaxRate, row) for row in rates)
        ),
    )


tax_table_cache: KeptNear[TaxTable] = KeptNear(_queries, _read)


def tax_table() -> TaxTable:
    """The shop's tax rules as the pure price function takes them."""
    return tax_table_cache.get()
