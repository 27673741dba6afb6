"""A category's picture: given, pointed at, taken away; and where the shop shows it."""

import re

import pytest
from django.conf import settings

from cms.blocks.fetched import Fetched
from cms.blocks.showing import SHOWING
from media.models import ShopImage
from storefront.catalog.models import Category
from storefront.catalog.selectors import category_by_slug
from storefront.catalog.services import save_category
from tenants.audit.models import AuditEntry
from tests.support.near_caches import forget_everything
from tests.support.staff import BackOffice

from ..goods import picture_file, product

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]


@pytest.fixture
def shelf() -> Category:
    return save_category(title="Hats")


def upload(name: str = "hats.jpg"):
    file = picture_file(1200, 600)
    file.name = name
    return file


def give(client, category: Category, **more):
    data = {"title": category.title, "slug": category.slug, **more}
    return client.post(f"/products/categories/{category.pk}/", data)


def shop_page(shop, path: str) -> str:
    client = BackOffice(shop)
    client.defaults["HTTP_HOST"] = f"{shop.slug}.{settings.SHOP_DOMAIN}"
    return client.get(path, follow=True).content.decode()


def test_is_uploaded_and_pointed_at(owner_client, shelf):
    assert give(owner_client, shelf, picture=upload()).status_code == 302
    shelf.refresh_from_db()
    assert shelf.picture.title == "Hats"
    page = owner_client.get(f"/products/categories/{shelf.pk}/").content.decode()
    assert "data-focus" in page
    give(owner_client, shelf, focus="25 75")
    forget_everything()
    picture = category_by_slug("hats").picture
    assert (picture.focus, picture.alt) == ("25% 75%", "Hats")


def test_stays_when_the_rest_is_changed_and_goes_when_asked(owner_client, shelf):
    give(owner_client, shelf, picture=upload())
    give(owner_client, shelf, title="Caps")
    shelf.refresh_from_db()
    kept = shelf.picture_id
    assert (shelf.title, kept is None) == ("Caps", False)
    give(owner_client, shelf, no_picture="on")
    shelf.refresh_from_db()
    assert (shelf.picture, shelf.cover) == (None, None)
    assert ShopImage.objects.filter(pk=kept).exists()


def test_what_is_no_picture_is_refused_at_the_field(owner_client, shelf):
    file = upload("hats.jpg")
    file.truncate(40)
    answer = give(owner_client, shelf, title="Renamed", picture=file)
    assert answer.status_code == 422
    assert answer.context["form"].errors["picture"]
    shelf.refresh_from_db()
    assert (shelf.title, shelf.picture) == ("Hats", None)


def test_a_new_category_may_have_one_at_once(owner_client):
    data = {"title": "Scarves", "picture": upload()}
    owner_client.post("/products/categories/new/", data)
    assert Category.objects.get().picture is not None


def test_a_picture_deleted_from_the_library_is_not_shown(owner_client, shelf):
    give(owner_client, shelf, picture=upload())
    shelf.refresh_from_db()
    shelf.picture.delete()
    forget_everything()
    assert category_by_slug("hats").picture is None


def test_is_on_the_trail(owner_client, shelf):
    give(owner_client, shelf, picture=upload())
    entry = AuditEntry.objects.get(model="catalog.category")
    assert entry.changes[0]["fields"] == {"picture_id": [None, "Hats"]}
    page = owner_client.get(f"/settings/history/{entry.pk}/").content.decode()
    assert re.search(r"Picture</th>", page)


def test_a_clerk_gives_none(clerk_client, owner_client, shelf):
    give(clerk_client, shelf, picture=upload())
    shelf.refresh_from_db()
    assert shelf.picture is None


def test_the_shop_shows_it_at_the_head_and_when_shared(owner_client, shelf, in_shop_a):
    product("Cap", category_ids=[shelf.pk])
    give(owner_client, shelf, picture=upload())
    forget_everything()
    src = category_by_slug("hats").picture.src
    page = shop_page(in_shop_a, "/en/categories/hats/")
    assert f'class="list-picture" src="{src}"' in page
    assert re.search(rf'property="og:image" content="[^"]*{re.escape(src)}"', page)


def test_its_tile_shows_it_unless_the_tile_has_its_own(owner_client, shelf):
    give(owner_client, shelf, picture=upload())
    forget_everything()
    node = category_by_slug("hats")
    own = node.picture
    fetched = Fetched(pictures={7: "own"}, products={}, newest={}, pages={}, categories={str(node.id): node})  # fmt: skip
    value = {"tiles": [{"category": str(node.id)}, {"category": str(node.id), "picture": 7}]}
    tiles = SHOWING["categories"].content(value, fetched)["tiles"]
    assert [tile["picture"] for tile in tiles] == [own, "own"]
