import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tenants.profile.models import ShopProfile
from tests.support.near_caches import forget_everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]

FIELDS = {
    "name": "Luna",
    "slogan": "Soft things",
    "story": "",
    "main_language": "en",
    "languages": ["en"],
    "currency": "EUR",
    "country": "DE",
    "time_zone": "Europe/Berlin",
    "contact_email": "",
    "contact_phone": "",
}


@pytest.fixture(autouse=True)
def _profile_of_this_test_only():
    yield
    forget_everything()


def _picture() -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (80, 40), "navy").save(file, "PNG")
    return SimpleUploadedFile("logo.png", file.getvalue(), "image/png")


def test_saves_the_shop(owner_client):
    answer = owner_client.post("/settings/shop/", FIELDS)
    assert (answer.status_code, answer["Location"]) == (302, "/settings/shop/")
    profile = ShopProfile.objects.get()
    assert (profile.name, profile.currency, profile.languages) == ("Luna", "EUR", ["en"])


def test_takes_a_logo_and_lets_it_go(owner_client):
    owner_client.post("/settings/shop/", {**FIELDS, "new_logo": _picture()})
    assert ShopProfile.objects.get().logo.width == 80
    owner_client.post("/settings/shop/", {**FIELDS, "remove_logo": "on"})
    assert ShopProfile.objects.get().logo is None


def test_says_at_the_field_what_is_no_picture(owner_client):
    fake = SimpleUploadedFile("logo.png", b"<svg onload=alert(1)>", "image/png")
    answer = owner_client.post("/settings/shop/", {**FIELDS, "new_logo": fake})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"new_logo"}
    assert ShopProfile.objects.get().name == "Alpha 衣坊"


def test_the_main_language_is_one_of_the_shops(owner_client):
    answer = owner_client.post("/settings/shop/", {**FIELDS, "main_language": "zh-hans"})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"languages"}


def test_refuses_what_is_not_offered(owner_client):
    wrong = {**FIELDS, "currency": "XXX", "time_zone": "Mars/Base", "name": ""}
    answer = owner_client.post("/settings/shop/", wrong)
    assert answer.context["form"].errors.keys() == {"currency", "time_zone", "name"}


@pytest.mark.parametrize("currency", ["JPY", "VND"])
def test_refuses_a_currency_in_which_every_price_would_be_another(owner_client, currency):
    answer = owner_client.post("/settings/shop/", {**FIELDS, "currency": currency})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"currency"}
    assert ShopProfile.objects.get().currency == "CNY"
