import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loyalty.points.services import adjust_points

from ..shopping import new_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]


def _names(client, query: str = "") -> list[str]:
    return [row["member"].customer.name for row in client.get(f"/members/{query}").context["rows"]]


def test_lists_the_newest_first_with_their_points(clerk_client):
    first, second = new_member("Mei"), new_member("Tom")
    adjust_points(first.pk, 120, reason="Welcome", by="test", key="k1")
    rows = clerk_client.get("/members/").context["rows"]
    assert [row["member"].pk for row in rows] == [second.pk, first.pk]
    assert [value for row in rows for label, value in row["cells"] if label == "Points"] == [
        "0",
        "120",
    ]


def test_finds_by_number_name_and_contact(clerk_client):
    mei, _tom = new_member("陈美"), new_member("Tom")
    for word in (mei.number, "陈", mei.customer.email, mei.code.lower()):
        assert _names(clerk_client, f"?q={word}") == ["陈美"], word
    assert _names(clerk_client, "?q=nobody") == []


def test_says_what_makes_a_member(clerk_client):
    assert "No members yet" in clerk_client.get("/members/").content.decode()


def test_needs_the_same_queries_for_one_member_and_for_many(clerk_client):
    adjust_points(new_member().pk, 5, reason="Hi", by="test", key="k0")
    clerk_client.get("/members/")
    with CaptureQueriesContext(connection) as one:
        clerk_client.get("/members/")
    for number in range(12):
        adjust_points(new_member().pk, 5, reason="Hi", by="test", key=f"m{number}")
    with CaptureQueriesContext(connection) as many:
        clerk_client.get("/members/")
    assert len(many) == len(one)


def test_shows_the_time_line_page_by_page(clerk_client):
    member = new_member()
    for number in range(25):
        adjust_points(member.pk, 10, reason=f"Gift {number:02d}", by="The owner", key=f"g{number}")
    first = clerk_client.get(f"/members/{member.number}/").content.decode()
    assert "Gift 24" in first
    assert "Gift 04" not in first
    second = clerk_client.get(f"/members/{member.number}/?points_page=2").content.decode()
    assert "Gift 04" in second
