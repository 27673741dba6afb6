import pytest

from kernel.errors import ExpectedFailure
from ledger.models import Hold
from loyalty.points.discount import PointsDiscount
from loyalty.points.errors import NotEnoughPoints
from loyalty.points.selectors import balances
from loyalty.points.services import adjust_points, save_rules, settle_points

from ..shopping import cancel, context, pay, place, settle
from .conftest import pots

SOURCE = PointsDiscount()


@pytest.fixture
def rich(member):
    adjust_points(member.pk, 1000, reason="welcome", by="owner", key="welcome")
    return member


def proposed(member, lines, points) -> list[tuple[int, int]]:
    return [
        (discount.amount_minor, discount.data["points"])
        for discount in SOURCE.propose(context(member, lines, points))
    ]


def test_points_lower_the_price(rich):
    assert proposed(rich, [(1, 5000)], 300) == [(300, 300)]
    order = place(rich, (1, 5000), points=300)
    assert (order.discount_minor, order.total_minor) == (300, 5500)
    known = balances(rich.pk)
    assert (known.active, known.held, known.spendable) == (1000, 300, 700)


def test_at_most_what_is_spendable_and_the_share_of_the_goods(rich):
    assert proposed(rich, [(1, 5000)], 5000) == [(1000, 1000)]
    assert proposed(rich, [(1, 1001)], 5000) == [(500, 500)]
    place(rich, (1, 5000), points=800)
    assert proposed(rich, [(1, 5000)], 5000) == [(200, 200)]


def test_points_cost_no_more_than_they_take_off(rich):
    save_rules(by="test", spend_points=100, spend_value_minor=7)
    assert proposed(rich, [(1, 5000)], 99) == [(6, 86)]
    offer = SOURCE.offer(context(rich, [(1, 5000)]))
    assert (offer.maximum, offer.step) == (1000, 100)


@pytest.mark.parametrize("wrong", ["", "abc", -5, "-5", 0, None, "1.5", "9" * 40, [1], "²"])
def test_what_is_no_number_of_points_uses_none(rich, wrong):
    assert proposed(rich, [(1, 5000)], wrong) == []


def test_guests_and_members_without_points_are_offered_nothing(member):
    assert SOURCE.offer(context(None, [(1, 5000)])) is None
    assert SOURCE.offer(context(member, [(1, 5000)])) is None
    assert proposed(None, [(1, 5000)], 5) == []
    assert proposed(member, [(1, 5000)], 5) == []


def test_a_shop_can_switch_spending_off(rich):
    save_rules(by="test", max_share_percent=0)
    assert SOURCE.offer(context(rich, [(1, 5000)])) is None
    assert proposed(rich, [(1, 5000)], 5) == []


def test_payment_takes_what_was_set_aside_once(rich):
    order = place(rich, (1, 5000), points=300)
    pay(order)
    settle()
    settle_points(order.pk)
    assert pots(rich) == (700, 47, 0)
    assert balances(rich.pk).held == 0
    assert Hold.objects.get().state == Hold.CAPTURED


def test_cancelling_frees_what_was_set_aside(rich):
    order = place(rich, (1, 5000), points=300)
    cancel(order)
    settle()
    settle_points(order.pk)
    assert balances(rich.pk).spendable == 1000
    assert pots(rich) == (1000, 0, 0)


def test_two_checkouts_cannot_use_the_same_points(rich):
    first = context(rich, [(1, 5000)], 800)
    applied = SOURCE.propose(first)
    place(rich, (1, 5000), points=800)
    order = place(rich, (1, 5000))
    with pytest.raises(NotEnoughPoints) as refusal:
        SOURCE.hold(order, applied)
    assert isinstance(refusal.value, ExpectedFailure)
    assert refusal.value.details == {"available": 200, "wanted": 800}
    assert balances(rich.pk).held == 800


def test_checkout_pays_few_statements(rich, django_assert_max_num_queries):
    order = place(rich, (1, 5000))
    applied = SOURCE.propose(context(rich, [(1, 5000)], 800))
    with django_assert_max_num_queries(7):  # of which two are its savepoint
        SOURCE.hold(order, applied)
    with django_assert_max_num_queries(2):
        SOURCE.propose(context(rich, [(1, 5000)], 100))
    with django_assert_max_num_queries(0):
        SOURCE.propose(context(rich, [(1, 5000)]))
