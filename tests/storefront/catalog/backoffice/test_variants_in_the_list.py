"""A product of several variants: its panel in the list, price and stock of each."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from storefront.catalog.models import Product, Variant
from storefront.inventory.models import StockItem
from storefront.inventory.services import set_on_hand
from tenants.audit.models import AuditEntry

from ..goods import product, shirt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def coat() -> Product:
    saved = shirt("Coat", ("Red", "S", 10_000), ("Red", "M", 20_000))
    first, _second = saved.variants.order_by("position")
    set_on_hand({first.pk: 4})
    return saved


def path(thing: Product) -> str:
    return f"/products/{thing.pk}/variants/"


def shown(client, thing: Product) -> dict[str, str]:
    """What the panel's form would send, untouched."""
    page = client.get(path(thing), headers=HTMX).content.decode()
    fields = re.findall(r"<input[^>]+>", page)
    found = {}
    for field in fields:
        name = re.search(r'name="([^"]+)"', field)[1]
        value = re.search(r'value="([^"]*)"', field)
        found[name] = value[1] if value else ""
    return found


def keys(thing: Product) -> list[str]:
    return [f"v{pk}" for pk in thing.variants.order_by("position").values_list("pk", flat=True)]


def stock() -> dict[str, int]:
    return {item.variant.option2: item.on_hand for item in StockItem.objects.all()}


def prices(thing: Product) -> list[int]:
    return list(thing.variants.order_by("position").values_list("price_minor", flat=True))


def test_shows_each_variant_with_its_price_and_stock(owner_client, coat):
    sent = shown(owner_client, coat)
    small, medium = keys(coat)
    assert sent[f"{small}-price_minor"] == "100.00"
    assert (sent[f"{small}-stock"], sent[f"{medium}-stock"]) == ("4", "")
    page = owner_client.get(path(coat), headers=HTMX).content.decode()
    assert "Red / S" in page
    assert "Red / M" in page


def test_saves_all_that_was_changed_and_says_so_in_the_row(owner_client, coat):
    sent, (small, medium) = shown(owner_client, coat), keys(coat)
    sent |= {f"{small}-price_minor": "250", f"{small}-stock": "7", f"{medium}-stock": "0"}
    answer = owner_client.post(path(coat), sent, headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'id="product-{coat.pk}" hx-swap-oob="true"' in page
    assert "Saved." in page
    assert "data-variants-of" not in page
    coat.refresh_from_db()
    assert prices(coat) == [25_000, 20_000]
    assert (coat.min_price_minor, coat.max_price_minor) == (20_000, 25_000)
    assert coat.updated_by == "The owner"
    assert stock() == {"S": 7, "M": 0}


def test_an_emptied_stock_is_not_counted_any_more(owner_client, coat):
    sent, (small, _medium) = shown(owner_client, coat), keys(coat)
    owner_client.post(path(coat), sent | {f"{small}-stock": ""}, headers=HTMX)
    assert stock() == {}


def test_a_wrong_value_is_told_at_its_field_and_nothing_is_saved(owner_client, coat):
    sent, (small, medium) = shown(owner_client, coat), keys(coat)
    wrong = {f"{small}-price_minor": "5", f"{medium}-price_minor": "dear", f"{medium}-stock": "-1"}
    answer = owner_client.post(path(coat), sent | wrong, headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{medium}-price_minor_error"' in page
    assert f'id="id_{medium}-stock_error"' in page
    assert f'id="id_{small}-price_minor_error"' not in page
    assert 'value="dear"' in page
    assert prices(coat) == [10_000, 20_000]
    assert stock() == {"S": 4}


def test_what_another_saved_meanwhile_is_told_and_then_written_over_knowingly(owner_client, coat):
    sent, (small, medium) = shown(owner_client, coat), keys(coat)
    set_on_hand({int(small[1:]): 3})
    sent |= {f"{small}-stock": "9", f"{medium}-price_minor": "1"}
    answer = owner_client.post(path(coat), sent, headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody changed it meanwhile to 3." in page
    assert 'value="9"' in page
    assert (prices(coat), stock()) == ([10_000, 20_000], {"S": 3})
    assert f'name="{small}-stock_seen" value="3"' in page
    answer = owner_client.post(path(coat), sent | {f"{small}-stock_seen": "3"}, headers=HTMX)
    assert answer.status_code == 200
    assert (prices(coat), stock()) == ([10_000, 100], {"S": 9})


def test_what_another_changed_elsewhere_does_not_stand_in_the_way(owner_client, coat):
    sent, (small, medium) = shown(owner_client, coat), keys(coat)
    set_on_hand({int(small[1:]): 3})
    answer = owner_client.post(path(coat), sent | {f"{medium}-price_minor": "1"}, headers=HTMX)
    assert answer.status_code == 200
    assert (prices(coat), stock()) == ([10_000, 100], {"S": 3})


def test_a_variant_that_is_gone_by_now_is_said_to_be(owner_client, coat):
    sent, (small, _medium) = shown(owner_client, coat), keys(coat)
    Variant.objects.filter(pk=int(small[1:])).update(is_active=False)
    answer = owner_client.post(path(coat), sent | {f"{small}-price_minor": "1"}, headers=HTMX)
    assert answer.status_code == 409
    assert "open it again" in answer.content.decode()
    assert prices(coat) == [10_000, 20_000]


def test_is_on_the_trail_with_before_and_after(owner_client, coat):
    sent, (small, _medium) = shown(owner_client, coat), keys(coat)
    sent |= {f"{small}-price_minor": "120", f"{small}-stock": "5"}
    owner_client.post(path(coat), sent, headers=HTMX)
    entry = AuditEntry.objects.get()
    assert (entry.model, entry.object_text) == ("catalog.product", "Coat")
    fields = [field for part in entry.changes for field in part["fields"].items()]
    assert fields == [("price_minor", [10_000, 12_000]), ("on_hand", [4, 5])]


def test_those_who_may_not_change_products_have_no_panel(clerk_client, owner_client, coat):
    sent, (small, _medium) = shown(owner_client, coat), keys(coat)
    assert clerk_client.get(path(coat), headers=HTMX).status_code == 302
    clerk_client.post(path(coat), sent | {f"{small}-price_minor": "1"}, headers=HTMX)
    assert prices(coat) == [10_000, 20_000]
    assert "data-open-variants" not in clerk_client.get("/products/").content.decode()


def test_opened_by_itself_it_leads_to_the_product(owner_client, coat):
    assert owner_client.get(path(coat)).url == f"/products/{coat.pk}/"


def test_only_a_product_of_several_variants_can_be_opened(owner_client, coat):
    product("Hat")
    page = owner_client.get("/products/").content.decode()
    assert re.findall(r'data-open-variants="(\d+)"', page) == [str(coat.pk)]


def test_the_panel_takes_the_same_queries_however_many_variants(owner_client):
    counts = []
    for number in (2, 30):
        many = shirt(f"C{number}", *(("Red", f"S{place}", 100) for place in range(number)))
        owner_client.get(path(many), headers=HTMX)
        with CaptureQueriesContext(connection) as queries:
            owner_client.get(path(many), headers=HTMX)
        counts.append(len(queries))
    assert counts[0] == counts[1]
