import time

import pytest
from django.core.files.storage import default_storage
from django.utils import translation
from PIL import Image

from storefront.catalog.models import Product, SearchDocument, Variant
from storefront.catalog.samples import drawing, prepared
from storefront.catalog.samples.goods import sample_goods
from storefront.catalog.samples.starter import fill_sample_goods
from storefront.catalog.samples.tasks import add_sample_pictures
from storefront.catalog.selectors import ListFilter, categories_tree, list_cards, product_by_slug
from storefront.inventory.models import StockItem
from tenants.provisioning.ports import StarterContext

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quick_drawings(settings, tmp_path, monkeypatch):
    """Each picture one colour: drawing them all takes half a minute."""
    settings.SAMPLES_DIR = tmp_path
    shades = iter(range(256))
    monkeypatch.setattr(
        prepared,
        "draw",
        lambda icon, colour, place: Image.new("RGB", (400, 500), (next(shades), 9, 9)),
    )


def opening(shop, language: str = "zh-hans", **more) -> StarterContext:
    return StarterContext(tenant=shop, demo=True, language=language, **more)


def test_a_shop_has_goods_in_two_languages(in_shop_a):
    prepared.prepare()
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
    assert len(dress.pictures) == 3
    assert len({variant.picture.src for variant in dress.variants}) == 3
    assert StockItem.objects.count() == Variant.objects.count()
    assert list_cards(ListFilter(query="连衣裙")).cards[0].slug == "french-floral-dress"
    assert list_cards(ListFilter(query="dresses")).total >= 1
    assert all(
        default_storage.exists(size["name"]) for size in Product.objects.first().cover["sizes"]
    )


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
    add_sample_pictures(in_shop_a.schema_name)
    add_sample_pictures(in_shop_a.schema_name)
    assert not Product.objects.filter(cover__isnull=True).exists()
    assert Product.objects.get(slug="washed-cap").pictures.count() == 3


def test_takes_no_time_once_they_are_drawn(in_shop_a, django_assert_max_num_queries):
    prepared.prepare()
    with django_assert_max_num_queries(32):
        started = time.perf_counter()
        fill_sample_goods(opening(in_shop_a))
    assert time.perf_counter() - started < 2  # about 0.1 s on a machine that is not busy


def test_without_the_package_a_picture_is_ground_and_shape(monkeypatch, tmp_path):
    monkeypatch.setattr(drawing, "ICONS", tmp_path / "none.json")
    picture = drawing.draw("dress", sample_goods().colours["rose"], place=0)
    assert (picture.width, picture.height) == (800, 1000)


def test_a_painted_drawing_has_the_colour_s_hue():
    body = '<path fill="#336699"/><path fill="#6af"/>'
    painted = drawing._painted(body, sample_goods().colours["red"])
    assert "#336699" not in painted
    assert all(int(c[0:2], 16) > int(c[4:6], 16) for c in drawing.re.findall("#(.{6})", painted))
