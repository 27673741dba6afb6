import pytest
from django.core.exceptions import ValidationError

from loyalty.points.models import PointsGrant, PointsRules
from loyalty.points.selectors import current_rules
from loyalty.points.services import save_rules

from ..shopping import pay, place, settle


def test_a_shop_that_sets_nothing_has_sensible_rules(in_shop_a):
    rules = current_rules()
    assert (rules.earn_points, rules.earn_per_minor, rules.activation_days) == (1, 100, 7)
    assert (rules.max_share_percent, rules.expiry_months) == (50, 12)
    assert not PointsRules.objects.exists()


def test_rules_nobody_used_are_changed_in_place(shop):
    save_rules(by="owner", earn_points=2)
    save_rules(by="owner", earn_points=3)
    assert list(PointsRules.objects.values_list("version", "earn_points")) == [(1, 3)]
    assert current_rules().earn_points == 3


def test_rules_that_were_used_stay_and_a_new_version_begins(member):
    pay(place(member, (1, 10000)))
    settle()
    save_rules(by="owner", earn_points=2)
    assert list(PointsRules.objects.order_by("version").values_list("version", "earn_points")) == [
        (1, 1),
        (2, 2),
    ]
    assert PointsGrant.objects.get().rules.version == 1
    pay(place(member, (1, 10000)))
    settle()
    assert PointsGrant.objects.latest("id").rules.version == 2


def test_saving_the_same_makes_no_version(member):
    pay(place(member, (1, 10000)))
    settle()
    save_rules(by="owner", earn_points=1)
    assert PointsRules.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"earn_per_minor": 0},
        {"spend_points": 0},
        {"spend_value_minor": -1},
        {"max_share_percent": 101},
        {"activation_days": -1},
        {"expiry_months": 0},
        {"earn_rounding": "sideways"},
    ],
)
def test_refuses_what_makes_no_sense(shop, wrong):
    with pytest.raises(ValidationError):
        save_rules(by="owner", **wrong)
    assert PointsRules.objects.get().created_by == "test"
