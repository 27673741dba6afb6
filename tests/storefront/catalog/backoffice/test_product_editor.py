"""What the editor keeps, and what two editors at once may not do to each other."""

import json
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from kernel import clock
from storefront.catalog.backoffice.editor.initial import version_of
from storefront.catalog.models import OptionWord, Product, ProductText, Variant
from storefront.catalog.selectors import ListFilter, list_cards, product_by_slug, variants_for_sale
from storefront.catalog.services.pictures import add_picture
from storefront.inventory.models import StockItem
from storefront.inventory.services import change_on_hand, commit, reserve, set_on_hand
from tenants.profile.selectors import current_profile

from ..goods import picture_file, product, shirt
from .test_screens import posted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]


def lines(saved: Product, **changes) -> list[dict]:
    """The table's lines as the page shows them."""
    return [
        {
            "id": v.pk,
            "option1": v.option1,
            "option2": v.option2,
            "price_minor": v.price_minor / 100,
            **changes,
        }
        for v in saved.variants.filter(is_active=True)
    ]


def save(client, saved: Product, *variants: dict, **fields):
    names = [option["name"] for option in saved.options]
    options = {f"option{place}": name for place, name in enumerate(names, start=1)}
    data = posted(*variants, **{"slug": saved.slug, **options, **fields})
    return client.post(f"/products/{saved.pk}/", data)


def test_a_grid_of_colours_and_sizes_keeps_its_ids_when_values_are_renamed_and_reordered(
    owner_client,
):
    saved = shirt("Shirt", ("Red", "S", 100), ("Red", "M", 100), ("Blue", "S", 100))
    before = {(v.option1, v.option2): v.pk for v in saved.variants.all()}
    rows = [line | {"option1": line["option1"].replace("Red", "Crimson")} for line in lines(saved)]
    order = json.dumps([["Blue", "#0000ff"], ["Crimson", "#dc143c"]])
    answer = save(owner_client, saved, *rows, values1=order, values2=json.dumps([["M", ""]]))
    assert answer.status_code == 302
    saved.refresh_from_db()
    assert saved.options[0] == {
        "name": "Colour",
        "values": ["Blue", "Crimson"],
        "swatches": {"Blue": "#0000ff", "Crimson": "#dc143c"},
    }
    assert saved.options[1]["values"] == ["M", "S"]
    assert {(v.option1, v.option2): v.pk for v in saved.variants.all()} == {
        ("Crimson", "S"): before["Red", "S"],
        ("Crimson", "M"): before["Red", "M"],
        ("Blue", "S"): before["Blue", "S"],
    }
    detail = product_by_slug(saved.slug)
    assert [(v.value, v.swatch) for v in detail.options[0].values][0] == ("Blue", "#0000ff")


def test_a_name_that_a_removed_variant_had_can_be_used_again(owner_client):
    saved = shirt("Shirt", ("Red", "S", 100), ("Blue", "S", 100))
    red, blue = saved.variants.all()
    save(owner_client, saved, {"id": blue.pk, "option1": "Blue", "option2": "S", "price_minor": 1})
    renamed = {"id": blue.pk, "option1": "Red", "option2": "S", "price_minor": 1}
    assert save(owner_client, saved, renamed).status_code == 302
    assert saved.variants.get(is_active=True).pk == blue.pk
    assert Variant.objects.get(pk=red.pk).is_active is False


def test_what_was_sold_while_somebody_edited_stays_sold(owner_client):
    saved = product("Hat")
    variant = saved.variants.get()
    set_on_hand({variant.pk: 10})
    line = {"id": variant.pk, "price_minor": 99, "stock": 10, "stock_seen": 10}
    reserve("1", {variant.pk: 3}, expires_at=None)
    commit("1")
    save(owner_client, saved, line)
    assert StockItem.objects.get().on_hand == 7
    save(owner_client, saved, line | {"stock": 15})  # five more came in
    assert StockItem.objects.get().on_hand == 12
    save(owner_client, saved, line | {"stock": ""})
    assert not StockItem.objects.exists()


def test_stock_never_falls_below_what_unpaid_orders_keep():
    variant = product("Hat").variants.get()
    set_on_hand({variant.pk: 5})
    reserve("1", {variant.pk: 4}, expires_at=None)
    change_on_hand({variant.pk: -5})
    item = StockItem.objects.get()
    assert (item.on_hand, item.reserved) == (4, 4)


def test_the_second_of_two_editors_is_told_and_loses_nothing(owner_client):
    saved = product("Hat")
    seen = version_of(saved)
    line = lines(saved)[0]
    assert save(owner_client, saved, line, title="First", version=seen).status_code == 302
    answer = save(owner_client, saved, line, title="Second", version=seen)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The owner changed this product at" in page
    assert 'value="Second"' in page
    saved.refresh_from_db()
    assert saved.title == "First"
    assert (
        save(owner_client, saved, line, title="Second", version=version_of(saved)).status_code
        == 302
    )
    assert Product.objects.get().title == "Second"


