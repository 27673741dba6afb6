import pytest

from tests.storefront.browser import Browser
from tests.support.near_caches import forget_everything
from themes.customizer.errors import UnknownTheme
from themes.customizer.models import ThemeSettings
from themes.customizer.preview import COOKIE, preview_token
from themes.customizer.selectors import current_theme
from themes.customizer.services import choose_theme
from themes.engine.tokens import TokenRefused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_remembered():
    forget_everything()
    yield
    forget_everything()


@pytest.fixture
def browser(in_shop_a) -> Browser:
    return Browser(in_shop_a)


def test_the_shop_shows_it_at_once(browser):
    choose_theme("base")
    browser.get("/zh/")

    choose_theme("clothing", tokens={"brand": "#7a1f3d"})
    html = browser.get("/zh/").content.decode()

    assert "themes/clothing/clothing.css" in html
    assert "--brand:#7a1f3d;" in html
    assert ThemeSettings.objects.count() == 1


def test_refuses_a_theme_that_is_not_there(in_shop_a):
    with pytest.raises(UnknownTheme):
        choose_theme("../../etc")

    assert current_theme().code == "base"


def test_refuses_a_wrong_token_and_keeps_the_old_look(in_shop_a):
    choose_theme("clothing")

    with pytest.raises(TokenRefused):
        choose_theme("base", tokens={"brand": "</style>"})

    assert ThemeSettings.objects.get().theme == "clothing"


def test_staff_see_another_theme_before_it_is_published(browser):
    choose_theme("base")
    answer = browser.get("/zh/-/theme-preview/", {"token": preview_token("clothing")})

    assert answer.status_code == 302
    page = browser.get("/zh/")
    assert "themes/clothing/clothing.css" in page.content.decode()
    assert page.headers["Cache-Control"] == "private, no-store"
    stranger = Browser(browser_tenant(browser)).get("/zh/")
    assert "themes/clothing" not in stranger.content.decode()


def test_a_forged_or_foreign_token_shows_nothing(browser, shop_b):
    from django_tenants.utils import tenant_context

    choose_theme("base")
    with tenant_context(shop_b):
        foreign = preview_token("clothing")

    assert browser.get("/zh/-/theme-preview/", {"token": foreign}).status_code == 404
    assert browser.get("/zh/-/theme-preview/", {"token": "clothing"}).status_code == 404
    browser.cookies[COOKIE] = foreign
    assert "themes/clothing" not in browser.get("/zh/").content.decode()


def browser_tenant(browser):
    from tests.support.shops import test_shop

    return test_shop(browser.defaults["HTTP_HOST"].split(".")[0])
