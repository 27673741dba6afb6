"""Prices worked out by hand."""

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

SHIPPING = ShippingRate("standard", "Shipping", 10_00, 99_00)


def basket(*lines: BasketLine, **more) -> Basket:
    return Basket(currency="CNY", lines=lines, shipping=SHIPPING, **more)


def steps(quote) -> list[tuple[str, str, int]]:
    return [(step.kind, step.label, step.minor) for step in quote.explanation]


def test_goods_and_shipping():
    quote = price(basket(BasketLine(1, 2, 30_00)))
    assert steps(quote) == [
        ("items", "Goods", 60_00),
        ("shipping", "Shipping", 10_00),
        ("total", "Total", 70_00),
    ]


def test_shipping_is_free_by_what_the_goods_cost_after_discounts():
    goods = BasketLine(1, 1, 100_00)
    assert price(basket(goods)).shipping.total_minor == 0
    points = ProposedDiscount("points", "200 points", 2_00)
    assert price(basket(goods, discounts=(points,))).shipping.total_minor == 10_00


def test_a_discount_is_spread_in_proportion_remainders_to_the_first_lines():
    off = ProposedDiscount("points", "1000 points", 10_00)
    quote = price(
        basket(
            BasketLine(1, 1, 10_00),
            BasketLine(2, 1, 10_00),
            BasketLine(3, 1, 10_00),
            discounts=(off,),
        )
    )
    assert quote.discounts[0].shares == (334, 333, 333)
    assert [line.total_minor for line in quote.lines] == [666, 667, 667]


def test_a_discount_never_takes_more_than_the_goods_cost():
    quote = price(basket(BasketLine(1, 1, 5_00), discounts=(ProposedDiscount("c", "c", 99_00),)))
    assert (quote.discount_minor, quote.total_minor) == (5_00, 10_00)


def test_included_tax_is_told_and_not_added():
    taxes = TaxTable(True, (TaxRule("VAT", "standard", 1300),))
    quote = price(basket(BasketLine(1, 1, 113_00), taxes=taxes))
    assert quote.lines[0].tax_minor == 13_00
    assert steps(quote) == [
        ("items", "Goods", 113_00),
        ("shipping", "Shipping", 0),
        ("included_tax", "VAT 13%, included", 13_00),
        ("total", "Total", 113_00),
    ]


def test_excluded_tax_is_added_line_by_line_after_discounts():
    taxes = TaxTable(False, (TaxRule("VAT", "standard", 1900), TaxRule("VAT", "reduced", 700)))
    quote = price(
        basket(
            BasketLine(1, 1, 10_00),
            BasketLine(2, 3, 3_33, tax_class="reduced"),
            taxes=taxes,
            discounts=(ProposedDiscount("c", "Coupon", 2_00),),
        )
    )
    # 10.00 - 1.01 = 8.99 * 19% = 1.71; 9.99 - 0.99 = 9.00 * 7% = 0.63; shipping 10.00 * 19% = 1.90
    assert [line.tax_minor for line in quote.lines] == [1_71, 63]
    assert (quote.shipping.tax_minor, quote.shipping.total_minor) == (1_90, 11_90)
    assert [(tax.rate_bp, tax.tax_minor) for tax in quote.taxes] == [(1900, 3_61), (700, 63)]
    assert quote.total_minor == 8_99 + 1_71 + 9_00 + 63 + 11_90


def test_the_rate_of_the_region_goes_before_the_countrys():
    taxes = TaxTable(
        False,
        (
            TaxRule("VAT", "standard", 1000),
            TaxRule("VAT", "standard", 2000, "CN"),
            TaxRule("VAT", "standard", 3000, "CN", "浙江"),
        ),
    )

    def rate(country: str, region: str = "") -> int:
        return taxes.rule_for("standard", Destination(country, region)).rate_bp

    assert (rate("CN", "浙江"), rate("CN", "北京"), rate("DE")) == (3000, 2000, 1000)
    assert taxes.rule_for("none", Destination("CN")) is None


def test_tenders_pay_after_everything_else():
    card = ProposedTender("giftcard", "Gift card", 50_00)
    quote = price(basket(BasketLine(1, 1, 30_00), tenders=(card,)))
    assert (quote.total_minor, quote.payable_minor) == (40_00, 0)
    assert steps(quote)[-2:] == [("tender", "Gift card", -40_00), ("payable", "To pay", 0)]


def test_goods_that_are_not_sent_cost_no_shipping():
    quote = price(basket(BasketLine(1, 1, 5_00, requires_shipping=False)))
    assert quote.total_minor == 5_00
