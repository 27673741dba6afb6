import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from storefront.customers.models import Customer
from storefront.customers.services import save_address
from storefront.drafts import services
from storefront.drafts.models import AgreedPrice, Draft
from storefront.orders.models import Order
from tests.storefront.purchase import ADDRESS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_sources")]


def test_from_search_to_order(clerk_client, shirt, mei):
    url = clerk_client.post("/drafts/new/")["Location"]
    assert "Shirt" in clerk_client.get(url, {"q": "shir"}).content.decode()
    clerk_client.post(f"{url}goods/", {"variant": shirt.pk})
    clerk_client.post(f"{url}goods/{shirt.pk}/", {"quantity": "2"})
    assert "mei@example.com" in clerk_client.get(url, {"who": "mei"}).content.decode()
    clerk_client.post(f"{url}customer/", {"customer": mei.pk})
    page = clerk_client.get(url)
    assert page.context["view"].quote.payable_minor == 100_00
    answer = clerk_client.post(f"{url}order/", {"expected": "10000"})
    order = Order.objects.get()
    assert answer["Location"] == f"/orders/{order.number}/"
    detail = clerk_client.get(f"/orders/{order.number}/").content.decode()
    assert "Order placed for Mei" in detail
    assert "The clerk" in detail[detail.index("Order placed for Mei") :]
    assert "/pay/" in detail
    assert clerk_client.get(url)["Location"] == f"/orders/{order.number}/"


def test_a_new_customer_and_a_new_address_are_kept(clerk_client, shirt):
    url = clerk_client.post("/drafts/new/")["Location"]
    clerk_client.post(
        f"{url}customer/new/", {"new-name": "Bo", "new-phone": "13900139000", "new-email": ""}
    )
    typed = {f"to-{name}": value for name, value in ADDRESS.items()}
    clerk_client.post(f"{url}address/", {**typed, "to-keep": "on"})
    bo = Customer.objects.get(name="Bo")
    assert bo.phone == "+8613900139000"
    assert bo.addresses.get().region == "浙江省"
    assert Draft.objects.get().address["region"] == "浙江省"


@pytest.mark.parametrize(
    ("act", "typed", "form", "field"),
    [
        ("customer/new/", {"new-name": "Bo"}, "customer_form", "phone"),
        ("customer/new/", {"new-name": "Bo", "new-phone": "12"}, "customer_form", "phone"),
        ("address/", {"to-name": "Bo", "to-country": "CN"}, "address_form", "region"),
        ("terms/", {"pay_days": "400"}, "terms_form", "pay_days"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(clerk_client, draft, act, typed, form, field):
    answer = clerk_client.post(f"/drafts/{draft.reference}/{act}", typed)
    assert answer.status_code == 422
    assert field in answer.context[form].errors
    assert Customer.objects.count() == 1


def test_an_owner_agrees_prices_and_gives_discounts(owner_client, draft, shirt):
    url = f"/drafts/{draft.reference}/"
    name = f"price-{shirt.pk}"
    answer = owner_client.post(f"{url}goods/{shirt.pk}/price/", {f"{name}-price_minor": "45"})
    assert answer.status_code == 422
    assert "Say why" in answer.content.decode()
    typed = {f"{name}-price_minor": "45", f"{name}-reason": "old colour"}
    owner_client.post(f"{url}goods/{shirt.pk}/price/", typed)
    owner_client.post(f"{url}discount/", {"discount_minor": "5", "discount_reason": "sorry"})
    page = owner_client.get(url)
    assert page.context["view"].quote.discount_minor == 15_00
    assert "Price of Shirt agreed: CN¥45.00 instead of CN¥50.00" in page.content.decode()
    owner_client.post(f"{url}order/")
    detail = owner_client.get(f"/orders/{Order.objects.get().number}/").content.decode()
    assert "Price of Shirt agreed" in detail
    assert "Discount of CN¥5.00 instead of CN¥0.00" in detail


def test_a_clerk_is_refused_both_by_the_server(clerk_client, draft, shirt):
    url, name = f"/drafts/{draft.reference}/", f"price-{shirt.pk}"
    page = clerk_client.get(url).content.decode()
    assert "Another price" not in page
    assert "discount_minor" not in page
    typed = {f"{name}-price_minor": "1", f"{name}-reason": "x"}
    answers = [
        clerk_client.post(f"{url}goods/{shirt.pk}/price/", typed),
        clerk_client.post(f"{url}discount/", {"discount_minor": "5", "discount_reason": "x"}),
    ]
    assert all(answer.status_code in (302, 403) for answer in answers)
    assert not AgreedPrice.objects.exists()
    assert Draft.objects.get().discount_minor == 0


def test_what_cannot_be_done_is_said_on_the_page(clerk_client, draft, shirt):
    url = f"/drafts/{draft.reference}/"
    for act, typed in (
        ("goods/", {"variant": "x"}),
        ("goods/", {"variant": "999999"}),
        (f"goods/{shirt.pk}/", {"quantity": "-1"}),
        ("order/", {"expected": "1"}),
    ):
        answer = clerk_client.post(f"{url}{act}", typed)
        assert answer.status_code == 422
        assert answer.context["problem"]
    assert not Order.objects.exists()


def test_the_address_of_somebody_else_is_not_taken(clerk_client, draft, mei):
    other = Customer.objects.create(name="Other")
    theirs = save_address(other, **{**ADDRESS, "line1": "elsewhere"})
    clerk_client.post(f"/drafts/{draft.reference}/address/", {"entry": theirs.pk})
    draft.refresh_from_db()
    assert draft.address["line1"] == ADDRESS["line1"]


def test_drafts_are_found_again(clerk_client, draft):
    page = clerk_client.get("/drafts/").content.decode()
    assert draft.reference in page
    services.discard_draft(draft.pk, by="x")
    assert draft.reference not in clerk_client.get("/drafts/").content.decode()
    assert draft.reference in clerk_client.get("/drafts/?state=discarded").content.decode()


def test_the_list_asks_no_more_for_six_than_for_one(clerk_client, draft):
    clerk_client.get("/drafts/")
    with CaptureQueriesContext(connection) as one:
        clerk_client.get("/drafts/")
    for _ in range(5):
        services.start_draft(by="Anna", customer=draft.customer)
    with CaptureQueriesContext(connection) as six:
        clerk_client.get("/drafts/")
    assert len(six) <= len(one)


def test_another_shops_draft_is_not_there(draft, shop_b):
    from tests.support.staff import staff_client

    stranger = staff_client(shop_b)
    assert stranger.get(f"/drafts/{draft.reference}/").status_code == 404
