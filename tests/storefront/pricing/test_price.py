"""Properties of the one price function, over baskets nobody thought of."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some

from storefront.pricing.basket import (
    Basket,
    BasketLine,
    Destination,
    ProposedDiscount,
    ProposedTender,
    ShippingRate,
    TaxRule,
    TaxTable,
)
from storefront.pricing.price import price
from storefront.pricing.quote import ADDS

lines = some.builds(
    BasketLine,
    variant_id=some.integers(1, 5),
    quantity=some.integers(1, 40),
    unit_price_minor=some.integers(0, 500_000),
    tax_class=some.sampled_from(["standard", "reduced", "none"]),
    requires_shipping=some.booleans(),
)
discounts = some.builds(
    ProposedDiscount,
    source=some.sampled_from(["points", "coupon"]),
    label=some.just("off"),
    amount_minor=some.integers(-100, 2_000_000),
    variant_ids=some.none() | some.frozensets(some.integers(1, 5)),
)
tenders = some.builds(
    ProposedTender,
    source=some.just("card"),
    label=some.just("card"),
    amount_minor=some.integers(-100, 2_000_000),
)
taxes = some.builds(
    TaxTable,
    prices_include_tax=some.booleans(),
    rules=some.lists(
        some.builds(
            TaxRule,
            name=some.just("VAT"),
            tax_class=some.sampled_from(["standard", "reduced"]),
            rate_bp=some.integers(0, 10_000),
            country=some.sampled_from(["", "CN"]),
            region=some.sampled_from(["", "浙江"]),
        ),
        max_size=4,
    ).map(tuple),
)
baskets = some.builds(
    Basket,
    currency=some.just("CNY"),
    lines=some.lists(lines, min_size=1, max_size=6).map(tuple),
    destination=some.just(Destination("CN", "浙江")),
    shipping=some.none()
    | some.builds(
        ShippingRate,
        method=some.just("standard"),
        label=some.just("Shipping"),
        flat_minor=some.integers(0, 5_000),
        free_over_minor=some.none() | some.integers(0, 100_000),
    ),
    taxes=taxes,
    discounts=some.lists(discounts, max_size=3).map(tuple),
    tenders=some.lists(tenders, max_size=2).map(tuple),
)


@given(baskets)
def test_lines_and_shipping_make_the_total(basket):
    quote = price(basket)
    assert quote.total_minor == quote.shipping.total_minor + sum(
        line.total_minor for line in quote.lines
    )


@given(baskets)
def test_the_explanation_adds_up(basket):
    quote = price(basket)
    assert quote.total_minor == sum(s.minor for s in quote.explanation if s.kind in ADDS)


@given(baskets)
def test_nothing_is_negative(basket):
    quote = price(basket)
    amounts = [quote.items_minor, quote.discount_minor, quote.tax_minor, quote.payable_minor]
    amounts += [quote.shipping.total_minor, quote.shipping.tax_minor]
    for line in quote.lines:
        amounts += [line.subtotal_minor, line.discount_minor, line.tax_minor, line.total_minor]
        amounts.append(line.total_minor - line.tax_minor)
    assert min(amounts) >= 0


@given(baskets)
def test_discounts_are_split_on_the_lines_to_the_last_cent(basket):
    quote = price(basket)
    for discount in quote.discounts:
        assert sum(discount.shares) == discount.amount_minor > 0
    for index, line in enumerate(quote.lines):
        assert line.discount_minor == sum(d.shares[index] for d in quote.discounts)
        assert line.discount_minor <= line.subtotal_minor


@given(baskets)
def test_a_discount_for_some_goods_leaves_the_others_alone(basket):
    quote = price(basket)
    for proposed, applied in zip(basket.discounts, quote.discounts, strict=False):
        if len(quote.discounts) == len(basket.discounts) and proposed.variant_ids is not None:
            for line, share in zip(basket.lines, applied.shares, strict=True):
                assert share == 0 or line.variant_id in proposed.variant_ids


@given(baskets)
def test_taxes_are_the_sum_of_the_parts(basket):
    quote = price(basket)
    parts = quote.shipping.tax_minor + sum(line.tax_minor for line in quote.lines)
    assert quote.tax_minor == sum(tax.tax_minor for tax in quote.taxes) == parts


@given(baskets)
def test_included_tax_does_not_change_the_total(basket):
    included = replace(basket, taxes=replace(basket.taxes, prices_include_tax=True))
    without = replace(basket, taxes=TaxTable())
    assert price(included).total_minor == price(without).total_minor


@given(baskets)
def test_tenders_pay_no_more_than_the_total(basket):
    quote = price(basket)
    paid = sum(tender.amount_minor for tender in quote.tenders)
    assert quote.payable_minor == quote.total_minor - paid >= 0


@given(baskets)
def test_the_same_basket_costs_the_same(basket):
    assert price(basket) == price(basket)
