import pytest

from storefront.catalog.services.product import change_status
from storefront.inventory.services import set_on_hand

from ..browser import Browser
from ..purchase import variant

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(in_shop_a) -> Browser:
    return Browser(in_shop_a)


def shown(visitor) -> str:
    return visitor.get("/en/cart/").content.decode()


def test_says_once_that_a_price_has_changed(visitor):
    shirt = variant(10_00)
    visitor.post("/en/cart/lines/", {"variant": shirt.pk, "quantity": 2})
    shirt.price_minor = 12_00
    shirt.save()
    assert "The price was CN¥10.00" in shown(visitor)
    again = shown(visitor)
    assert "The price was" not in again
    assert "CN¥24.00" in again


def test_says_that_there_is_less_than_was_wanted(visitor):
    shirt = variant(10_00, stock=5)
    visitor.post("/en/cart/lines/", {"variant": shirt.pk, "quantity": 4})
    set_on_hand({shirt.pk: 2})
    assert "Only 2 left" in shown(visitor)
    again = shown(visitor)
    assert "Only 2 left" not in again
    assert 'value="2"' in again


def test_keeps_apart_what_can_no_longer_be_bought(visitor):
    shirt, hat = variant(10_00, stock=5), variant(7_00, title="Hat")
    visitor.post("/en/cart/lines/", {"variant": [shirt.pk, hat.pk], "quantity": [1, 1]})
    set_on_hand({shirt.pk: 0})
    text = shown(visitor)
    assert "No longer available" in text
    assert "Sold out" in text
    assert "CN¥7.00" in text
    change_status([hat.product_id], status="draft")
    assert "No longer for sale" in shown(visitor)


def test_the_buttons_beside_a_quantity_work_without_script(visitor):
    shirt = variant(10_00, stock=5)
    visitor.post("/en/cart/lines/", {"variant": shirt.pk, "quantity": 2})
    line = f"/en/cart/lines/{shirt.pk}/"
    assert visitor.post(line, {"quantity": 2, "step": "1"})["location"] == "/en/cart/"
    assert 'value="3"' in shown(visitor)
    part = visitor.post(line, {"quantity": 3, "step": "-1"}, headers={"hx-request": "true"})
    assert 'data-units="2"' in part.content.decode()
    assert "<html" not in part.content.decode()


def test_too_many_become_as_many_as_there_are(visitor):
    shirt = variant(10_00, stock=5)
    visitor.post("/en/cart/lines/", {"variant": shirt.pk})
    line = f"/en/cart/lines/{shirt.pk}/"
    part = visitor.post(line, {"quantity": 50}, headers={"hx-request": "true"})
    assert 'data-units="5"' in part.content.decode()
    assert visitor.post(line, {"quantity": "x"}, headers={"hx-request": "true"}).status_code == 200


def test_a_line_is_removed_at_once_however_many_it_holds(visitor):
    shirt = variant(10_00, stock=5)
    visitor.post("/en/cart/lines/", {"variant": shirt.pk, "quantity": 4})
    assert f'aria-label="Remove {shirt.product.title}"' in shown(visitor)

    visitor.post(f"/en/cart/lines/{shirt.pk}/", {"quantity": ["4", "0"]})

    assert shirt.product.title not in shown(visitor)
