"""The sample goods in a shop: a dozen statements and a link a file, because the merchant waits."""

import os
import shutil
from dataclasses import dataclass
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
from .goods import SampleProduct, Words, minor_in, sample_goods, size_words
from .prepared import folder, picture_key, prepared, sku

ORIGINALS = "original_images"


@dataclass(frozen=True)
class Shelf:
    """The shop's side: which language its products are written in, and what else it speaks."""

    language: str
    other: str
    currency: str


@transaction.atomic
def fill_sample_goods(shop: StarterContext) -> None:
    """Sample goods, when they are wanted and the shop has none. Pictures that are not drawn yet come later."""
    from .tasks import add_sample_pictures

    if not shop.demo or Product.objects.exists():
        return
    other = "en" if shop.language == "zh-hans" else "zh-hans"
    shelf = Shelf(shop.language, other, shop.currency)
    products = _save_products(shelf, _save_categories(shelf))
    _save_words(shelf)
    _save_variants(shelf, products)
    made = prepared()
    if made:
        hang_pictures(products, made["pictures"])
        _save_search(shelf, products, made["search"])
    else:
        for product in products.values():
            index_product(product, list(product.variants.all()))
        add_sample_pictures.send()


def hang_pictures(products: dict[str, Product], pictures: dict[str, Any]) -> None:
    """A picture a colour for each product, linked from the prepared folder; variants get theirs."""
    root = Collection.get_first_root_node().pk
    images, places = [], []
    for sample in sample_goods().products:
        for position, colour in enumerate(sample.pictures if sample.slug in products else ()):
            made = pictures[picture_key(sample.slug, colour)]
            _link_files(made)
            images.append(_image(products[sample.slug], made, root))
            places.append((sample, colour, position))
    ShopImage.objects.bulk_create(images)
    hung = ProductPicture.objects.bulk_create(
        ProductPicture(product=products[sample.slug], image=image, position=position)
        for image, (sample, _, position) in zip(images, places, strict=True)
    )
    _set_covers(products, hung)
    _set_variant_pictures(hung, places)


def _save_categories(shelf: Shelf) -> dict[str, Category]:
    names = sample_goods().categories
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
    samples = sample_goods().products
    products = {sample.slug: _product(shelf, sample) for sample in samples}
    Product.objects.bulk_create(products.values())
    ProductText.objects.bulk_create(
        ProductText(
            product=products[sample.slug],
            language=shelf.other,
            title=sample.title.get(shelf.other),
            title_key=sort_key(sample.title.get(shelf.other)),
            body_html=sample.body.get(shelf.other),
        )
        for sample in samples
    )
    through = Product.categories.through
    through.objects.bulk_create(
        through(product=products[sample.slug], category=categories[sample.category])
        for sample in samples
    )
    return products


def _product(shelf: Shelf, sample: SampleProduct) -> Product:
    title, now = sample.title.get(shelf.language), clock.now()
    price = minor_in(sample.price, shelf.currency)
    return Product(
        slug=sample.slug,
        status=ProductStatus.ACTIVE,
        title=title,
        title_key=sort_key(title),
        body_html=sample.body.get(shelf.language),
        tags=list(sample.tags) if shelf.language == "zh-hans" else [],
        options=_options(shelf, sample),
        published_at=now,
        created_at=now,
        updated_at=now,
        min_price_minor=price,
        max_price_minor=price,
        compare_min_minor=_compare_at(shelf, sample),
    )


def _options(shelf: Shelf, sample: SampleProduct) -> list[dict[str, Any]]:
    goods = sample_goods()
    colours = [goods.colours[colour].name.get(shelf.language) for colour in sample.colours]
    sizes = [size_words(size).get(shelf.language) for size in sample.sizes]
    named = (("colour", colours), ("size", sizes))
    return [
        {"name": goods.options[key].get(shelf.language), "values": values}
        for key, values in named
        if values
    ]


def _save_words(shelf: Shelf) -> None:
    goods = sample_goods()
    words: list[Words] = [*goods.options.values(), *(c.name for c in goods.colours.values())]
    words += [size_words(size) for sample in goods.products for size in sample.sizes]
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
    for sample in sample_goods().products:
        for position, (colour, size) in enumerate(sample.combinations()):
            variants.append(_variant(shelf, sample, products[sample.slug], colour, size, position))
            stock.append(next(numbers) * 7 % 23)  # uneven, and here and there none left
    Variant.objects.bulk_create(variants)
    ports.stock_writer({v.pk: left for v, left in zip(variants, stock, strict=True)})


def _variant(
    shelf: Shelf, sample: SampleProduct, product: Product, colour: str, size: str, position: int
) -> Variant:
    colour_name = sample_goods().colours[colour].name.get(shelf.language) if colour else ""
    size_name = size_words(size).get(shelf.language) if size else ""
    values = [value for value in (colour_name, size_name) if value]
    names = [option["name"] for option in product.options]
    first, second = (*values, "", "")[:2]
    return Variant(
        product=product,
        sku=sku(sample, colour, size),
        option1=first,
        option2=second,
        price_minor=product.min_price_minor,
        compare_at_minor=product.compare_min_minor,
        weight_grams=sample.weight,
        position=position,
        facets=[facet(name, value) for name, value in zip(names, values, strict=True)],
    )


def _compare_at(shelf: Shelf, sample: SampleProduct) -> int | None:
    return minor_in(sample.compare_at, shelf.currency) if sample.compare_at else None


def _save_search(shelf: Shelf, products: dict[str, Product], made: dict[str, Any]) -> None:
    rows = []
    for sample in sample_goods().products:
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
    hung: list[ProductPicture], places: list[tuple[SampleProduct, str, int]]
) -> None:
    """By SKU: one picture shows every size of its colour."""
    by_sku = {
        sku(sample, colour, size): picture
        for picture, (sample, colour, _) in zip(hung, places, strict=True)
        if colour
        for size in sample.sizes or ("",)
    }
    variants = list(Variant.objects.filter(sku__in=by_sku))
    for variant in variants:
        variant.picture = by_sku[variant.sku]
    Variant.objects.bulk_update(variants, ["picture"])


def _link_files(made: dict[str, Any]) -> None:
    home = folder()
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
