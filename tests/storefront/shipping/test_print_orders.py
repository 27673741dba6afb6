import io
import re

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from storefront.orders.models import Order
from storefront.orders.services import extend_payment_time, mark_paid
from storefront.shipping.printing.choices import LABEL, PAPERS, SLIP
from storefront.shipping.printing.documents import print_orders
from storefront.shipping.printing.fonts import MISSING, printable
from storefront.shipping.services import ship_order

from ..purchase import ADDRESS, paid, placed, variant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a", "no_sources")]


def _pages(*orders: Order, **wish) -> list:
    file = print_orders([order.pk for order in orders], **wish)
    return PdfReader(io.BytesIO(file.read())).pages


def _text(pages) -> str:
    return "".join(page.extract_text() for page in pages).replace("\n", "")


@pytest.mark.parametrize("paper", list(PAPERS))
@pytest.mark.parametrize("kind", [SLIP, LABEL])
def test_chinese_can_be_read_out_of_it(paper, kind):
    order = paid((variant(stock=None, title="羊毛双排扣大衣"), 2))
    pages = _pages(order, kind=kind, paper=paper)
    text = _text(pages)
    assert len(pages) == 1
    for told in (order.number, "王小明", "13800138000", "文三路 1 号", "羊毛双排扣大衣"):
        assert told in text, told
    width, height = PAPERS[paper].width, PAPERS[paper].height
    box = pages[0].mediabox
    assert (round(box.width * 25.4 / 72), round(box.height * 25.4 / 72)) == (width, height)


def test_the_font_is_inside_the_file():
    pages = _pages(paid((variant(stock=None), 1)))
    fonts = [font.get_object() for font in pages[0]["/Resources"]["/Font"].values()]
    embedded = [f["/FontDescriptor"] for f in fonts if "/FontDescriptor" in f]
    assert embedded
    assert all("/FontFile2" in font.get_object() for font in embedded)


def test_each_document_has_the_characters_of_its_own():
    for title in ("羊毛大衣", "棉布衬衫", "ABCJLQ"):
        order = paid((variant(stock=None, title=title), 1))
        text = _text(_pages(order))
        assert title in text
        assert order.number in text
        assert "\x00" not in text


def test_an_order_a_sheet_in_the_order_given():
    one, two = paid((variant(stock=None), 1)), paid((variant(stock=None, title="Hat"), 1))
    pages = _pages(two, one, kind=LABEL, paper="label")
    assert [two.number in pages[0].extract_text(), one.number in pages[1].extract_text()] == [
        True
    ] * 2


def test_long_texts_go_on_and_nothing_is_lost():
    goods = [variant(stock=None, title=f"第{n}件 " + "很长的名字" * 30) for n in range(20)]
    order = paid(*((item, 1) for item in goods), note="备注" * 240)
    pages = _pages(order, paper="label")
    text = _text(pages)
    assert len(pages) > 3
    assert all(f"第{n}件" in text for n in range(20))
    assert text.count("备注") == 240


def test_a_label_is_one_sheet_whatever_it_says():
    address = {**ADDRESS, "line1": "很长的地址" * 40, "name": "很长的名字" * 10}
    order = paid((variant(stock=None, title="长" * 250), 1), note="备" * 480, address=address)
    assert len(_pages(order, kind=LABEL, paper="label")) == 1


def test_emoji_and_unknown_characters_break_nothing():
    assert printable("小明😀👨‍👩‍👧\ufe0f") == "小明"
    assert printable("𠮷野") == f"{MISSING}野"
    assert printable("a\x00b\tc\nd") == "ab c\nd"
    order = paid((variant(stock=None, title="T恤😀"), 1), note="👍🏽 ok", name="Nguyễn 🎉")
    assert "T恤" in _text(_pages(order))


def test_says_what_the_carrier_collects_and_only_then():
    order = placed((variant(30_00, stock=None), 1))
    assert "40.00" not in _text(_pages(order, kind=LABEL, paper="label"))
    extend_payment_time(order.pk, pay_by=None, on_delivery=True)
    assert "40.00" in _text(_pages(order, kind=LABEL, paper="label"))


def test_prices_are_a_choice():
    order = paid((variant(30_00, stock=None), 1))
    assert "30.00" not in _text(_pages(order))
    assert "30.00" in _text(_pages(order, prices=True))


