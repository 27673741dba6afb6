"""What somebody with the permission agreed is not stretched by somebody without it (A9, D8)."""

import pytest

from storefront.customers.models import Customer
from storefront.drafts import services
from tests.storefront.purchase import variant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_sources")]
SAID = "A price or discount was agreed for these goods and this customer."


@pytest.fixture
def bo(in_shop_a) -> Customer:
    return Customer.objects.create(name="Bo", email="bo@example.com", language="en")


def quantity(draft, item) -> int:
    return draft.cart.lines.get(variant=item).quantity


def agree_price(draft, item) -> None:
    services.agree_price(draft.pk, item.pk, 45_00, reason="old colour", by="Anna")


def give_discount(draft, item) -> None:
    services.give_discount(draft.pk, 5_00, reason="sorry", by="Anna")


@pytest.mark.parametrize("agreed", [agree_price, give_discount])
def test_a_clerk_changes_neither_the_goods_nor_the_customer(clerk_client, draft, shirt, bo, agreed):
    agreed(draft, shirt)
    url = f"/drafts/{draft.reference}/"
    for act, typed in (
        (f"goods/{shirt.pk}/", {"quantity": "5"}),
        (f"goods/{shirt.pk}/", {"quantity": "1"}),
        ("goods/", {"variant": shirt.pk}),
        ("customer/", {"customer": bo.pk}),
        ("customer/new/", {"new-name": "Cy", "new-phone": "13900139000", "new-email": ""}),
    ):
        answer = clerk_client.post(url + act, typed)
        assert (answer.status_code, SAID in answer.content.decode()) == (422, True), act

    draft.refresh_from_db()
    assert (quantity(draft, shirt), draft.customer.name) == (2, "Mei")
    assert not Customer.objects.filter(name="Cy").exists()


def test_a_clerk_takes_goods_out_with_their_price_and_adds_others(clerk_client, draft, shirt):
    agree_price(draft, shirt)
    other = variant(10_00, stock=5, title="Hat")
    url = f"/drafts/{draft.reference}/"
    clerk_client.post(f"{url}goods/", {"variant": other.pk})
    clerk_client.post(f"{url}goods/{shirt.pk}/", {"quantity": "0"})
    clerk_client.post(f"{url}goods/", {"variant": shirt.pk})

    assert (quantity(draft, other), quantity(draft, shirt)) == (1, 1)
    assert not draft.prices.exists()


def test_who_may_agree_prices_changes_what_was_agreed(owner_client, draft, shirt, bo):
    agree_price(draft, shirt)
    url = f"/drafts/{draft.reference}/"
    owner_client.post(f"{url}goods/{shirt.pk}/", {"quantity": "5"})
    owner_client.post(f"{url}customer/", {"customer": bo.pk})

    draft.refresh_from_db()
    assert (quantity(draft, shirt), draft.customer) == (5, bo)
