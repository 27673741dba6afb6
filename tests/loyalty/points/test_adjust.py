import pytest

from loyalty.points.errors import NotEnoughPoints, NothingToAdjust, ReasonMissing
from loyalty.points.selectors import timeline
from loyalty.points.services import adjust_points

from ..shopping import place
from .conftest import NOON, pots


def test_staff_add_and_take_points_with_a_reason(member):
    adjust_points(member.pk, 100, reason=" birthday ", by="owner", key="a")
    adjust_points(member.pk, -30, reason="mistake", by="clerk", key="b")
    assert pots(member) == (70, 0, 0)
    rows = [(row.amount, row.reason, row.by, row.at) for row in timeline(member.pk)]
    assert rows == [(-30, "mistake", "clerk", NOON), (100, "birthday", "owner", NOON)]


def test_no_more_is_taken_than_is_free(member):
    adjust_points(member.pk, 100, reason="gift", by="owner", key="a")
    place(member, (1, 1000), points=40)
    with pytest.raises(NotEnoughPoints):
        adjust_points(member.pk, -61, reason="mistake", by="owner", key="b")
    assert pots(member) == (100, 0, 0)


def test_needs_a_reason_and_an_amount(member):
    with pytest.raises(ReasonMissing):
        adjust_points(member.pk, 5, reason="  ", by="owner", key="a")
    with pytest.raises(NothingToAdjust):
        adjust_points(member.pk, 0, reason="why", by="owner", key="a")
    assert timeline(member.pk) == []
