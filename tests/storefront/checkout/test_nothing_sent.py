"""Goods that are not sent, such as a night: no address, no delivery, no freight; the shop's own taxes."""

import csv
import io

import pytest
from pypdf import PdfReader

from kernel.events.draining import drain
from storefront.checkout.errors import NoAddress
from storefront.customers.models import Customer
from storefront.drafts import services as drafts
from storefront.drafts.selectors import view_of
from storefront.messages.letters.reading import facts_of
from storefront.orders.models import Order
from storefront.orders.selectors import explanation_of
from storefront.payments.errors import WayToPayNotOffered
from storefront.payments.models import Payment
from storefront.payments.selectors import settings_cache
from storefront.payments.services import save_payment_settings, start_payment
from storefront.pricing.basket import TaxRule
from storefront.pricing.services import save_tax_settings
from storefront.shipping.printing.documents import print_orders
from storefront.shipping.services import save_shipping_settings
from tenants.accounts.models import User

from ..browser import Browser
from ..purchase import ADDRESS, paid, placed, variant
from .test_checkout_page import fill, hidden, typed

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("in_shop_a", "no_sources", "two_ways_to_pay"),
]

CONTACT = {"name": "Ming", "phone": "13800138000", "email": "ming@example.com"}
PLACE = ("country", "region", "city", "district", "line1", "line2", "postcode", "delivery")


@pytest.fixture
def two_ways_to_pay(in_shop_a):
    save_payment_settings(cash_on_delivery=True, bank_transfer=True)
    yield
    settings_cache._entries.clear()


@pytest.fixture
def taxes(in_shop_a):
    """10 % in the shop's own country, 20 % in Zhejiang; both are in the prices."""
    rules = [
        TaxRule("VAT", "standard", 10_00, "CN"),
        TaxRule("VAT", "standard", 20_00, "CN", "浙江省"),
    ]
    save_tax_settings(prices_include_tax=True, rules=rules)


@pytest.fixture
def user(in_shop_a) -> User:
    return User.objects.create_user(username="mei", email="mei@example.com", password="pw-1-long")


@pytest.fixture
def night():
    return variant(200_00, stock=5, requires_shipping=False, title="A night by the lake")


def contact(page, **changes: str) -> dict[str, str]:
    kept = {name: hidden(page, name) for name in ("cart", "key", "expected", "contact_only")}
    return {**kept, **CONTACT, "way": "bank_transfer", **changes}


def test_asks_who_it_is_for_and_nothing_more(shopper, night):
    fill(shopper, night)
    text = shopper.get("/en/checkout/").content.decode()
    assert [name for name in PLACE if f'name="{name}"' in text] == []
    assert ("Contact name" in text, "Recipient" in text) == (True, False)
    assert ("Cash on delivery" in text, "Bank transfer" in text) == (False, True)


def test_costs_no_freight_and_leaves_an_order_without_an_address(shopper, night, taxes):
    fill(shopper, night, 2)
    shopper.post("/en/checkout/", contact(shopper.get("/en/checkout/"), region="浙江"))
    order = Order.objects.get()
    assert (order.total_minor, order.shipping_minor, order.tax_minor) == (400_00, 0, 36_36)
    assert (order.name, order.phone, order.address) == ("Ming", "+8613800138000", {})
    assert (order.requires_shipping, order.shipping_method) == (False, "")
    assert [step.kind for step in explanation_of(order)] == ["items", "included_tax", "total"]
    assert Payment.objects.get().provider == "bank_transfer"


def test_what_comes_with_goods_that_are_sent_goes_the_usual_way(shopper, night, shirt, taxes):
    save_shipping_settings(flat_minor=10_00, free_over_minor=None, countries=[])
    fill(shopper, night)
    fill(shopper, shirt)
    page = shopper.get("/en/checkout/")
    assert [name for name in PLACE if f'name="{name}"' in page.content.decode()] == list(PLACE)
    shopper.post("/en/checkout/", typed(page))
    order = Order.objects.get()
    assert (order.total_minor, order.shipping_minor, order.tax_minor) == (260_00, 10_00, 43_33)
    assert order.address["line1"] == ADDRESS["line1"]


