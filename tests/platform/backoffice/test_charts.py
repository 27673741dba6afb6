import pytest

from backoffice import charts


@pytest.mark.parametrize(
    ("values", "top"),
    [([], 1), ([0, 0], 1), ([1], 1), ([3], 4), ([999], 1000), ([1000], 1000), ([1001], 2000)],
)
def test_a_scale_ends_at_a_round_number_above_all(values, top):
    assert charts.scale_top(values) == top


def test_bars_stand_on_the_ground_and_zero_has_none():
    bars = charts.bars([0, 5, 10], top=10, gap=0)
    assert [(bar.y, bar.height) for bar in bars] == [(100, 0), (50, 50), (0, 100)]
    assert [round(bar.x) for bar in bars] == [0, 333, 667]


def test_the_smallest_sale_can_still_be_seen():
    assert charts.bars([1], top=10_000)[0].height == 1


def test_the_line_goes_through_the_middle_of_each_day():
    assert charts.line([0, 10], top=10) == "250,100 750,0"
    assert charts.area([0, 10], top=10) == "250,100 250,100 750,0 750,100"
