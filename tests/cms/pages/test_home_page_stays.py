"""The home page and the root of all pages are changed, and never go, move, double or leave the shop."""

import pytest
from wagtail.models import Page

from cms.pages.models import HomePage

from .pages import home_page

pytestmark = pytest.mark.django_db

ACTS = ("delete/", "unpublish/", "move/", "move/1/confirm/", "copy/")


@pytest.mark.parametrize("is_root", [False, True], ids=["home", "root"])
@pytest.mark.parametrize("act", ACTS)
def test_it_stays_and_the_merchant_is_told_why(in_shop_a, owner_client, act, is_root):
    owner_client.cookies["lang"] = "en"
    page = Page.get_first_root_node() if is_root else home_page()
    before = list(Page.objects.order_by("pk").values_list("pk", "path", "live"))
    for send in (owner_client.get, owner_client.post):
        answer = send(f"/pages/{page.pk}/{act}")
        assert (answer.status_code, answer["Location"]) == (302, "/design/")
        assert "The home page stays" in owner_client.get("/design/").content.decode()
    assert list(Page.objects.order_by("pk").values_list("pk", "path", "live")) == before


@pytest.mark.parametrize("act", ["delete", "unpublish", "move"])
def test_nor_by_an_act_on_many_pages(in_shop_a, owner_client, act):
    page = home_page()
    owner_client.post(f"/bulk/wagtailcore/page/{act}/?id={page.pk}", {"next": "/"})
    page.refresh_from_db()
    assert (page.live, page.depth) == (True, 2)


def test_no_second_one_is_made_by_hand(in_shop_a, owner_client):
    before = HomePage.objects.count()
    root = Page.get_first_root_node()
    owner_client.post(f"/pages/add/pages/homepage/{root.pk}/", {"title": "Second"})
    assert HomePage.objects.count() == before
