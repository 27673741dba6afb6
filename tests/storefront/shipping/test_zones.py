"""Which zone counts and what it costs, worked out by hand and over parcels nobody thought of."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from storefront.pricing.basket import Basket, BasketLine, Destination, ShippingRate
from storefront.pricing.freight import Load, Zone, charge, zone_for
from storefront.pricing.price import price

PIECES = ShippingRate("m", "M", 8_00, measure="piece", first=2, step=1, step_minor=1_50)
WEIGHT = ShippingRate("m", "M", 8_00, measure="weight", first=1000, step=500, step_minor=2_00)


@pytest.mark.parametrize(
    ("rate", "load", "minor"),
    [
        (PIECES, Load(1, 0, 0), 8_00),
        (PIECES, Load(2, 0, 0), 8_00),
        (PIECES, Load(5, 0, 0), 12_50),
        (WEIGHT, Load(1, 0, 0), 8_00),
        (WEIGHT, Load(1, 1000, 0), 8_00),
        (WEIGHT, Load(1, 1001, 0), 10_00),
        (WEIGHT, Load(1, 1500, 0), 10_00),
        (WEIGHT, Load(1, 3300, 0), 18_00),
        (replace(WEIGHT, free_over_minor=99_00), Load(1, 3300, 98_99), 18_00),
        (replace(WEIGHT, free_over_minor=99_00), Load(1, 3300, 99_00), 0),
        (replace(PIECES, free_over_units=5), Load(4, 0, 0), 11_00),
        (replace(PIECES, free_over_units=5), Load(5, 0, 0), 0),
    ],
)
def test_to_the_cent(rate, load, minor):
    assert charge(rate, load).minor == minor


rates = some.builds(
    ShippingRate,
    method=some.just("m"),
    label=some.just("M"),
    flat_minor=some.integers(0, 10_000),
    measure=some.sampled_from(["flat", "piece", "weight"]),
    first=some.integers(1, 5_000),
    step=some.integers(1, 2_000),
    step_minor=some.integers(0, 2_000),
)
loads = some.builds(
    Load,
    units=some.integers(1, 200),
    grams=some.integers(0, 100_000),
    goods_minor=some.integers(0, 1_000_000),
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(rates, loads, some.integers(0, 50), some.integers(0, 20_000))
def test_more_of_it_never_costs_less_to_send(rate, load, units, grams):
    more = replace(load, units=load.units + units, grams=load.grams + grams)
    assert charge(rate, more).minor >= charge(rate, load).minor >= 0


@given(rates, loads, some.integers(0, 1_000_000), some.integers(1, 100))
def test_free_is_free_and_nothing_else_changes(rate, load, amount, units):
    free = charge(replace(rate, free_over_minor=amount, free_over_units=units), load)
    if load.goods_minor >= amount or load.units >= units:
        assert (free.minor, bool(free.free)) == (0, True)
    else:
        assert free == charge(rate, load)


places = some.sampled_from(["*", "CN", "US", "CN/浙江省", "CN/广东省", "CN/广东省/深圳市", "US/CA"])
destinations = some.builds(
    Destination,
    country=some.sampled_from(["CN", "US", "FR"]),
    region=some.sampled_from(["", "浙江省", "广东省", "CA"]),
    city=some.sampled_from(["", "深圳市", "杭州市"]),
)


@given(some.sets(places), destinations, some.randoms())
def test_the_most_exact_place_counts_in_whatever_order_the_zones_are(chosen, to, random):
    zones = [Zone(frozenset([place]), None) for place in chosen]
    random.shuffle(zones)
    found = zone_for(zones, to)
    expected = next((place for place in to.places if place in chosen), None)
    assert (found and set(found.places)) == (expected and {expected})


def test_a_city_alone_is_no_place():
    assert Destination("CN", "", "深圳市").places == ("CN", "*")


def test_only_what_is_sent_is_weighed_and_counted():
    quote = price(
        Basket(
            currency="CNY",
            lines=(
                BasketLine(1, 2, 10_00, weight_grams=700),
                BasketLine(2, 9, 10_00, weight_grams=5000, requires_shipping=False),
            ),
            shipping=WEIGHT,
        )
    )
    assert quote.shipping.total_minor == 10_00
    assert (quote.shipping.facts["grams"], quote.shipping.facts["units"]) == (1400, 2)
    note = next(step.note for step in quote.explanation if step.kind == "shipping")
    assert note == "1.4 kg: first 1 kg CN¥8.00, then 1 × 500 g at CN¥2.00"
