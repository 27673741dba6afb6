"""The sample goods in a shop: a dozen statements and a link a file, because the merchant waits."""

import os
import shutil
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from wagtail.models import Collection

from kernel import clock
from media.models import ShopImage
from media.pictures import picture_data
from tenants.provisioning.ports import StarterContext

from .. import ports
from ..facets import facet
from ..models import Category, CategoryText, Product, ProductPicture, ProductText, Variant
from ..models.product import ProductStatus
from ..names import sort_key
from ..richtext import plain_text
from ..search.documents import index_product, write_documents
from ..services.words import save_words
from .goods import SampleGoods, SampleProduct, Words, minor_in, sample_goods, set_of
from .prepared import folder, picture_key, prepared, sku

ORIGINALS = "original_images"


@dataclass(frozen=True)
class Shelf:
    """The shop's side: which goods, in which language they are written, and what else it speaks."""

    goods: SampleGoods
    products: tuple[SampleProduct, ...]
    language: str
    other: str
    currency: str


def fill_sample_goods(shop: StarterContext) -> None:
    """The starter step: sample goods of the shop's trade, when they are wanted and the shop has none."""
    if shop.demo:
        stock_the_shelves(shop.trade, shop.language, shop.currency)


@transaction.atomic
def stock_the_shelves(
    trade: str, language: str, currency: str, *, everything: bool = False
) -> None:
    """Goods of this trade, unless the shop has any. Pictures that are not drawn yet come later.

    everything: with the products that only the demo shops have.
    """
    from .tasks import add_sample_pictures

    if Product.objects.exists():
        return
    goods = sample_goods(set_of(trade))
    wanted = tuple(sample for sample in goods.products if everything or not sample.more)
    other = "en" if language == "zh-hans" else "zh-hans"
    shelf = Shelf(goods, wanted, language, other, currency)
    products = _save_products(shelf, _save_categories(shelf))
    _save_words(shelf)
    _save_variants(shelf, products)
    made = prepared(goods.name)
    if made:
        hang_pictures(goods, products, made["pictures"])
        _save_search(shelf, products, made["search"])
    else:
        for product in products.values():
            index_product(product, list(product.variants.all()))
        add_sample_pictures.send(goods.name)


def hang_pictures(
    goods: SampleGoods, products: dict[str, Product], pictures: dict[str, Any]
) -> None:
    """Each product's pictures, linked from the prepared folder; variants get their colour's."""
    root, home = Collection.get_first_root_node().pk, folder(goods.name)
    images, places = [], []
    for sample in goods.products:
        for place, shot in enumerate(sample.shots if sample.slug in products else ()):
            made = pictures[picture_key(sample.slug, place)]
            _link_files(home, made)
            images.append(_image(products[sample.slug], made, root))
            places.append((sample.slug, place, shot.colour))
    ShopImage.objects.bulk_create(images)
    hung = ProductPicture.objects.bulk_create(
        ProductPicture(product=products[slug], image=image, position=place)
        for image, (slug, place, _colour) in zip(images, places, strict=True)
    )
    _set_covers(products, hung)
    _set_variant_pictures(goods, products, hung, places)


def _save_categories(shelf: Shelf) -> dict[str, Category]:
    names = shelf.goods.categories
    categories = {
        key: Category(slug=key, title=name.get(shelf.language), position=place)
        for place, (key, name) in enumerate(names.items())
    }
    Category.objects.bulk_create(categories.values())
    CategoryText.objects.bulk_create(
        CategoryText(category=category, language=shelf.other, title=names[key].get(shelf.other))
        for key, category in categories.items()
    )
    return categories


def _save_products(shelf: Shelf, categories: dict[str, Category]) -> dict[str, Product]:
    products = {
        sample.slug: _product(shelf, sample, place) for place, sample in enumerate(shelf.products)
    }
    Product.objects.bulk_create(products.values())
    ProductText.objects.bulk_create(
        ProductText(
            product=products[sample.slug],
            language=shelf.other,
            title=sample.title.get(shelf.other),
            title_key=sort_key(sample.title.get(shelf.other)),
            body_html=sample.body.get(shelf.other),
        )
        for sample in shelf.products
    )
    through = Product.categories.through
    through.objects.bulk_create(
        through(product=products[sample.slug], category=categories[sample.category])
        for sample in shelf.products
    )
    return products


def _product(shelf: Shelf, sample: SampleProduct, place: int) -> Product:
    """The first of the file is the newest: "new in" shows what the shop is about."""
    title, now = sample.title.get(shelf.language), clock.now()
    prices = [_price(shelf, sample, values) for values in sample.combinations()]
    return Product(
        slug=sample.slug,
        status=ProductStatus.ACTIVE,
        title=title,
        title_key=sort_key(title),
        body_html=sample.body.get(shelf.language),
        tags=list(sample.tags) if shelf.language == "zh-hans" else [],
        options=_options(shelf, sample),
        requires_shipping=sample.shipped,
        published_at=now - timedelta(minutes=place),
        created_at=now,
        updated_at=now,
        min_price_minor=min(prices),
        max_price_minor=max(prices),
        compare_min_minor=_compare_at(shelf, sample),
    )


