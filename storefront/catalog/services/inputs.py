"""What a person or a file says of a product, before it is checked."""

from dataclasses import dataclass, field
from datetime import datetime

from ..models.product import ProductStatus, TaxClass


@dataclass(kw_only=True)
class VariantInput:
    """options: one value for each of the product's option names.

    stock: what was counted; None leaves it as it is. stock_change: so many more or fewer than there are by now.
    stops_counting: it never sells out. id names an existing variant; without it the one with the same options is meant, else a new one.
    picture_id: a ProductPicture of the product.
    """

    price_minor: int
    options: tuple[str, ...] = ()
    id: int | None = None
    sku: str = ""
    compare_at_minor: int | None = None
    cost_minor: int | None = None
    weight_grams: int = 0
    barcode: str = ""
    picture_id: int | None = None
    stock: int | None = None
    stock_change: int | None = None
    stops_counting: bool = False
    is_active: bool = True


@dataclass(kw_only=True)
class TextInput:
    title: str = ""
    body_html: str = ""
    seo_title: str = ""
    seo_description: str = ""


@dataclass(kw_only=True)
class PictureInput:
    """An existing ProductPicture and its description; their order is the gallery's.

    focus: what must stay seen when it is cropped, "x y" in percent; empty leaves it.
    """

    id: int
    alt: str = ""
    focus: str = ""


@dataclass(kw_only=True)
class ProductInput:
    """The whole product. Variants not named are taken off sale; None leaves a part as it is.

    texts: by language, for languages other than the main one. option_values: each option's values in order, None
    for the order of the variants. swatches: each option's colours by value. published_at: None leaves it.
    """

    title: str
    variants: list[VariantInput]
    option_names: list[str] = field(default_factory=list)
    option_values: list[list[str]] | None = None
    swatches: list[dict[str, str]] | None = None
    slug: str = ""
    published_at: datetime | None = None
    status: str = ProductStatus.DRAFT
    body_html: str = ""
    vendor: str = ""
    product_type: str = ""
    tags: list[str] = field(default_factory=list)
    tax_class: str = TaxClass.STANDARD
    requires_shipping: bool = True
    seo_title: str = ""
    seo_description: str = ""
    category_ids: list[int] | None = None
    pictures: list[PictureInput] | None = None
    texts: dict[str, TextInput] | None = None
