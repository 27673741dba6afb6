import csv
import io
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook

from kernel.money import Money
from ledger.services import AccountName
from loyalty.members.models import Member
from loyalty.points.services import adjust_points
from storefront.customers.models import Customer
from storefront.orders.models import Order
from tenants.audit.models import AuditEntry

from ...support.staff import staff_client
from ..shopping import new_member, pay, place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]


def _csv(client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"/members/export/?format=csv{query}")
    assert answer["Content-Disposition"].startswith('attachment; filename="members-')
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def _xlsx(client, query: str = "") -> list[tuple]:
    answer = client.get(f"/members/export/?format=xlsx{query}")
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    return [tuple(cell.value for cell in row) for row in book.worksheets[0].iter_rows()]


def _known(name: str = "陈美") -> Member:
    """Joined on the evening of 1 March in Shanghai, with two paid orders and a refund."""
    member = new_member(name)
    Customer.objects.filter(pk=member.customer_id).update(phone="+8613800138000")
    Member.objects.filter(pk=member.pk).update(joined_at=datetime(2026, 3, 1, 12, 30, tzinfo=UTC))
    adjust_points(member.pk, 120, reason="Welcome", by="test", key=f"k{member.pk}")
    first, second = place(member, (2, 50_00)), place(member, (1, 20_00))
    pay(first)
    pay(second)
    Order.objects.filter(pk=first.pk).update(refunded_minor=50_00)
    return member


def test_a_row_for_each_member_with_orders_spending_and_points(owner_client):
    member = _known()
    joined_at = "2026-03-01 20:30"
    assert _csv(owner_client) == [
        {
            "Member number": member.number,
            "Name": "陈美",
            "Phone": "'+8613800138000",
            "E-mail": member.customer.email,
            "Member since": joined_at,
            "Tags": "",
            "Orders": "2",
            "Spent": "86.00",
            "Points, active": "120",
            "Points, pending": "0",
            "Points, debt": "0",
        }
    ]


def test_numbers_are_numbers_and_no_text_is_a_formula_in_a_workbook(owner_client):
    _known('=HYPERLINK("http://evil")')
    headings, cells = _xlsx(owner_client)
    told = dict(zip(headings, cells, strict=True))
    assert told["Name"] == '\'=HYPERLINK("http://evil")'
    assert told["Phone"] == "+8613800138000"
    assert (told["Orders"], told["Spent"], told["Points, active"]) == (2, 86, 120)


def test_a_debt_is_above_zero(owner_client, monkeypatch):
    from loyalty.points.backoffice import panels

    member = new_member()
    known = panels.ledger_balances

    def owing(names: list[AccountName]):
        found = known(names)
        return {
            name: type(balance)(-7) if name.kind.kind == "member:points_debt" else balance
            for name, balance in found.items()
        }

    monkeypatch.setattr(panels, "ledger_balances", lambda names: owing(list(names)))
    row = _csv(owner_client)[0]
    assert (row["Member number"], row["Points, debt"]) == (member.number, "7")


def test_only_what_the_list_is_narrowed_to_in_its_order(owner_client):
    mei, tom, li = new_member("Mei"), new_member("Tom"), new_member("Li")
    pay(place(tom, (1, 10_00)))
    assert [row["Member number"] for row in _csv(owner_client)] == [
        li.number,
        tom.number,
        mei.number,
    ]
    assert [row["Name"] for row in _csv(owner_client, "&q=mei")] == ["Mei"]
    assert [row["Name"] for row in _csv(owner_client, "&only=buyers")] == ["Tom"]
    page = owner_client.get("/members/?only=buyers").content.decode()
    assert "/members/export/?format=csv&amp;only=buyers" in page


def test_asks_the_same_for_two_members_and_for_ten(owner_client, django_assert_num_queries):
    from loyalty.members.backoffice.export import _rows

    ids = [new_member().pk for _ in range(10)]
    list(_rows(ids[:2]))
    with django_assert_num_queries(5):
        list(_rows(ids[:2]))
    with django_assert_num_queries(5):
        list(_rows(ids))


def test_speaks_the_language_of_who_asks(owner_client):
    new_member()
    owner_client.cookies["lang"] = "zh-hans"
    assert list(_csv(owner_client)[0])[:2] == ["会员号", "姓名"]


@pytest.mark.parametrize(("role", "sees"), [("clerk", 200), ("support", 200), ("designer", 302)])
def test_who_may_not_export_is_refused(shop_a, role, sees):
    member = new_member()
    client = staff_client(shop_a, role=role)
    page = client.get("/members/")
    assert page.status_code == sees
    assert b"/members/export/" not in page.content
    answer = client.get("/members/export/?format=csv")
    assert answer.status_code in (302, 403)
    assert member.number.encode() not in answer.content


def test_a_manager_may_export(shop_a):
    member = new_member()
    rows = _csv(staff_client(shop_a, role="manager"))
    assert [row["Member number"] for row in rows] == [member.number]


def test_who_took_them_away_is_on_the_trail(owner_client):
    _known()
    _csv(owner_client)
    entry = AuditEntry.objects.get(verb="exported")
    assert (entry.model, entry.actor_name) == ("members.member", "The owner")


def test_spending_in_the_currency_of_before_is_not_added_to_todays(owner_client):
    _known()
    first, second = Order.objects.order_by("pk")
    Order.objects.filter(pk=first.pk).update(currency="JPY")
    [row] = _csv(owner_client)
    assert (row["Orders"], row["Spent"]) == ("2", str(Money(second.total_minor, "CNY").decimal))


def test_a_filter_that_makes_no_sense_exports_nobody(owner_client):
    answer = owner_client.get("/members/export/?format=csv&since=gestern")
    assert (answer.status_code, answer.url) == (302, "/members/?since=gestern")
