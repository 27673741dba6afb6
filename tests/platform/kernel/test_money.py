from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from kernel.money import (
    AmountNotUnderstood,
    CurrenciesDiffer,
    Money,
    digits,
    format_money,
    parse_amount,
    round_ratio,
    split,
)


def test_reads_and_shows_plain_amounts():
    money = Money.of("12.30", "CNY")
    assert (money.minor, money.decimal, str(money)) == (1230, Decimal("12.30"), "12.30 CNY")
    assert str(Money(1230, "JPY")) == "1230 JPY"
    assert str(-Money(5, "CNY")) == "-0.05 CNY"


def test_adds_and_compares_within_one_currency():
    assert Money(5, "CNY") + Money(7, "CNY") - Money(2, "CNY") == Money(10, "CNY")
    assert 3 * Money(5, "CNY") == Money(15, "CNY")
    assert Money(5, "CNY") < Money(7, "CNY") <= Money(7, "CNY")
    assert not Money(0, "CNY")


def test_refuses_to_mix_currencies():
    with pytest.raises(CurrenciesDiffer):
        Money(5, "CNY") + Money(5, "USD")
    with pytest.raises(CurrenciesDiffer):
        assert Money(5, "CNY") < Money(5, "USD")
    assert Money(5, "CNY") != Money(5, "USD")


@pytest.mark.parametrize("wrong", [1.5, True, "5", Decimal(5)])
def test_refuses_what_is_not_an_integer(wrong):
    with pytest.raises(TypeError):
        Money(wrong, "CNY")


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("12.30", "CNY", 1230),
        (" 1,234.5 ", "CNY", 123450),
        ("１２．３", "CNY", 1230),
        ("500", "JPY", 500),
        ("1.234", "KWD", 1234),
        ("-3", "CNY", -300),
        ("12.3000", "CNY", 1230),
    ],
)
def test_understands_what_people_type(text, currency, minor):
    assert parse_amount(text, currency) == minor


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "1.234",
        "NaN",
        "Infinity",
        "1e30",
        "1.2.3",
        "٣٫٥٥٥",
        "1e999999",
        "1e-999999",
        "12,30",
        "1,23",
        "1,2345",
        ",5",
        "1,234,5",
        "12,3456",
        ".",
        "-",
        "1_000",
        "9" * 5_000,
    ],
)
def test_refuses_what_is_no_amount(text):
    with pytest.raises(AmountNotUnderstood):
        parse_amount(text, "CNY")


@pytest.mark.parametrize(
    ("amount", "numerator", "denominator", "rounded"),
    [
        (1, 1, 2, 1),
        (-1, 1, 2, -1),
        (1, 1, 3, 0),
        (2, 1, 3, 1),
        (5, -1, 2, -3),
        (5, 1, -2, -3),
        (7, 3, 3, 7),
    ],
)
def test_rounds_halves_away_from_zero(amount, numerator, denominator, rounded):
    assert round_ratio(amount, numerator, denominator) == rounded


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(0, 10**9), min_size=1, max_size=30))
def test_a_split_loses_nothing_and_is_fair_to_one_unit(total, weights):
    parts = split(total, weights)
    assert sum(parts) == total
    whole = sum(weights)
    for part, weight in zip(parts, weights, strict=True):
        exact = abs(total) * weight / whole if whole else abs(total) / len(weights)
        assert abs(abs(part) - exact) < 1.001 + exact * 1e-9
        assert part == 0 or (part > 0) == (total > 0)
        assert not (whole and weight == 0 and part)


def test_what_is_left_over_goes_to_the_first_lines():
    assert split(10, [1, 1, 1]) == [4, 3, 3]
    assert split(-10, [1, 1, 1]) == [-4, -3, -3]
    assert split(5, [0, 0]) == [3, 2]
    assert split(5, [0, 1]) == [0, 5]
    assert split(0, []) == []


def test_a_split_needs_a_line():
    with pytest.raises(ValueError, match="no line"):
        split(5, [])
    with pytest.raises(ValueError, match="negative"):
        split(5, [1, -1])


def test_formats_in_the_reader_s_language():
    assert format_money(123450, "CNY", "zh-hans") == "¥1,234.50"
    assert format_money(123450, "CNY", "en") == "CN¥1,234.50"
    assert format_money(-500, "JPY", "en") == "−¥500"
    assert [digits(code) for code in ("CNY", "JPY", "KWD")] == [2, 0, 3]


def test_the_filter_takes_money_or_minor_units():
    page = Template("{{ a|money }} {{ b|money:'USD' }}{{ c|money:'USD' }}")
    with translation.override("en"):
        assert page.render(Context({"a": Money(5, "CNY"), "b": 199, "c": None})) == "CN¥0.05 $1.99"
