"""A mistyped address or contact is put right before anything is sent; prices stay, before and after are kept."""

import pytest

from kernel.events.draining import drain
from kernel.states import MoveRefused
from storefront.messages.models import OrderMail
from storefront.orders.backoffice.moments import time_line
from storefront.orders.errors import NobodyToReach, SentAlready
from storefront.orders.models import Order, OrderCorrection
from storefront.orders.search import matching
from storefront.orders.services import cancel_order, correct_order
from storefront.shipping.services import MethodInput, ZoneInput, save_method, save_zone, ship_order
from tests.support.staff import staff_client

from ..purchase import ADDRESS, paid, placed, variant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a", "no_sources")]


def sent_form(order: Order, **changes: str) -> dict[str, str]:
    """What the page posts: everything as it is, but for the changes."""
    contact = {"email": order.email, "contact_name": order.name, "contact_phone": order.phone}
    return {**contact, **ADDRESS, "phone": order.address["phone"], "why": "", **changes}


def path(order: Order) -> str:
    return f"/orders/{order.number}/correction/"


def found(words: str) -> list[str]:
    return list(matching(Order.objects.all(), words).values_list("number", flat=True))


def test_another_street_before_and_after_on_the_time_line(clerk_client):
    order = paid((variant(50_00), 1))
    before = order.total_minor
    assert path(order) in clerk_client.get(f"/orders/{order.number}/").content.decode()
    assert clerk_client.get(path(order)).status_code == 200
    answer = clerk_client.post(path(order), sent_form(order, line1="文三路 2 号", why="Called us"))
    assert answer["Location"] == f"/orders/{order.number}/"
    order.refresh_from_db()
    assert order.address["line1"] == "文三路 2 号"
    assert (order.total_minor, order.name) == (before, "王小明")
    row = OrderCorrection.objects.get()
    assert row.changes == {"address.line1": ["文三路 1 号", "文三路 2 号"]}
    newest = time_line(order)[0]
    assert (str(newest.text), newest.by, newest.note) == (
        "Address corrected",
        "The clerk",
        "Called us",
    )
    assert list(newest.details) == ["Street address: 文三路 1 号 → 文三路 2 号"]


def test_name_and_phone_that_were_the_same_stay_the_same_and_are_searched(clerk_client):
    order = paid((variant(50_00), 1))
    form = sent_form(order, name="Li Lei", phone="13900139000", email="lei@example.com")
    clerk_client.post(path(order), form)
    order.refresh_from_db()
    assert (order.name, order.address["name"]) == ("Li Lei", "Li Lei")
    assert order.phone == order.address["phone"] == "+8613900139000"
    assert found("lei@example.com +8613900139000") == [order.number]
    assert found("王小明") == found("ming@example.com") == []
    assert found(f"{order.number} shirt".lower()) == [order.number]


def test_words_that_parcels_added_stay_searchable():
    order = paid((variant(50_00), 2))
    ship_order(order.pk, carrier="SF", tracking_number="SF77", by="x")
    correct_order(order.pk, contact={"email": "new@example.com"}, by="x")
    assert found("sf77 new@example.com") == [order.number]


def test_once_a_parcel_has_left_only_the_contact_is_asked_for(clerk_client):
    order = paid((variant(50_00), 1))
    ship_order(order.pk, carrier="SF", tracking_number="S1", by="x")
    assert "line1" not in clerk_client.get(path(order)).context["form"].fields
    with pytest.raises(SentAlready):
        correct_order(order.pk, contact={}, address={**ADDRESS, "line1": "elsewhere"}, by="x")
    clerk_client.post(path(order), sent_form(order, email="new@example.com", line1="elsewhere"))
    order.refresh_from_db()
    assert (order.email, order.address["line1"]) == ("new@example.com", "文三路 1 号")


def test_somebody_can_be_reached_and_a_cancelled_order_stays_as_it_is():
    order = placed((variant(50_00), 1))
    with pytest.raises(NobodyToReach):
        correct_order(order.pk, contact={"email": "", "phone": ""}, by="x")
    cancel_order(order.pk, by="x")
    with pytest.raises(MoveRefused):
        correct_order(order.pk, contact={"email": "new@example.com"}, by="x")
    assert not OrderCorrection.objects.exists()


def test_nothing_changed_leaves_nothing(clerk_client):
    order = paid((variant(50_00), 1))
    clerk_client.post(path(order), sent_form(order))
    assert not OrderCorrection.objects.exists()


def test_another_freight_is_said_first_and_not_charged(clerk_client):
    method = save_method(MethodInput(name="Express"))
    save_zone(method.pk, ZoneInput(places=("CN/Zhejiang", "CN/浙江省"), first_minor=10_00))
    save_zone(method.pk, ZoneInput(places=("*",), first_minor=18_00))
    order = paid((variant(50_00), 1), delivery=f"method-{method.pk}")
    form = sent_form(order, region="广东省", city="深圳")
    charged = order.shipping_minor
    said = clerk_client.post(path(order), form)
    remark = said.context["remark"]
    assert said.status_code == 200
    assert not OrderCorrection.objects.exists()
    if charged == 10_00:
        assert remark == (
            "Sending there costs CN¥18.00; this order was charged CN¥10.00, and that stays."
        )
    clerk_client.post(path(order), {**form, "seen": remark})
    order.refresh_from_db()
    assert (order.address["city"], order.shipping_minor) == ("深圳", charged)
    assert remark in time_line(order)[0].note


def test_the_confirmation_goes_to_the_new_address(clerk_client):
    order = paid((variant(50_00), 1))
    drain()
    clerk_client.post(path(order), sent_form(order, email="right@example.com", mail_again="on"))
    drain()
    mail = OrderMail.objects.get(asked_by="The clerk")
    assert (mail.kind, mail.recipient) == ("paid", "right@example.com")


def test_support_may_look_and_not_correct(shop_a):
    order = paid((variant(50_00), 1))
    client = staff_client(shop_a, role="support")
    assert path(order) not in client.get(f"/orders/{order.number}/").content.decode()
    client.post(path(order), sent_form(order, line1="elsewhere"))
    order.refresh_from_db()
    assert order.address["line1"] == "文三路 1 号"
