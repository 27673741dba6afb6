"""What happened to an order, who did it and when: one line, whatever module it comes from."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kernel import clock
from storefront.aftersales.plan import RefundWish
from storefront.aftersales.services import refund
from storefront.orders.backoffice.moments import time_line
from storefront.orders.models import Order, OrderMove
from storefront.orders.services import add_note, confirm_receipt
from storefront.payments.models import PaymentRefund
from storefront.payments.services import record_payment_by_staff
from storefront.payments.services.refund import complete, locked_refund
from storefront.shipping.services import ship_order
from tenants.staff.models import Kind
from tenants.staff.services import add_staff

from ..purchase import paid, placed, variant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a", "no_sources")]


def told(order: Order) -> list[tuple[str, str, str]]:
    """Text, who and what they are; oldest first."""
    order = Order.objects.get(pk=order.pk)
    moments = time_line(order)
    assert [m.at for m in moments] == sorted((m.at for m in moments), reverse=True)
    return [(str(m.text), str(m.by), str(m.mark)) for m in reversed(moments)]


def lived() -> Order:
    """Paid in cash, sent in two parcels, noted, received, partly refunded."""
    order = placed((variant(50_00), 3))
    record_payment_by_staff(order.pk, "cash", by="Anna")
    line = order.lines.get()
    ship_order(order.pk, carrier="SF", tracking_number="S1", by="Bo", units={line.pk: 2})
    ship_order(order.pk, carrier="SF", tracking_number="S2", by="Bo")
    add_note(order.pk, text="Called them", by="Cai")
    confirm_receipt(order.pk, by="shopper:7")
    wish = RefundWish(units={line.pk: 1}, reason="Torn")
    refund(order.pk, wish, by="Anna", key="k1")
    back = PaymentRefund.objects.get()
    complete(locked_refund(back.pk), by="Anna")
    return order


def test_tells_everything_in_order_of_time():
    order = lived()
    assert told(order) == [
        ("Order placed", "王小明", "shopper"),
        ("CN¥150.00 paid: Cash", "Anna", ""),
        ("Parcel sent: SF Express S1", "Bo", ""),
        ("Everything sent", "Bo", ""),
        ("Parcel sent: SF Express S2", "Bo", ""),
        ("Note", "Cai", ""),
        ("Received", "王小明", "shopper"),
        ("Refund of CN¥50.00 agreed", "Anna", ""),
        ("CN¥50.00 given back: Cash", "Anna", ""),
    ]


def test_says_what_was_sent_and_what_went_back():
    order = lived()
    moments = {str(m.text): m for m in time_line(Order.objects.get(pk=order.pk))}
    assert moments["Parcel sent: SF Express S1"].details == ["Shirt × 2"]
    assert moments["Refund of CN¥50.00 agreed"].details == [
        "Shirt × 1 · CN¥50.00",
        "goods not back to stock",
    ]
    assert moments["Refund of CN¥50.00 agreed"].note == "Torn"


def test_a_step_that_is_told_better_is_not_told_twice():
    texts = [text for text, _by, _mark in told(lived())]
    assert "Payment received" not in texts
    assert "Refunded in part" not in texts
    assert "Payment received" in [text for text, _by, _mark in told(paid((variant(), 1)))]


def test_what_nobody_did_is_marked_so():
    order = paid((variant(), 1))
    assert ("Payment received", "", "by itself") in told(order)
    ship_order(order.pk, carrier="SF", tracking_number="S1", by="guestbook")
    assert ("Everything sent", "guestbook", "") in told(order)


@pytest.mark.parametrize("kind", [Kind.PLATFORM, Kind.RESELLER])
def test_guests_of_the_platform_are_marked_for_the_time_they_were_here(kind):
    order = placed((variant(), 1))
    now = clock.now()
    member = add_staff(email="eva@example.com", name="Eva", role="support", kind=kind)
    member.until_at = now + timedelta(days=1)
    member.save()
    add_note(order.pk, text="Looked", by="Eva")
    OrderMove.objects.create(
        order=order,
        machine="order",
        verb="complete",
        to_state="completed",
        by="Eva",
        at=now + timedelta(days=2),
    )
    assert told(order)[-2:] == [("Note", "Eva", kind.label), ("Completed", "Eva", "")]


def test_the_page_shows_it_in_a_fixed_number_of_queries(clerk_client):
    order = lived()
    path = f"/orders/{order.number}/"
    clerk_client.get(path)
    with CaptureQueriesContext(connection) as few:
        page = clerk_client.get(path).content.decode()
    assert "Parcel sent: SF Express S2" in page
    for number in range(5):
        add_note(order.pk, text=f"Note {number}", by=f"Somebody {number}")
    with CaptureQueriesContext(connection) as more:
        clerk_client.get(path)
    assert len(more) == len(few)
    assert len(few) <= 40, "\n".join(q["sql"][:150] for q in few)
