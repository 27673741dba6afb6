import pytest

from cms.pages.models import ShopPage
from tenants.profile.services import save_profile

from .pages import home_page

pytestmark = pytest.mark.django_db
ORIGIN = "http://alpha.shop.localhost:8000"


def about(language: str = "zh-hans", **more) -> ShopPage:
    parent = home_page(language)
    page = ShopPage(title="关于我们", slug="about", locale=parent.locale, **more)
    return parent.add_child(instance=page)


def test_full_address_is_the_shops(in_shop_a):
    assert home_page().full_url == f"{ORIGIN}/zh/"
    assert home_page("en").full_url == f"{ORIGIN}/en/"
    assert about().full_url == f"{ORIGIN}/zh/pages/about/"


def test_no_prefix_in_a_shop_with_one_language(in_shop_a):
    save_profile(languages=["zh-hans"])

    assert home_page().full_url == f"{ORIGIN}/"
    assert home_page("en").full_url is None


def test_a_published_page_is_served(browser):
    about()

    answer = browser.get("/zh/pages/about/")

    assert answer.status_code == 200
    assert "关于我们" in answer.content.decode()


def test_a_draft_or_a_page_of_another_language_is_not(browser):
    about(live=False)
    about("en")

    assert browser.get("/zh/pages/about/").status_code == 404
    assert browser.get("/en/pages/about/").status_code == 200


def test_published_pages_are_in_the_sitemap(browser):
    about()

    text = browser.get("/sitemap.xml?page=1").content.decode()

    assert f"<loc>{ORIGIN}/zh/pages/about/</loc>" in text
    assert f"{ORIGIN}/en/pages/about/" not in text