def test_a_product_appears_by_itself_when_its_time_comes(owner_client):
    saved = product("Hat")
    shop_time = ZoneInfo(current_profile().time_zone)
    later = clock.now().astimezone(shop_time) + timedelta(hours=30)
    save(owner_client, saved, lines(saved)[0], published_at=later.strftime("%Y-%m-%dT%H:%M"))
    variant = saved.variants.get().pk
    saved.refresh_from_db()
    assert timedelta(hours=29) < saved.published_at - clock.now() < timedelta(hours=31)
    assert list_cards(ListFilter(query="Shirt")).total == 0
    assert product_by_slug(saved.slug) is None
    assert variants_for_sale([variant])[variant].is_active is False
    with clock.travel(timedelta(hours=31)):
        assert list_cards(ListFilter(query="Shirt")).total == 1
        assert product_by_slug(saved.slug) is not None
        assert variants_for_sale([variant])[variant].is_active is True


def test_emptying_the_time_puts_a_scheduled_product_on_sale_at_once(owner_client):
    saved = product("Hat", published_at=clock.now() + timedelta(days=9))
    assert not saved.is_on_sale
    save(owner_client, saved, lines(saved)[0], published_at="")
    assert Product.objects.get().is_on_sale


def test_texts_and_words_of_another_language_are_written(owner_client):
    saved = shirt("衬衫", ("红", "S", 100))
    save(
        owner_client,
        saved,
        *lines(saved),
        **{
            "text_en-title": "Shirt",
            "text_en-seo_title": "A shirt",
            "words_en": ["Colour", "红"],
            "called_en": ["Colour", "Red"],
        },
    )
    text = ProductText.objects.get()
    assert (text.language, text.title, text.seo_title) == ("en", "Shirt", "A shirt")
    assert OptionWord.objects.get(word="红").text == "Red"
    save(owner_client, saved, *lines(saved), words_en=["红"], called_en=[""])
    assert not OptionWord.objects.filter(word="红").exists()


def test_cost_barcode_and_a_variant_off_sale_are_kept(owner_client):
    saved = shirt("Shirt", ("Red", "S", 100), ("Red", "M", 100))
    first, second = lines(saved)
    first |= {"cost_minor": "0.40", "barcode": "690123"}
    save(owner_client, saved, first, {**second, "is_active": ""})
    red_s, red_m = saved.variants.all()
    assert (red_s.cost_minor, red_s.barcode, red_m.is_active) == (40, "690123", False)
    page = owner_client.get(f"/products/{saved.pk}/").context["editor"]
    assert len(page.variants.forms) == 2  # it can be put back on sale
    assert [v.value for v in product_by_slug(saved.slug).options[1].values] == ["S"]


def test_a_product_with_nothing_on_sale_is_refused(owner_client):
    saved = product("Hat")
    answer = save(owner_client, saved, {**lines(saved)[0], "is_active": ""})
    assert answer.status_code == 422
    assert saved.variants.get().is_active is True


def test_the_point_that_stays_seen_reaches_the_shop(owner_client):
    saved = product("Hat")
    picture = add_picture(saved.pk, file=picture_file(400, 300), name="a.jpg")
    shown = {"id": picture.pk, "alt": "", "ORDER": 1, "focus": "25 80"}
    data = posted(*lines(saved), pictures=[shown], slug=saved.slug)
    owner_client.post(f"/products/{saved.pk}/", data)
    card = list_cards(ListFilter()).cards[0]
    assert card.picture.focus == "25% 80%"
    picture.image.refresh_from_db()
    assert (picture.image.focal_point_x, picture.image.focal_point_y) == (100, 240)


def test_no_field_says_none(owner_client):
    for saved in (product("Hat"), shirt("Shirt", ("Red", "S", 100))):
        assert 'value="None"' not in owner_client.get(f"/products/{saved.pk}/").content.decode()
    page = owner_client.get("/products/new/").content.decode()
    assert "None<" not in page
    assert ">None" not in page


@pytest.mark.parametrize("sent", ["[1, 2]", "not json", '[["Red"]]', '{"a": 1}', "null"])
def test_a_script_that_tells_nonsense_about_values_changes_nothing(owner_client, sent):
    saved = shirt("Shirt", ("Red", "S", 100))
    save(owner_client, saved, *lines(saved), values1=sent)
    assert Product.objects.get().options[0]["values"] == ["Red"]


def test_nobody_writes_anothers_variant(owner_client, shop_b):
    saved, other = product("Hat"), product("Scarf")
    line = {**lines(saved)[0], "id": other.variants.get().pk}
    save(owner_client, saved, line)
    assert other.variants.get().product_id == other.pk
    assert saved.variants.filter(is_active=True).count() == 1


def test_a_product_without_a_price_is_refused_in_plain_words(owner_client):
    page = owner_client.post("/products/new/", posted(title="Hat")).content.decode()
    assert "A product needs a price: add at least one variant." in page
    assert "Please submit" not in page
    assert not Product.objects.exists()
