from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from kernel import clock

from .. import ports
from ..errors import ProductChanged, ProductInvalid, SlugTaken
from ..models import Product, ProductText, Variant
from ..models.product import ProductStatus
from ..names import slug_for, sort_key
from ..richtext import clean_html
from ..search.documents import index_product
from ..selectors.tags import tags_cache
from .inputs import PictureInput, ProductInput, TextInput, VariantInput
from .pictures import arrange_pictures, cover_of
from .variants import check_variants, save_variants

__all__ = [
    "PictureInput",
    "ProductInput",
    "TextInput",
    "VariantInput",
    "change_status",
    "save_product",
]

PLAIN_FIELDS = ("vendor", "product_type", "tags", "tax_class", "requires_shipping", "status")
TEXT_FIELDS = ("title", "body_html", "seo_title", "seo_description")


@dataclass
class StockTold:
    """What an input says of stock, by variant id: counted anew, changed by so many, not counted any more."""

    counted: dict[int, int] = field(default_factory=dict)
    changed: dict[int, int] = field(default_factory=dict)
    stopped: list[int] = field(default_factory=list)


@transaction.atomic
def save_product(
    data: ProductInput,
    *,
    product_id: int | None = None,
    seen: datetime | None = None,
    by: str = "",
) -> Product:
    """Make or change a product with all that belongs to it; search knows it in the same transaction.

    seen: the product's updated_at when the person began to edit; raises ProductChanged when it is another by
    now. Raises ProductInvalid, SlugTaken, SameCombination.
    """
    product, stock = write_product(data, product_id=product_id, seen=seen, by=by)
    ports.stock_writer(stock.counted)
    ports.stock_changer(stock.changed)
    ports.stock_stopper(stock.stopped)
    return product


def write_product(
    data: ProductInput,
    *,
    product_id: int | None = None,
    seen: datetime | None = None,
    by: str = "",
) -> tuple[Product, StockTold]:
    """As save_product, in the caller's transaction, but the stock is left to the caller.

    So that an import writes the stock of many products at once: stock rows are locked in one fixed order.
    """
    if not data.title.strip():
        raise ProductInvalid(field="title")
    check_variants(data)
    product = _locked(product_id)
    _check_unchanged(product, seen)
    product.updated_by = by[:80]
    if product.tags != data.tags:
        tags_cache.invalidate()
    _fill(product, data)
    _save_row(product)
    if data.pictures is not None:
        arrange_pictures(product, data.pictures)
    known = [] if product_id is None else list(product.variants.all())
    variants = save_variants(product, data, known)
    if data.category_ids is not None:
        product.categories.set(data.category_ids)
    if data.texts is not None:
        _save_texts(product, data.texts)
    refresh_product(product, variants)
    return product, _stock_told(variants, data.variants)


@transaction.atomic
def change_status(product_ids: list[int], *, status: str) -> int:
    """Put products on sale, back to draft or away; answers how many changed."""
    products = Product.objects.filter(pk__in=product_ids)
    now = clock.now()
    if status != ProductStatus.ACTIVE:
        return products.exclude(status=status).update(status=ProductStatus(status), updated_at=now)
    hidden = products.exclude(pk__in=Product.objects.on_sale().values("pk"))
    count = hidden.filter(Q(published_at=None) | Q(published_at__gt=now)).update(
        status=status, published_at=now, updated_at=now
    )
    return count + hidden.exclude(status=status).update(status=status, updated_at=now)


def refresh_product(product: Product, variants: list[Variant]) -> None:
    """Renew what is kept twice: first picture, price range, options, search documents."""
    variants = [variant for variant in variants if variant.is_active]
    product.cover = cover_of(product)
    set_price_range(product, variants)
    product.save(
        update_fields=[
            "cover",
            "min_price_minor",
            "max_price_minor",
            "compare_min_minor",
            "options",
        ]
    )
    index_product(product, variants)


def set_price_range(product: Product, variants: list[Variant]) -> None:
    """What lists show of the prices; `variants`: those on sale, in their order."""
    cheapest = min(variants, key=lambda variant: variant.price_minor)
    product.min_price_minor = cheapest.price_minor
    product.max_price_minor = max(variant.price_minor for variant in variants)
    product.compare_min_minor = cheapest.compare_at_minor


def _locked(product_id: int | None) -> Product:
    if product_id is None:
        return Product(created_at=clock.now())
    return Product.objects.select_for_update(no_key=True).get(pk=product_id)


def _check_unchanged(product: Product, seen: datetime | None) -> None:
    if seen and product.pk and product.updated_at != seen:
        raise ProductChanged(details={"by": product.updated_by, "at": product.updated_at})


def _stock_told(variants: list[Variant], given: list[VariantInput]) -> StockTold:
    told = StockTold()
    for variant, one in zip(variants, given, strict=True):
        if one.stops_counting:
            told.stopped.append(variant.pk)
        elif one.stock is not None:
            told.counted[variant.pk] = one.stock
        elif one.stock_change:
            told.changed[variant.pk] = one.stock_change
    return told


def _fill(product: Product, data: ProductInput) -> None:
    for name in PLAIN_FIELDS:
        setattr(product, name, getattr(data, name))
    product.title = data.title.strip()[:255]
    product.title_key = sort_key(product.title)
    product.body_html = clean_html(data.body_html)
    product.seo_title = data.seo_title.strip()[:255]
    product.seo_description = data.seo_description.strip()[:1000]
    product.updated_at = clock.now()
    if data.slug or not product.slug:
        product.slug = slug_for(data.slug, 255) if data.slug else _free_slug(product.title)
    if data.published_at:
        product.published_at = data.published_at
    elif product.status == ProductStatus.ACTIVE and product.published_at is None:
        product.published_at = product.updated_at


def _free_slug(title: str) -> str:
    slug = wanted = slug_for(title, 140)
    number = 1
    while Product.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def _save_row(product: Product) -> None:
    try:
        with transaction.atomic():
            product.save()
    except IntegrityError as error:
        if "slug" in str(error):
            raise SlugTaken(field="slug") from None
        raise


def _save_texts(product: Product, texts: dict[str, TextInput]) -> None:
    rows = [
        ProductText(
            product=product,
            language=language,
            title=text.title.strip()[:255],
            title_key=sort_key(text.title or product.title),
            body_html=clean_html(text.body_html),
            seo_title=text.seo_title.strip()[:255],
            seo_description=text.seo_description.strip()[:1000],
        )
        for language, text in texts.items()
        if any((text.title, text.body_html, text.seo_title, text.seo_description))
    ]
    product.texts.exclude(language__in=[row.language for row in rows]).delete()
    ProductText.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["product", "language"],
        update_fields=[*TEXT_FIELDS, "title_key"],
    )
