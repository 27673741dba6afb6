"""Publishing a page: the merchant stays in the editor, and Wagtail's tree of pages is never shown."""

import pytest
from wagtail.test.utils.form_data import nested_form_data, streamfield

from .pages import home_page

pytestmark = pytest.mark.django_db


def publish(client, **more):
    client.cookies["lang"] = "zh-hans"
    page = home_page()
    form = {"title": "首页", "body": streamfield([]), "action-publish": "1", **more}
    return page, client.post(f"/pages/{page.pk}/edit/", nested_form_data(form))


def test_the_editor_stays_open_and_leads_to_the_shop(in_shop_a, owner_client):
    page, answer = publish(owner_client)
    assert (answer.status_code, answer["Location"]) == (302, f"/pages/{page.pk}/edit/")
    html = owner_client.get(answer["Location"]).content.decode()
    assert "“首页”已发布，顾客现在就能看到。" in html
    assert f'href="{page.full_url}"' in html


def test_a_draft_does_not_say_it_is_published(in_shop_a, owner_client):
    owner_client.cookies["lang"] = "zh-hans"
    page = home_page()
    form = nested_form_data({"title": "首页", "body": streamfield([])})
    answer = owner_client.post(f"/pages/{page.pk}/edit/", form)
    assert answer["Location"] == f"/pages/{page.pk}/edit/"
    assert "已发布，顾客" not in owner_client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("address", ["/pages/", "/pages/1/"])
def test_the_root_of_all_pages_is_the_design_page(in_shop_a, owner_client, address):
    answer = owner_client.get(address)
    assert (answer.status_code, answer["Location"]) == (302, "/design/")
