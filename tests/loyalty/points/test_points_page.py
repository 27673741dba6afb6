from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils.translation import override
from django_tenants.utils import schema_context

from kernel import clock
from loyalty.points.backoffice.panels import POINTS_COLUMN
from loyalty.points.discount import _help_text
from loyalty.points.selectors import balances
from loyalty.points.services import adjust_points, save_rules
from tests.support.people import sign_in

from ..shopping import give_back, new_member, pay, place, receive, settle

PAGE = "/en/account/points/"


@pytest.fixture
def shopper(shop_client: Client, member) -> Client:
    sign_in(shop_client, member.customer.user)
    return shop_client


def page_of(client: Client, path: str = PAGE) -> str:
    with schema_context("public"):  # where every request starts
        response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_visitor_is_asked_to_sign_in(shop, shop_client):
    with schema_context("public"):
        response = shop_client.get(PAGE)
    assert response.status_code == 302
    assert "/en/account/login/" in response["Location"]


def test_shows_what_there_is_and_what_happened(shopper, member):
    order = place(member, (2, 5000))
    pay(order)
    settle()
    adjust_points(member.pk, 30, reason="Happy <birthday>", by="owner", key="a")
    page = page_of(shopper)
    assert '<dd class="stat-value" data-points="active">30</dd>' in page
    assert '<dd class="stat-value" data-points="pending">100</dd>' in page
    assert 'Earned <span class="badge">pending</span>' in page
    assert f"Order {order.number}" in page
    assert "Happy &lt;birthday&gt;" in page
    assert "30 points expire on" in page
    assert "Worth CN¥0.30 at checkout" in page


def test_shows_debt_and_points_set_aside(shopper, member):
    save_rules(by="test", activation_days=0)
    order = place(member, (2, 5000))
    pay(order)
    receive(order)
    settle()
    place(member, (1, 1000), points=60)
    give_back(order, 2)
    settle()
    page = page_of(shopper)
    assert "You owe 60 points" in page
    assert "Set aside for an order" in page
    assert '<dd class="stat-value" data-points="held">60</dd>' in page


def test_a_new_member_reads_how_points_work(shopper, shop):
    page = page_of(shopper)
    assert "No points yet" in page
    assert "1 point for each CN¥1.00 of goods you pay for." in page


def test_pages_through_a_long_time_line(shopper, member, django_assert_max_num_queries):
    for number in range(45):
        with clock.travel(timedelta(minutes=number)):
            adjust_points(member.pk, 1, reason=f"gift {number:02}", by="owner", key=str(number))
    with django_assert_max_num_queries(20):
        first = page_of(shopper)
    assert "gift 44" in first
    assert "gift 24" not in first
    assert "gift 00" in page_of(shopper, PAGE + "?page=3")


def test_a_member_sees_nobody_else_s_points(shopper, member):
    other = new_member()
    adjust_points(other.pk, 77, reason="secret gift", by="owner", key="x")
    assert "secret gift" not in page_of(shopper)


def test_the_account_and_the_order_tell_of_points_too(shopper, member):
    order = place(member, (2, 5000))
    pay(order)
    settle()
    assert "All of my points" in page_of(shopper, "/en/account/")
    assert "This order earned 100 points." in page_of(shopper, f"/en/orders/{order.number}/")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_large_numbers_are_grouped_wherever_points_are_shown(owner_client, member, language):
    adjust_points(member.pk, 1_234_567, reason="Thanks", by="owner", key="a")
    adjust_points(member.pk, -1_000, reason="Oh", by="owner", key="b")
    with override(language):
        screens = [
            render_to_string("points/backoffice/balances.html", {"balances": balances(member.pk)}),
            render_to_string("shop/points/balances.html", {"balances": balances(member.pk)}),
            str(POINTS_COLUMN.values([member.pk])),
            _help_text(1_233_567),
        ]
    assert [text.count("1,233,567") for text in screens] == [1, 1, 1, 1]
    page = owner_client.get(f"/members/{member.number}/").content.decode()
    assert ("+1,234,567" in page, "−1,000" in page) == (True, True)