def _options(shelf: Shelf, sample: SampleProduct) -> list[dict[str, Any]]:
    return [
        {
            "name": shelf.goods.options[key].get(shelf.language),
            "values": [shelf.goods.value(value).get(shelf.language) for value in values],
        }
        for key, values in sample.options
    ]


def _save_words(shelf: Shelf) -> None:
    used = {value for sample in shelf.products for _key, axis in sample.options for value in axis}
    words: list[Words] = [*shelf.goods.options.values(), *map(shelf.goods.value, sorted(used))]
    save_words(
        {
            (word.get(shelf.language), shelf.other): word.get(shelf.other)
            for word in words
            if word.zh != word.en
        }
    )


def _save_variants(shelf: Shelf, products: dict[str, Product]) -> None:
    variants, stock = [], []
    numbers = count(3)
    for sample in shelf.products:
        for position, values in enumerate(sample.combinations()):
            variants.append(_variant(shelf, sample, products[sample.slug], values, position))
            stock.append(next(numbers) * 7 % 23)  # uneven, and here and there none left
    Variant.objects.bulk_create(variants)
    ports.stock_writer({v.pk: left for v, left in zip(variants, stock, strict=True)})


def _variant(
    shelf: Shelf, sample: SampleProduct, product: Product, values: tuple[str, ...], position: int
) -> Variant:
    names = [option["name"] for option in product.options]
    said = [shelf.goods.value(value).get(shelf.language) for value in values]
    first, second, third = (*said, "", "", "")[:3]
    compare_at = _compare_at(shelf, sample, values)
    return Variant(
        product=product,
        sku=sku(sample, values),
        option1=first,
        option2=second,
        option3=third,
        price_minor=_price(shelf, sample, values),
        compare_at_minor=compare_at,
        weight_grams=sample.weight,
        position=position,
        facets=[facet(name, value) for name, value in zip(names, said, strict=True)],
    )


def _price(shelf: Shelf, sample: SampleProduct, values: tuple[str, ...]) -> int:
    return minor_in(sample.price * sample.factor(values), shelf.currency)


def _compare_at(
    shelf: Shelf, sample: SampleProduct, values: tuple[str, ...] | None = None
) -> int | None:
    if not sample.compare_at:
        return None
    factor = 1.0 if values is None else sample.factor(values)
    return minor_in(sample.compare_at * factor, shelf.currency)


def _save_search(shelf: Shelf, products: dict[str, Product], made: dict[str, Any]) -> None:
    rows = []
    for sample in shelf.products:
        for language in (shelf.language, shelf.other):
            vector, words = made[sample.slug][language]
            title, body = sample.title.get(language), plain_text(sample.body.get(language))
            rows.append((products[sample.slug].pk, language, vector, title, body, words))
    write_documents(rows)


def _image(product: Product, made: dict[str, Any], collection: int) -> ShopImage:
    return ShopImage(
        title=product.title,
        file=f"{ORIGINALS}/{made['hash']}.webp",
        width=made["width"],
        height=made["height"],
        file_size=made["bytes"],
        file_hash=made["hash"],
        sizes=made["sizes"],
        colour=made["colour"],
        collection_id=collection,
        created_at=clock.now(),
    )


def _set_covers(products: dict[str, Product], hung: list[ProductPicture]) -> None:
    covered = []
    for picture in hung:
        if picture.position == 0:
            product = picture.product
            product.cover = picture_data(picture.image, product.title)
            covered.append(product)
    Product.objects.bulk_update(covered, ["cover"])


def _set_variant_pictures(
    goods: SampleGoods,
    products: dict[str, Product],
    hung: list[ProductPicture],
    places: list[tuple[str, int, str]],
) -> None:
    """One picture shows every size of its colour: the first that is painted in it."""
    shown: dict[tuple[int, str], ProductPicture] = {}
    for picture, (slug, _place, colour) in zip(hung, places, strict=True):
        for name in (
            (goods.colours[colour].name.zh, goods.colours[colour].name.en) if colour else ()
        ):
            shown.setdefault((products[slug].pk, name), picture)
    painted = {product_id for product_id, _name in shown}
    variants = list(Variant.objects.filter(product_id__in=painted))
    for variant in variants:
        variant.picture = shown.get((variant.product_id, variant.option1))
    Variant.objects.bulk_update(variants, ["picture"])


def _link_files(home: Path, made: dict[str, Any]) -> None:
    names = [size["name"] for size in made["sizes"]]
    _link(home / names[-1], f"{ORIGINALS}/{made['hash']}.webp")
    for name in names:
        _link(home / name, name)


def _link(source: Path, name: str) -> None:
    """The same file under a second name where the disk can, a copy where it cannot."""
    target = Path(default_storage.path(name))
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except FileExistsError:
        return
    except OSError:
        shutil.copyfile(source, target)