def test_the_pages(clerk_client):
    order = paid((variant(stock=None), 1))
    page = clerk_client.get(f"/orders/print/?number={order.number}")
    assert page.status_code == 200
    query = f"number={order.number}&kind=label&paper=label"
    answer = clerk_client.get(f"/orders/print/document.pdf?{query}")
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert clerk_client.get("/orders/print/").status_code == 200
    for bad in ("", f"number={order.number}&kind=x&paper=a4", "number=nope&kind=slip&paper=a4"):
        assert clerk_client.get(f"/orders/print/document.pdf?{bad}").status_code == 404


def at_the_door(*wanted) -> Order:
    order = placed(*wanted)
    extend_payment_time(order.pk, pay_by=None, on_delivery=True)
    order.refresh_from_db()
    return order


def collects(order: Order) -> list[str]:
    """What its labels say, one after the other."""
    pages = _pages(order, kind=LABEL, paper="label")
    texts = [page.extract_text().replace("\n", " ") for page in pages]
    return [re.search(r"Collect \D*([\d.,]+) at the door( for all \d+ pieces)?", t) for t in texts]


def test_each_parcel_collects_its_part_and_all_of_them_the_amount():
    """73.33 for three shirts of 21.11 and the freight of 10.00: a third of it, and cents with the last."""
    order = at_the_door((variant(21_11, stock=None), 3))
    assert order.payable_minor == 73_33
    line = order.lines.get()
    assert [told.groups() for told in collects(order)] == [("73.33", " for all 3 pieces")]
    for number, amount in (("A1", 24_44), ("A2", 24_45), ("A3", 24_44)):
        parcel = ship_order(
            order.pk, carrier="SF", tracking_number=number, by="x", units={line.pk: 1}
        )
        assert parcel.collect_minor == amount, number
        told = [match.groups() for match in collects(order)]
        if number == "A1":
            assert told == [("24.44", None), ("48.89", " for all 2 pieces")]
    assert [told.group(1) for told in collects(order)] == ["24.44", "24.45", "24.44"]


def test_the_last_parcel_brings_the_freight_of_goods_that_cost_nothing():
    free = at_the_door((variant(0, stock=None), 2))
    line = free.lines.get()
    first = ship_order(free.pk, carrier="SF", tracking_number="B1", by="x", units={line.pk: 1})
    last = ship_order(free.pk, carrier="SF", tracking_number="B2", by="x")
    assert (first.collect_minor, last.collect_minor) == (0, free.payable_minor)


def test_what_is_paid_collects_nothing():
    order = paid((variant(21_11, stock=None), 2))
    parcel = ship_order(order.pk, carrier="SF", tracking_number="C1", by="x")
    assert parcel.collect_minor == 0
    assert collects(order) == [None]
    door = at_the_door((variant(21_11, stock=None), 2))
    units = {door.lines.get().pk: 1}
    first = ship_order(door.pk, carrier="SF", tracking_number="C2", by="x", units=units)
    mark_paid(door.pk, reference="at the door")
    last = ship_order(door.pk, carrier="SF", tracking_number="C3", by="x")
    assert (first.collect_minor, last.collect_minor) == (26_11, 0)
    assert collects(door) == [None, None]


@given(
    prices=st.lists(st.integers(0, 99_99), min_size=1, max_size=3),
    tender=st.integers(0, 100),
    cuts=st.lists(st.integers(1, 3), max_size=4),
)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_sum_over_the_parcels_is_the_amount(prices, tender, cuts):
    with transaction.atomic():
        order = at_the_door(*((variant(price, stock=None), 2) for price in prices))
        Order.objects.filter(pk=order.pk).update(payable_minor=order.payable_minor - tender)
        order.refresh_from_db()
        amounts = []
        for number, cut in enumerate([*cuts, 100]):
            left = [line for line in order.lines.all() if line.shippable_quantity][:cut]
            if not left:
                break
            units = {line.pk: 1 if cut < 100 else line.shippable_quantity for line in left}
            sent = ship_order(
                order.pk, carrier="SF", tracking_number=f"N{number}", by="x", units=units
            )
            amounts.append(sent.collect_minor)
            assert sum(amounts) <= order.payable_minor
        assert sum(amounts) == order.payable_minor
        assert min(amounts) >= 0
        transaction.set_rollback(True)


def test_a_slip_of_the_rest_has_neither_the_whole_total_nor_the_other_parcel():
    order = paid((variant(50_00, stock=None), 3))
    assert "150.00" in _text(_pages(order, prices=True))
    line = order.lines.get()
    ship_order(order.pk, carrier="SF", tracking_number="SF12345678", by="x", units={line.pk: 1})
    rest = _text(_pages(order, prices=True))
    assert "2 ×" in rest
    assert "150.00" not in rest
    assert "SF12345678" not in rest
