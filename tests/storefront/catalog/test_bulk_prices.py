from hypothesis import given
from hypothesis import strategies as st

from storefront.catalog.bulk.prices import PriceChange, Rounding

PRICES = st.integers(min_value=0, max_value=10**12)
CHANGES = st.builds(
    PriceChange,
    percent=st.integers(min_value=-10_000, max_value=100_000),
    amount_minor=st.integers(min_value=-(10**6), max_value=10**6),
    rounding=st.sampled_from(Rounding.values),
)


@given(PRICES, CHANGES, st.sampled_from(["CNY", "JPY", "KWD"]))
def test_no_price_falls_below_nought(price, change, currency):
    assert change.of(price, currency) >= 0


@given(PRICES)
def test_a_change_of_nothing_changes_nothing(price):
    assert PriceChange().of(price, "CNY") == price


@given(st.integers(min_value=1, max_value=10**10), st.integers(min_value=-9_000, max_value=20_000))
def test_nines_end_in_99(price, percent):
    new = PriceChange(percent=percent, rounding=Rounding.NINES).of(price, "CNY")
    assert new == 0 or new % 100 == 99


def test_examples():
    assert PriceChange(percent=-1000).of(9_990, "CNY") == 8_991
    assert PriceChange(percent=-1000, rounding=Rounding.WHOLE).of(9_990, "CNY") == 9_000
    assert PriceChange(percent=-1000, rounding=Rounding.NINES).of(9_990, "CNY") == 8_999
    assert PriceChange(percent=1000, rounding=Rounding.WHOLE).of(1_005, "JPY") == 1_110
    assert PriceChange(amount_minor=-500).of(300, "CNY") == 0
    assert PriceChange(percent=5000).of(0, "CNY") == 0
