from uuid import uuid4

import pytest

from loyalty.points.models import PointsRules
from loyalty.points.selectors import balances, timeline
from tenants.audit.models import AuditEntry

from ..shopping import new_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]

RULES = {
    "enabled": "on",
    "earn_points": "2",
    "earn_per_minor": "10.00",
    "earn_rounding": "down",
    "activation_days": "0",
    "max_share_percent": "30",
    "spend_points": "100",
    "spend_value_minor": "1.50",
    "expiry_months": "",
    "restore_grace_days": "30",
}


def _change(amount: object, direction: str = "give", **changes) -> dict:
    given = {"direction": direction, "amount": amount, "reason": "Sorry for the delay"}
    return {**given, "key": uuid4().hex, **changes}


def test_an_owner_gives_points_with_a_reason(owner_client):
    member = new_member()
    answer = owner_client.post(f"/members/{member.number}/points/", _change(50))
    assert answer["Location"] == f"/members/{member.number}/"
    row = timeline(member.pk)[0]
    assert (row.amount, row.reason, row.by) == (50, "Sorry for the delay", "The owner")


def test_points_by_hand_are_on_the_trail_once(owner_client):
    member, change = new_member(), _change(50)
    for typed in (change, change, _change(20, "take"), _change(1000, "take")):
        owner_client.post(f"/members/{member.number}/points/", typed)

    entries = AuditEntry.objects.filter(model="members.member", object_id=member.pk).order_by("pk")
    assert [(entry.actor_name, entry.changes[0]["fields"]) for entry in entries] == [
        ("The owner", {"points": [0, 50], "reason": ["", "Sorry for the delay"]}),
        ("The owner", {"points": [50, 30], "reason": ["", "Sorry for the delay"]}),
    ]


def test_pressing_twice_is_once(owner_client):
    member, change = new_member(), _change(50)
    owner_client.post(f"/members/{member.number}/points/", change)
    owner_client.post(f"/members/{member.number}/points/", change)
    assert balances(member.pk).active == 50


def test_going_back_and_typing_another_amount_is_another_change(owner_client):
    member, change = new_member(), _change(50)
    owner_client.post(f"/members/{member.number}/points/", change)
    owner_client.post(f"/members/{member.number}/points/", {**change, "amount": 7})
    assert balances(member.pk).active == 57


def test_more_than_there_is_cannot_be_taken(owner_client):
    member = new_member()
    answer = owner_client.post(f"/members/{member.number}/points/", _change(1, "take"))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["amount"]
    assert timeline(member.pk) == []


@pytest.mark.parametrize(
    "change", [{"amount": 0}, {"amount": "x"}, {"reason": " "}, {"key": "../"}]
)
def test_says_at_the_field_what_is_wrong(owner_client, change):
    member = new_member()
    answer = owner_client.post(f"/members/{member.number}/points/", {**_change(5), **change})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == list(change)
    assert balances(member.pk).active == 0


def test_a_clerk_changes_no_points(clerk_client):
    member = new_member()
    answer = clerk_client.post(f"/members/{member.number}/points/", _change(50))
    assert answer["Location"] == "/"
    assert balances(member.pk).active == 0


def test_saves_the_rules(owner_client):
    assert owner_client.post("/settings/points/", RULES).status_code == 302
    rules = PointsRules.objects.latest("version")
    assert (rules.earn_points, rules.earn_per_minor, rules.spend_value_minor) == (2, 1000, 150)
    assert (rules.expiry_months, rules.created_by) == (None, "The owner")


@pytest.mark.parametrize(
    "wrong", [{"earn_per_minor": "0"}, {"max_share_percent": "101"}, {"spend_points": "0"}]
)
def test_rules_out_of_range_are_told_at_the_field(owner_client, wrong):
    answer = owner_client.post("/settings/points/", {**RULES, **wrong})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == list(wrong)
