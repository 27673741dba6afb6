"""The back office's screen for the shop's look."""

import pytest
from django.test import Client

from tenants.directory.urls import shop_origin
from tests.storefront.browser import Browser
from tests.support.near_caches import forget_everything
from themes.customizer.models import ThemeSettings
from themes.customizer.services import choose_theme

pytestmark = pytest.mark.django_db

PLUM = {
    "theme": "clothing",
    "brand": "#7A1F3D",
    "paper": "#fdfcfa",
    "radius": "4",
    "font-body": "sans",
    "font-display": "didone",
}


@pytest.fixture(autouse=True)
def _nothing_remembered(in_shop_a):
    forget_everything()
    choose_theme("base")
    yield
    forget_everything()


def test_shows_every_theme_with_the_shops_values(owner_client: Client) -> None:
    choose_theme("base", tokens={"brand": "#123456"})
    html = owner_client.get("/design/look/").content.decode()
    assert 'value="clothing"' in html
    assert 'value="#123456"' in html
    assert "/design/look/" in owner_client.get("/design/").content.decode()


def test_publishes_only_what_differs_from_the_themes_own(owner_client: Client) -> None:
    assert owner_client.post("/design/look/", PLUM)["Location"] == "/design/look/"
    settings = ThemeSettings.objects.get()
    assert settings.theme == "clothing"
    assert settings.tokens == {"brand": "#7a1f3d", "radius": 4, "font-display": "didone"}


def test_a_preview_shows_the_look_and_publishes_nothing(owner_client: Client, in_shop_a) -> None:
    answer = owner_client.post("/design/look/", {**PLUM, "preview": "1"})
    address = answer.context["address"].removeprefix(shop_origin(in_shop_a))
    browser = Browser(in_shop_a)
    browser.get(address)
    html = browser.get("/zh/").content.decode()
    assert "--brand:#7a1f3d;" in html
    assert "preview-bar" in html
    assert "preview-bar" not in Browser(in_shop_a).get("/zh/").content.decode()
    assert ThemeSettings.objects.get().theme == "base"


def test_a_preview_can_be_ended(owner_client: Client, in_shop_a) -> None:
    answer = owner_client.post("/design/look/", {**PLUM, "preview": "1"})
    browser = Browser(in_shop_a)
    browser.get(answer.context["address"].removeprefix(shop_origin(in_shop_a)))
    browser.get("/zh/-/theme-preview/end/")
    assert "preview-bar" not in browser.get("/zh/").content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [("brand", "red;}</style>"), ("radius", "400"), ("radius", ""), ("font-body", "Comic Sans")],
)
def test_says_at_the_field_what_cannot_be_used(owner_client: Client, field, value) -> None:
    answer = owner_client.post("/design/look/", {**PLUM, field: value})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {field}
    assert ThemeSettings.objects.get().theme == "base"


def test_refuses_a_theme_that_is_not_there(owner_client: Client) -> None:
    answer = owner_client.post("/design/look/", {**PLUM, "theme": "../base"})
    assert answer.status_code == 422
    assert ThemeSettings.objects.get().theme == "base"


def test_a_clerk_may_not(clerk_client: Client) -> None:
    assert clerk_client.get("/design/look/").status_code in (302, 403)
    clerk_client.post("/design/look/", PLUM)
    assert ThemeSettings.objects.get().theme == "base"
