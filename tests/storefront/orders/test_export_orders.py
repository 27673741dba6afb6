import csv
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from storefront.orders.models import Order
from storefront.shipping.services import ship_order
from tenants.audit.models import AuditEntry

from ...support.staff import staff_client
from ..purchase import paid, placed, variant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a", "no_sources")]


def _csv(client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"/orders/export/?format=csv{query}")
    assert answer["Content-Disposition"].endswith('.csv"')
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def _xlsx(client, query: str = "") -> list[tuple]:
    answer = client.get(f"/orders/export/?format=xlsx{query}")
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    return [tuple(cell.value for cell in row) for row in book.worksheets[0].iter_rows()]


def test_a_row_for_each_line_with_the_orders_sums_on_the_first(owner_client):
    hat, shirt = variant(20_00, stock=None, title="帽子"), variant(30_00, stock=None)
    order = paid((hat, 2), (shirt, 1), note="送人的")
    ship_order(order.pk, carrier="SF", tracking_number="SF1234567890", by="staff")
    rows = _csv(owner_client)
    assert [(row["Product"], row["Quantity"], row["Line total"]) for row in rows] == [
        ("帽子", "2", "40.00"),
        ("Shirt", "1", "30.00"),
    ]
    assert [row["Order number"] for row in rows] == [order.number] * 2
    assert [row["Order total"] for row in rows] == ["80.00", ""]
    assert rows[0]["Parcels"] == "SF Express SF1234567890"
    assert rows[0]["Shopper's note"] == "送人的"


def test_only_what_the_list_is_narrowed_to(owner_client):
    hat, shirt = variant(stock=None, title="Hat"), variant(stock=None)
    wanted, _other = paid((hat, 1)), placed((shirt, 1))
    assert {row["Order number"] for row in _csv(owner_client, "&q=hat")} == {wanted.number}
    assert {row["Order number"] for row in _csv(owner_client, "&state=paid")} == {wanted.number}
    picked = _csv(owner_client, f"&number={wanted.number}&query=state%3Dawaiting_payment")
    assert {row["Order number"] for row in picked} == {wanted.number}
    everything = _csv(owner_client, "&all=1&query=q%3Dshirt")
    assert {row["Product"] for row in everything} == {"Shirt"}


def test_no_text_is_a_formula(owner_client):
    order = placed((variant(stock=None), 1), name="=1+1", note="@SUM(A1)")
    Order.objects.filter(pk=order.pk).update(
        name='=HYPERLINK("http://evil")', phone="+8613800138000"
    )
    row = _csv(owner_client)[0]
    assert (row["Buyer"], row["Shopper's note"]) == ('\'=HYPERLINK("http://evil")', "'@SUM(A1)")
    headings, cells = _xlsx(owner_client)
    told = dict(zip(headings, cells, strict=True))
    assert told["Buyer"] == '\'=HYPERLINK("http://evil")'
    assert told["Phone"] == "+8613800138000"


def test_amounts_are_numbers_in_a_workbook(owner_client):
    placed((variant(12_34, stock=None), 1))
    headings, cells = _xlsx(owner_client)
    told = dict(zip(headings, cells, strict=True))
    assert Decimal(str(told["Unit price"])) == Decimal("12.34")
    assert told["Quantity"] == 1


def test_signs_that_a_workbook_cannot_hold_break_nothing(owner_client):
    order = placed((variant(stock=None), 1))
    Order.objects.filter(pk=order.pk).update(note="bell \x07 and 😀")
    assert len(_xlsx(owner_client)) == 2


def test_speaks_the_language_of_who_asks(owner_client):
    placed((variant(stock=None), 1))
    owner_client.cookies["lang"] = "zh-hans"
    answer = owner_client.get("/orders/export/?format=csv")
    assert "订单号" in b"".join(answer.streaming_content).decode("utf-8-sig")


def test_needs_the_permission(shop_a):
    client = staff_client(shop_a, role="support")  # sees orders, takes none away
    assert client.get("/orders/").status_code == 200
    assert client.get("/orders/export/?format=csv").status_code in (302, 403)
    assert b"/orders/export/" not in client.get("/orders/").content


def test_who_took_them_away_is_on_the_trail(clerk_client):
    placed((variant(stock=None), 1))
    _csv(clerk_client)
    entry = AuditEntry.objects.get(verb="exported")
    assert (entry.model, entry.actor_name, entry.role) == ("orders.order", "The clerk", "clerk")
    assert entry.object_text.startswith("orders-")
    assert entry.object_text.endswith("(1)")


def test_a_filter_that_makes_no_sense_exports_nothing_and_says_so(owner_client):
    order = paid((variant(stock=None), 1))
    for query in ("since=gestern", "all=1&query=since%3Dgestern"):
        answer = owner_client.get(f"/orders/export/?format=csv&{query}")
        assert answer.status_code == 302
        assert answer.url == "/orders/?since=gestern"
        told = owner_client.get(answer.url).content.decode()
        assert "Nothing was exported: correct the filter first." in told
    assert not AuditEntry.objects.filter(verb="exported").exists()
    picked = owner_client.get("/orders/print/?all=1&query=since%3Dgestern").content.decode()
    assert order.number not in picked
