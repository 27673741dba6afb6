from itertools import count

import pytest
from django.core.files.storage import default_storage
from django.utils import translation
from PIL import Image

from storefront.catalog.models import Product, SearchDocument, Variant
from storefront.catalog.samples import drawing, icons, prepared
from storefront.catalog.samples.goods import SETS, sample_goods
from storefront.catalog.samples.starter import fill_sample_goods, stock_the_shelves
from storefront.catalog.samples.tasks import add_sample_pictures
from storefront.catalog.selectors import ListFilter, categories_tree, list_cards, product_by_slug
from storefront.inventory.models import StockItem
from tenants.provisioning.ports import StarterContext

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quick_drawings(settings, tmp_path, monkeypatch):
    """Each picture one colour: drawing them all takes half a minute."""
    settings.SAMPLES_DIR = tmp_path
    shades = count()
    monkeypatch.setattr(
        prepared,
        "draw",
        lambda shot, colour, place: Image.new("RGB", (400, 500), divmod(next(shades), 256) + (9,)),
    )


def opening(shop, language: str = "zh-hans", **more) -> StarterContext:
    return StarterContext(tenant=shop, demo=True, trade="clothing", language=language, **more)


def test_a_shop_has_goods_in_two_languages(in_shop_a):
    prepared.prepare("clothing")
    fill_sample_goods(opening(in_shop_a))
    assert Product.objects.filter(status="active").count() == 16
    assert [node.title for node in categories_tree()][0] == "Tops"
    with translation.override("zh-hans"):
        dress = product_by_slug("french-floral-dress")
    assert (dress.title, dress.price_from_minor) == ("法式收腰连衣裙", 35900)
    assert [o.label for o in dress.options] == ["颜色", "尺码"]
    with translation.override("en"):
        dress = product_by_slug("french-floral-dress")
    assert dress.title == "French waist dress"
    assert [v.label for v in dress.options[0].values] == ["Dusty rose", "Sage", "Navy"]
    assert len(dress.pictures) == 4
    assert len({variant.picture.src for variant in dress.variants}) == 3
    assert StockItem.objects.count() == Variant.objects.count()
    assert list_cards(ListFilter(query="连衣裙")).cards[0].slug == "french-floral-dress"
    assert list_cards(ListFilter(query="dresses")).total >= 1
    assert all(
        default_storage.exists(size["name"]) for size in Product.objects.first().cover["sizes"]
    )


def test_the_newest_are_the_first_of_the_file(in_shop_a):
    fill_sample_goods(opening(in_shop_a))
    newest = [card.slug for card in list_cards(ListFilter(sort="newest")).cards]
    assert newest == [p.slug for p in sample_goods("clothing").products if not p.more]


def test_the_goods_are_written_in_the_shop_s_main_language(shop_b):
    from django_tenants.utils import tenant_context

    with tenant_context(shop_b):
        fill_sample_goods(opening(shop_b, "en", currency="USD"))
        tee = Product.objects.get(slug="heavy-cotton-tee")
        assert (tee.title, tee.min_price_minor) == ("Heavyweight cotton tee", 1900)
        assert tee.options[0]["values"] == ["Cloud", "Sky", "Sage"]


def test_is_done_once_and_only_when_wanted(in_shop_a):
    fill_sample_goods(StarterContext(tenant=in_shop_a, demo=False))
    assert not Product.objects.exists()
    fill_sample_goods(opening(in_shop_a))
    fill_sample_goods(opening(in_shop_a))
    assert Product.objects.count() == 16


def test_pictures_that_are_not_drawn_yet_come_later(in_shop_a):
    fill_sample_goods(opening(in_shop_a))
    assert SearchDocument.objects.count() == 32
    assert not Product.objects.filter(cover__isnull=False).exists()
    add_sample_pictures(in_shop_a.schema_name, "clothing")
    add_sample_pictures(in_shop_a.schema_name, "clothing")
    assert not Product.objects.filter(cover__isnull=True).exists()
    assert Product.objects.get(slug="washed-cap").pictures.count() == 4


def test_what_is_drawn_is_not_drawn_again(in_shop_a, django_assert_max_num_queries, monkeypatch):
    prepared.prepare("clothing")
    drawn = []
    monkeypatch.setattr(prepared, "draw", lambda *args, **more: drawn.append(args))
    with django_assert_max_num_queries(32):
        fill_sample_goods(opening(in_shop_a))
    assert drawn == []
    assert not Product.objects.filter(cover__isnull=True).exists()


def test_without_the_package_a_picture_is_its_ground(monkeypatch, tmp_path):
    monkeypatch.setattr(icons, "ICONS", tmp_path / "none.json")
    icons.icon.cache_clear()
    goods = sample_goods("clothing")
    picture = drawing.draw(goods.products[3].shots[0], goods.colours["rose"], place=0)
    icons.icon.cache_clear()
    assert (picture.width, picture.height) == (800, 1000)


def test_a_painted_drawing_has_the_colour_s_hue_and_keeps_its_outline():
    drawing_in_blue = Image.new("RGBA", (2, 1), (51, 102, 153, 255))
    drawing_in_blue.putpixel((1, 0), (0, 0, 0, 0))
    painted = icons.painted(drawing_in_blue, sample_goods("clothing").colours["red"])
    red, green, blue, alpha = painted.getpixel((0, 0))
    assert red > max(green, blue)
    assert alpha == 255
    assert painted.getpixel((1, 0))[3] == 0


@pytest.mark.parametrize(
    ("trade", "goods"),
    [("clothing", "clothing"), ("food", "fresh"), ("hotel", "hotel"), ("beauty", "general")],
)
def test_every_trade_has_goods_that_suit_it(in_shop_a, trade, goods):
    fill_sample_goods(StarterContext(tenant=in_shop_a, demo=True, trade=trade))
    expected = {p.slug for p in sample_goods(goods).products if not p.more}
    assert set(Product.objects.values_list("slug", flat=True)) == expected
    assert len(expected) >= 16


@pytest.mark.parametrize("name", SETS[:3])
def test_a_demo_shop_has_thirty_products_with_two_pictures_or_more(name):
    goods = sample_goods(name)
    assert len(goods.products) >= 30
    assert all(len(product.shots) >= 2 for product in goods.products)
    assert len({product.slug for product in goods.products}) == len(goods.products)
    assert all(product.title.zh and product.title.en for product in goods.products)


def test_a_larger_pack_costs_more_and_rooms_are_not_sent(in_shop_a):
    stock_the_shelves("food", "zh-hans", "CNY", everything=True)
    prices = Variant.objects.filter(product__slug="yantai-apple").order_by("position")
    assert list(prices.values_list("option1", "option2", "price_minor")) == [
        ("2 公斤", "家常装", 36_00), ("2 公斤", "礼盒装", 49_00),
        ("5 公斤", "家常装", 86_00), ("5 公斤", "礼盒装", 116_00),
    ]  # fmt: skip
    Product.objects.all().delete()
    stock_the_shelves("hotel", "zh-hans", "CNY", everything=True)
    assert Product.objects.get(slug="mountain-king").requires_shipping is False
    assert Product.objects.get(slug="scent-candle").requires_shipping is True
