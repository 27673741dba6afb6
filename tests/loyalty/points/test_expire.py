from datetime import timedelta

from kernel import clock
from loyalty.points.selectors import balances, next_ending
from loyalty.points.services import adjust_points, save_rules

from ..shopping import cancel, place, settle
from .conftest import NOON, pots


def give(member, amount: int, key: str) -> None:
    adjust_points(member.pk, amount, reason="gift", by="owner", key=key)


def test_a_lot_expires_by_itself_when_its_time_is_over(member):
    save_rules(by="test", expiry_months=1)
    give(member, 100, "a")
    with clock.travel(timedelta(days=10)):
        give(member, 50, "b")
    assert next_ending(member.pk).amount == 100
    with clock.travel(timedelta(days=31)):
        settle()
        assert pots(member) == (50, 0, 0)
        assert next_ending(member.pk).at == NOON + timedelta(days=10 + 31)
    with clock.travel(timedelta(days=41)):
        settle()
    assert pots(member) == (0, 0, 0)


def test_points_past_their_end_cannot_be_spent_even_before_they_are_swept(member):
    save_rules(by="test", expiry_months=1)
    give(member, 100, "a")
    with clock.travel(timedelta(days=31)):
        assert (balances(member.pk).active, balances(member.pk).spendable) == (100, 0)


def test_points_set_aside_survive_their_end_and_expire_when_freed(member):
    save_rules(by="test", expiry_months=1)
    give(member, 100, "a")
    order = place(member, (1, 1000), points=40)
    with clock.travel(timedelta(days=31)):
        from loyalty.points.services import expire_points

        assert expire_points(member.pk) == 60
        assert pots(member) == (40, 0, 0)
        cancel(order)
        settle()
        assert pots(member) == (0, 0, 0)


def test_switching_expiry_on_spares_points_that_were_promised_for_ever(member):
    save_rules(by="test", expiry_months=None)
    give(member, 100, "a")
    save_rules(by="test", expiry_months=1)
    with clock.travel(timedelta(days=400)):
        settle()
        assert pots(member) == (100, 0, 0)
    assert next_ending(member.pk) is None
