from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loyalty.members.models import Member
from loyalty.points.services import adjust_points
from storefront.orders.models import Order

from ..shopping import new_member, pay, place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]


@pytest.fixture
def people():
    """Ann paid 100 and 20, Bob paid 50 and got it back but for the shipping, Cai never paid, Dan never ordered."""
    ann, bob, cai, _dan = (new_member(name) for name in ("Ann", "Bob", "Cai", "Dan"))
    pay(place(ann, (1, 92_00)))
    pay(place(ann, (1, 12_00)))
    returned = place(bob, (1, 50_00))
    pay(returned)
    Order.objects.filter(pk=returned.pk).update(refunded_minor=50_00)
    place(cai, (1, 500_00))


def _names(client, query: str = "") -> list[str]:
    rows = client.get(f"/members/{query}").context["rows"]
    return sorted(row["member"].customer.name for row in rows)


def test_who_has_ordered_and_who_never_did(clerk_client, people):
    assert _names(clerk_client, "?only=buyers") == ["Ann", "Bob"]
    assert _names(clerk_client, "?only=others") == ["Cai", "Dan"]
    assert _names(clerk_client, "?only=") == ["Ann", "Bob", "Cai", "Dan"]


def test_spent_at_least_counts_what_was_paid_less_what_went_back(clerk_client, people):
    rows = clerk_client.get("/members/").context["rows"]
    spent = {row["member"].customer.name: row["bought"].spent_minor for row in rows}
    assert spent == {"Ann": 120_00, "Bob": 8_00, "Cai": 0, "Dan": 0}
    assert _names(clerk_client, "?least=120") == ["Ann"]
    assert _names(clerk_client, "?least=120.01") == []
    assert _names(clerk_client, "?least=8") == ["Ann", "Bob"]
    assert _names(clerk_client, "?least=0") == ["Ann", "Bob", "Cai", "Dan"]


def test_an_amount_that_is_none_is_said_at_its_field(clerk_client, people):
    page = clerk_client.get("/members/?least=much")
    assert list(page.context["filterset"].form.errors) == ["least"]
    assert len(page.context["rows"]) == 4


def test_joined_between_two_days_of_the_shops_clock(clerk_client, people):
    evening = datetime(2026, 3, 1, 15, 59, tzinfo=UTC)  # 23:59 in Shanghai
    Member.objects.filter(customer__name="Ann").update(joined_at=evening)
    assert _names(clerk_client, "?since=2026-03-01&until=2026-03-01") == ["Ann"]
    assert _names(clerk_client, "?until=2026-02-28") == []
    assert _names(clerk_client, "?since=2026-03-02") == ["Bob", "Cai", "Dan"]


def test_filters_are_kept_as_a_view_under_a_name(clerk_client, people):
    given = {"screen": "members", "path": "/members/", "name": "Good ones", "query": "least=100"}
    kept = clerk_client.post("/saved-views/", given)
    assert kept["Location"] == "/members/?least=100"
    page = clerk_client.get("/members/?least=100")
    assert page.context["saved"].current.name == "Good ones"
    assert _names(clerk_client, "?least=100") == ["Ann"]


def test_needs_the_same_queries_for_five_members_and_for_fifty(clerk_client):
    def come(first: int, last: int) -> None:
        for number in range(first, last):
            member = new_member()
            adjust_points(member.pk, 5, reason="Hi", by="test", key=f"m{number}")

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            page = clerk_client.get("/members/?least=0&since=2020-01-01")
        assert len(page.context["rows"]) == min(Member.objects.count(), 25)
        return len(asked)

    come(0, 5)
    clerk_client.get("/members/")
    few = queries()
    come(5, 50)
    assert queries() == few
