import pytest

pytestmark = pytest.mark.django_db


def test_shows_both_addresses_and_the_code_to_print(owner_client):
    page = owner_client.get("/settings/addresses/").content.decode()
    assert 'data-copy="http://alpha.shop.localhost:8000/"' in page
    assert 'data-copy="http://alpha.mall.localhost:8000/"' in page
    assert "<svg" in page
    picture = owner_client.get("/settings/addresses/qr.png")
    assert picture.content.startswith(b"\x89PNG")


def test_settings_are_grouped_as_a_merchant_thinks(owner_client):
    groups = [group for group, _cards in owner_client.get("/settings/").context["groups"]]
    assert [group for group in groups if group in ("Your shop", "Selling", "Members", "Staff")] == [
        "Your shop",
        "Selling",
        "Members",
        "Staff",
    ]
