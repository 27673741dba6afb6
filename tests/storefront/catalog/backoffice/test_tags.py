"""The screen of tags: found, renamed, made one, removed."""

import pytest

from storefront.catalog.models import Product
from storefront.catalog.selectors import ListFilter, list_cards
from tenants.audit.models import AuditEntry

from ..goods import product

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]


@pytest.fixture
def tagged() -> dict[str, Product]:
    return {
        "hat": product("Hat", tags=["summer", "linen"]),
        "coat": product("Coat", tags=["winter", "summer sale"]),
        "scarf": product("Scarf", tags=["linen", "winter"], status="draft"),
        "belt": product("Belt"),
    }


def tags(**of: Product) -> dict[str, list[str]]:
    return {name: Product.objects.get(pk=thing.pk).tags for name, thing in of.items()}


def listed(client, query: str = "") -> list[tuple[str, int]]:
    rows = client.get(f"/products/tags/{query}").context["rows"]
    return [(row.name, row.products) for row in rows]


def test_lists_every_tag_with_the_number_of_its_products(owner_client, tagged):
    assert listed(owner_client) == [("linen", 2), ("winter", 2), ("summer", 1), ("summer sale", 1)]
    assert listed(owner_client, "?sort=name")[0] == ("linen", 2)
    assert listed(owner_client, "?sort=-name")[0] == ("winter", 2)


def test_leads_to_its_products_also_when_it_was_named_just_now(owner_client, tagged):
    owner_client.get("/products/")
    owner_client.post("/products/tags/name/?tag=winter", {"name": "a & b"})
    row = owner_client.get("/products/tags/?q=%26").context["rows"][0]
    rows = owner_client.get(f"/products/?{row.query}").context["rows"]
    assert {found.product.title for found in rows} == {"Coat", "Scarf"}


def test_is_searched(owner_client, tagged):
    assert listed(owner_client, "?q=SUMMER") == [("summer", 1), ("summer sale", 1)]
    assert "Nothing matches" in owner_client.get("/products/tags/?q=%25").content.decode()


def test_says_what_to_do_while_there_are_none(owner_client):
    assert "No tags yet" in owner_client.get("/products/tags/").content.decode()


def test_a_tag_gets_another_name(owner_client, tagged):
    answer = owner_client.post("/products/tags/name/?tag=winter", {"name": " Cold  days "})
    assert answer.url == "/products/tags/"
    assert tags(**tagged) == {
        "hat": ["summer", "linen"],
        "coat": ["Cold days", "summer sale"],
        "scarf": ["linen", "Cold days"],
        "belt": [],
    }
    found = list_cards(ListFilter(query="cold days")).cards
    assert [card.title for card in found] == ["Coat"]


def test_the_name_of_another_makes_the_two_one(owner_client, tagged):
    owner_client.post("/products/tags/name/?tag=winter", {"name": "linen"})
    assert tags(**tagged)["scarf"] == ["linen"]
    assert listed(owner_client) == [("linen", 3), ("summer", 1), ("summer sale", 1)]


def test_several_become_one(owner_client, tagged):
    address = "/products/tags/name/?tag=summer&tag=winter&tag=linen"
    page = owner_client.get(address)
    assert page.context["count"] == 3
    owner_client.post(address, {"name": "season"})
    assert listed(owner_client) == [("season", 3), ("summer sale", 1)]
    assert tags(**tagged)["hat"] == ["season"]


@pytest.mark.parametrize("name", ["", "   ", "a, b", "a，b", "x" * 81])
def test_a_name_that_is_none_is_refused(name, owner_client, tagged):
    before = tags(**tagged)
    assert owner_client.post("/products/tags/name/?tag=winter", {"name": name}).status_code == 422
    assert tags(**tagged) == before


def test_a_tag_is_taken_off_and_the_products_stay(owner_client, tagged):
    page = owner_client.get("/products/tags/removal/?tag=linen").content.decode()
    assert "Taken off 2 products" in page
    owner_client.post("/products/tags/removal/?tag=linen")
    assert tags(**tagged)["hat"] == ["summer"]
    assert Product.objects.count() == 4


def test_each_product_has_it_on_the_trail(owner_client, tagged):
    owner_client.post("/products/tags/name/?tag=winter", {"name": "cold"})
    entries = AuditEntry.objects.filter(model="catalog.product").order_by("object_text")
    assert [entry.object_text for entry in entries] == ["Coat", "Scarf"]
    assert entries[0].changes[0]["fields"] == {
        "tags": ['["winter", "summer sale"]', '["cold", "summer sale"]']
    }


def test_those_who_may_not_change_products_only_look(clerk_client, owner_client, tagged):
    before = tags(**tagged)
    page = clerk_client.get("/products/tags/").content.decode()
    assert "summer sale" in page
    assert "tags/name/" not in page
    clerk_client.post("/products/tags/name/?tag=winter", {"name": "cold"})
    clerk_client.post("/products/tags/removal/?tag=winter")
    assert tags(**tagged) == before


def test_a_tag_that_is_gone_is_not_found(owner_client, tagged):
    assert owner_client.get("/products/tags/name/?tag=nobody").status_code == 404
    assert owner_client.post("/products/tags/removal/").status_code == 404
