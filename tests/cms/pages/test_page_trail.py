"""A page tells what it said before and what it says now, each change once."""

import re
from typing import Any

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.pages.models import ShopPage
from tenants.audit.models import AuditEntry

from .pages import home_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]


@pytest.fixture
def about() -> ShopPage:
    """On the shop from the beginning, as a new shop's pages are: without a kept version."""
    home = home_page()
    return home.add_child(instance=ShopPage(title="About", slug="about", locale=home.locale))


def form(title: str, *promised: str, **more: str) -> dict[str, Any]:
    items = [("item", {"icon": "truck", "heading": said, "text": ""}) for said in promised]
    sections = [("promises", {"promises": streamfield(items)})] if promised else []
    fields = {"title": title, "slug": "about", "body": streamfield(sections), **more}
    return nested_form_data({**fields, "comments": inline_formset([])})


def newest() -> AuditEntry:
    return AuditEntry.objects.order_by("pk").last()


def fields() -> dict[str, list[Any]]:
    [part] = newest().changes
    return part["fields"]


def test_draft_publication_and_what_went_again(owner_client, about):
    edit = f"/pages/{about.pk}/edit/"
    publish = {"action-publish": "action-publish"}

    owner_client.post(edit, form("About us", "Sent today"))
    assert (newest().verb, newest().model) == ("drafted", "pages.shoppage")
    said = "Promises: Delivery, Sent today"
    assert fields() == {"title": ["About", "About us"], "body": ["", said]}

    owner_client.post(edit, form("About us", "Sent today", **publish))
    assert (newest().verb, newest().changes) == ("published", [])  # told with the draft

    owner_client.post(edit, form("About us", **publish))
    assert fields() == {"body": [said, ""]}

    page = owner_client.get(f"/settings/history/{newest().pk}/").content.decode()
    assert said in page
    assert re.search(r"Sections</th>", page)


def test_a_new_page_and_one_that_is_gone(owner_client, about):
    owner_client.post(
        f"/pages/add/pages/shoppage/{home_page().pk}/", form("Care") | {"slug": "care"}
    )
    assert (newest().verb, newest().object_text) == ("added", "Care")
    assert fields() == {"title": [None, "Care"], "slug": [None, "care"]}
    owner_client.post(f"/pages/{about.pk}/delete/")
    assert (newest().verb, newest().object_text) == ("deleted", "About")
