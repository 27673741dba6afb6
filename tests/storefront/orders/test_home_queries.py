"""Home costs the same at 10 and at 1,000 orders, and shows each panel only to those who may see it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from storefront.inventory.services import save_stock_settings
from storefront.orders.models import Order, OrderLine
from tests.storefront.purchase import paid, variant
from tests.support.near_caches import forget_everything
from tests.support.staff import staff_client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]


def _multiply(order: Order, count: int) -> None:
    """Copies of a real order, spread over two months."""
    line = order.lines.get()
    fields = {f.attname: getattr(order, f.attname) for f in Order._meta.concrete_fields}
    line_fields = {f.attname: getattr(line, f.attname) for f in OrderLine._meta.concrete_fields}
    own = ("id", "number", "idempotency_key", "access_token", "paid_at", "customer_id", "order_seq")
    kept = {name: value for name, value in fields.items() if name not in own}
    copies = Order.objects.bulk_create(
        Order(
            **kept,
            number=f"0C{n}",
            idempotency_key=f"c-{n}",
            paid_at=order.paid_at - timedelta(hours=n % 1400),
        )
        for n in range(count)
    )
    line_fields = {n: v for n, v in line_fields.items() if n not in ("id", "order_id")}
    OrderLine.objects.bulk_create(OrderLine(order=copy, **line_fields) for copy in copies)


def _queries(client) -> int:
    forget_everything()
    client.get("/")  # content types and the like
    forget_everything()
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get("/").status_code == 200
    return len(caught)


def test_asks_as_much_at_ten_orders_as_at_a_thousand(owner_client):
    order = paid((variant(50_00, 3), 1))
    _multiply(order, 9)
    few = _queries(owner_client)
    _multiply_more(order)
    assert _queries(owner_client) == few


def _multiply_more(order: Order) -> None:
    Order.objects.filter(number__startswith="0C").delete()
    _multiply(order, 999)


def test_tells_what_runs_out_by_the_shops_own_threshold(owner_client):
    variant(10_00, 3, title="Three left")
    variant(10_00, 4, title="Four left")
    save_stock_settings(low_at=3)
    page = owner_client.get("/").content.decode()
    assert "Three left" in page
    assert "Four left" not in page


def test_a_clerk_sees_orders_and_stock_and_sets_neither(in_shop_a, clerk_client):
    paid((variant(50_00, 2), 1))
    page = clerk_client.get("/").content.decode()
    assert "Sales today" in page
    assert "Low stock" in page
    assert clerk_client.get("/settings/stock/").status_code == 302


def test_a_designer_sees_stock_and_no_sales(in_shop_a):
    paid((variant(50_00, 2), 1))
    page = staff_client(in_shop_a, role="designer").get("/").content.decode()
    assert "Low stock" in page
    assert "Sales today" not in page


def test_htmx_gets_the_panels_alone(owner_client):
    part = owner_client.get("/", headers={"HX-Request": "true"}).content.decode()
    assert "Sales today" in part
    assert "<html" not in part


def test_the_chart_says_its_values_in_a_table(owner_client):
    order = paid((variant(50_00, None), 1))
    page = owner_client.get("/").content.decode()
    assert page.count('<tr><th scope="row"><time') == 30
    assert (
        f'<td class="bo-num">CN¥{order.total_minor / 100:.2f}</td><td class="bo-num">1</td>' in page
    )


def test_another_shops_sales_are_not_shown(shop_b, owner_client):
    paid((variant(77_00, None, title="Alphas own"), 1))
    page = staff_client(shop_b).get("/").content.decode()
    assert "Alphas own" not in page
    assert "$77" not in page
