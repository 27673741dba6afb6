import pytest

from tests.support.people import a_shopper, sign_in
from tests.support.staff import BackOffice

pytestmark = pytest.mark.django_db

SCREENS = [
    "/",
    "/design/",
    "/settings/",
    "/settings/shop/",
    "/settings/taxes/",
    "/settings/shipping/",
    "/settings/payments/",
    "/settings/orders/",
    "/settings/points/",
    "/orders/",
    "/members/",
    "/account/",
]


@pytest.mark.parametrize("path", SCREENS)
def test_an_owner_opens_every_screen(owner_client, path):
    assert owner_client.get(path).status_code == 200


@pytest.mark.parametrize("path", SCREENS)
def test_a_visitor_is_sent_to_sign_in(backoffice_client, path):
    answer = backoffice_client.get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/login/")


@pytest.mark.parametrize("path", SCREENS)
def test_a_shopper_is_not_staff(in_shop_a, path):
    client = BackOffice(in_shop_a)
    sign_in(client, a_shopper())
    assert client.get(path).status_code == 302


@pytest.mark.parametrize(
    "path", [p for p in SCREENS if p.startswith(("/settings/s", "/settings/t"))]
)
def test_a_clerk_changes_no_settings(clerk_client, path):
    answer = clerk_client.get(path)
    assert (answer.status_code, answer["Location"]) == (302, "/")


@pytest.mark.parametrize(
    "part", ["users", "documents", "groups", "workflows", "embeds/chooser", "reports"]
)
def test_what_a_shop_has_no_use_for_is_closed_even_to_the_owner(owner_client, part):
    assert owner_client.get(f"/{part}/").status_code == 404
    assert owner_client.post(f"/{part}/new/").status_code == 404


def test_an_unknown_address_has_a_page_of_the_shops_own(owner_client):
    answer = owner_client.get("/nothing-here/")
    assert answer.status_code == 404
    assert "wagtail admin" not in answer.content.decode().lower()
