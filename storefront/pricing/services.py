from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction

from .basket import Basket, ProposedDiscount, ProposedTender, TaxRule
from .models import PricingSettings, TaxRate
from .ports import Offer, PricingContext, discount_sources, tender_sources
from .price import price
from .quote import Quote


def quote(
    basket: Basket,
    *,
    customer_id: int | None = None,
    choices: Mapping[str, Any] | None = None,
) -> Quote:
    """The price with everything the registered sources add: discounts in their order, then tenders.

    Discounts that the basket brings along (what staff agreed to) come first.
    """
    discounts: list[ProposedDiscount] = list(basket.discounts)
    for source in discount_sources:
        so_far = price(replace(basket, discounts=tuple(discounts)))
        left = so_far.items_minor - so_far.discount_minor
        discounts += source.propose(PricingContext(basket, left, customer_id, choices or {}))
    discounted = replace(basket, discounts=tuple(discounts))
    tenders: list[ProposedTender] = []
    for tender_source in tender_sources:
        left = price(replace(discounted, tenders=tuple(tenders))).payable_minor
        context = PricingContext(discounted, left, customer_id, choices or {})
        tenders += tender_source.propose(context)
    return price(replace(discounted, tenders=tuple(tenders)))


def offers(basket: Basket, *, customer_id: int | None) -> list[Offer]:
    """What this shopper may choose to use on this basket."""
    left = price(basket)
    asked = [
        *(
            source.offer(_context(basket, left.items_minor, customer_id))
            for source in discount_sources
        ),
        *(
            source.offer(_context(basket, left.payable_minor, customer_id))
            for source in tender_sources
        ),
    ]
    return [offer for offer in asked if offer]


def _context(basket: Basket, left_minor: int, customer_id: int | None) -> PricingContext:
    return PricingContext(basket, left_minor, customer_id)


@transaction.atomic
def save_tax_settings(
    *, prices_include_tax: bool, rules: Iterable[TaxRule], shipping_tax_class: str = "standard"
) -> None:
    """Replace the shop's tax settings; orders placed before keep theirs."""
    PricingSettings.objects.update_or_create(
        pk=1,
        defaults={
            "prices_include_tax": prices_include_tax,
            "shipping_tax_class": shipping_tax_class,
        },
    )
    TaxRate.objects.all().delete()
    TaxRate.objects.bulk_create(
        TaxRate(
            name=rule.name,
            tax_class=rule.tax_class,
            country=rule.country,
            region=rule.region,
            rate_bp=rule.rate_bp,
        )
        for rule in rules
    )
