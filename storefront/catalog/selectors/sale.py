from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, FilteredRelation, Q, QuerySet

from media.pictures import PictureView, picture_from_data, picture_view

from ..models import Variant
from ..models.product import Product
from .language import option_label, other_language


@dataclass(frozen=True, slots=True)
class VariantForSale:
    """All that cart and order need of a variant. is_active: its product is on sale, and it is too."""

    variant_id: int
    product_id: int
    slug: str
    sku: str
    title: str
    option_text: str
    price_minor: int
    compare_at_minor: int | None
    weight_grams: int
    tax_class: str
    requires_shipping: bool
    picture: PictureView | None
    is_active: bool


# a fifth of the four tables' columns: the cart, the checkout and the order each read them
_COLUMNS = (
    *("product_id", "sku", "option1", "option2", "option3"),
    *("price_minor", "compare_at_minor", "weight_grams", "is_active"),
    *("product__slug", "product__title", "product__status", "product__published_at"),
    *("product__cover",),
    *("product__tax_class", "product__requires_shipping"),
    *("picture__alt", "picture__image__title", "picture__image__sizes", "picture__image__colour"),
    *("picture__image__focal_point_x", "picture__image__focal_point_y"),
    *("picture__image__width", "picture__image__height"),
)


def variants_for_sale(ids: Iterable[int]) -> dict[int, VariantForSale]:
    """By variant id; one that no longer exists is missing. One query in every language."""
    variants = Variant.objects.filter(pk__in=list(ids)).select_related("product", "picture__image")
    variants = variants.only(*_COLUMNS)
    return {
        variant.pk: VariantForSale(
            variant_id=variant.pk,
            product_id=variant.product_id,
            slug=variant.product.slug,
            sku=variant.sku,
            title=getattr(variant, "other_title", "") or variant.product.title,
            option_text=" / ".join(option_label(value) for value in variant.option_values),
            price_minor=variant.price_minor,
            compare_at_minor=shown_compare_at(variant.price_minor, variant.compare_at_minor),
            weight_grams=variant.weight_grams,
            tax_class=variant.product.tax_class,
            requires_shipping=variant.product.requires_shipping,
            picture=variant_picture(variant, variant.product),
            is_active=variant.is_active and variant.product.is_on_sale,
        )
        for variant in _with_other_titles(variants)
    }


def variants_found(query: str, most: int = 12) -> list[VariantForSale]:
    """Variants on sale whose product's name or SKU has every word, for staff who put an order together."""
    words = query.split()[:5]
    if not words:
        return []
    found = Variant.objects.filter(is_active=True, product__status="active")
    for word in words:
        options = Q(option1__icontains=word) | Q(option2__icontains=word)
        title = Q(product__title__icontains=word) | Q(product__texts__title__icontains=word)
        found = found.filter(title | options | Q(sku__icontains=word) | Q(barcode=word))
    ids = list(found.order_by("product_id", "position").values_list("pk", flat=True)[: most * 4])
    ids = list(dict.fromkeys(ids))[:most]
    goods = variants_for_sale(ids)
    return [goods[pk] for pk in ids if pk in goods]


def variants_without_weight() -> int:
    """How many variants on sale are sent and have no weight entered."""
    return Variant.objects.filter(
        weight_grams=0, is_active=True, product__status="active", product__requires_shipping=True
    ).count()


def _with_other_titles(variants: QuerySet[Variant]) -> QuerySet[Variant]:
    """`other_title` on each, on a page that is not in the shop's main language."""
    language = other_language()
    if language is None:
        return variants
    mine = Q(product__texts__language=language)
    text = FilteredRelation("product__texts", condition=mine)
    return variants.annotate(other_text=text, other_title=F("other_text__title"))


def shown_compare_at(price_minor: int, compare_at_minor: int | None) -> int | None:
    """An original price is shown only when it is higher."""
    return compare_at_minor if compare_at_minor and compare_at_minor > price_minor else None


def variant_picture(variant: Variant, product: Product) -> PictureView | None:
    """The variant's own picture, else the product's first."""
    own = variant.picture
    return picture_view(own.image, own.alt) if own else picture_from_data(product.cover)