def test_what_is_sent_and_came_into_the_cart_meanwhile_is_not_sent_nowhere(shopper, night, shirt):
    save_shipping_settings(flat_minor=0, free_over_minor=None, countries=[])
    fill(shopper, night)
    data = contact(shopper.get("/en/checkout/"), expected="")
    fill(shopper, shirt)
    page = shopper.post("/en/checkout/", data)
    assert page.status_code == 422
    assert "Say where it goes" in page.content.decode()
    assert 'name="line1"' in page.content.decode()
    with pytest.raises(NoAddress):
        placed((shirt, 1), address={})
    assert not Order.objects.exists()


def test_a_member_is_known_by_name_and_phone_and_keeps_no_address(in_shop_a, night, user):
    customer = Customer.objects.create(user=user, name="Mei", email="mei@example.com")
    customer.addresses.create(**{**ADDRESS, "name": "Mei's aunt"})
    member = Browser(in_shop_a)
    member.sign_in(user)
    fill(member, night)
    page = member.get("/en/checkout/")
    form = page.context["form"]
    assert (form["name"].value(), form["phone"].value()) == ("Mei", ADDRESS["phone"])
    assert ADDRESS["line1"] not in page.content.decode()
    member.post("/en/checkout/", contact(page, save_address="on", name="Mei"))
    order = Order.objects.get()
    assert (order.customer_id, order.name, order.address) == (customer.pk, "Mei", {})
    assert customer.addresses.count() == 1


def test_errors_stand_at_name_and_phone(shopper, night):
    fill(shopper, night)
    page = shopper.post("/en/checkout/", contact(shopper.get("/en/checkout/"), phone="x", name=""))
    assert sorted(page.context["form"].errors) == ["name", "phone"]
    assert not Order.objects.exists()


def test_is_not_paid_to_a_courier(night):
    order = placed((night, 1))
    with pytest.raises(WayToPayNotOffered):
        start_payment(order.pk, "cash_on_delivery")
    assert not Payment.objects.exists()


def test_the_shoppers_pages_and_mails_say_contact(shopper, night):
    fill(shopper, night)
    shopper.post("/en/checkout/", contact(shopper.get("/en/checkout/")))
    order = Order.objects.get()
    for path in (f"orders/{order.number}/", f"orders/{order.number}/placed/"):
        assert shopper.get(f"/en/{path}").status_code == 200
    text = shopper.get(f"/en/orders/{order.number}/").content.decode()
    assert ("Contact</h2>" in text, "Delivery</h2>" in text) == (True, False)
    assert (facts_of(order, "paid", "").address, facts_of(order, "paid", "").pickup) == ((), None)


def test_the_back_office_sends_it_nowhere(clerk_client, owner_client, night):
    order = paid((night, 1), address={}, name="Ming")
    assert order.state == "received"
    page = clerk_client.get(f"/orders/{order.number}/").content.decode()
    assert "Send to" not in page
    form = clerk_client.get(f"/orders/{order.number}/correction/").context["form"]
    assert "line1" not in form.fields
    answer = owner_client.get("/orders/export/?format=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(text)))
    assert (row["Buyer"], row["Recipient"], row["City"]) == ("Ming", "", "")


@pytest.mark.parametrize("kind", ["slip", "label"])
def test_paper_says_whom_it_is_for_as_it_was_put_right(clerk_client, night, kind):
    order = paid((night, 1), address={}, name="Ming")
    form = {"contact_name": "Ning", "contact_phone": order.phone, "email": order.email}
    clerk_client.post(f"/orders/{order.number}/correction/", form)
    file = print_orders([order.pk], kind=kind)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(file.read())).pages)
    assert ("Ning" in text, "Ming" in text, "Send to" in text) == (True, False, False)


def test_a_draft_of_staff_asks_for_no_address_either(night, taxes):
    mei = Customer.objects.create(name="Mei", email="mei@example.com", phone="+8613800138000")
    mei.addresses.create(**ADDRESS)
    draft = drafts.start_draft(by="Anna", customer=mei)
    drafts.add_goods(draft.pk, {night.pk: 1}, by="Anna")
    draft.refresh_from_db()
    seen = view_of(draft)
    assert (seen.sends, seen.deliveries, seen.quote.tax_minor) == (False, [], 18_18)
    order = drafts.place_draft(draft.pk, by="Anna")
    assert (order.total_minor, order.tax_minor, order.address) == (200_00, 18_18, {})
    assert (order.name, order.phone) == ("Mei", "+8613800138000")
    drain()
