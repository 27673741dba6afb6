from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kernel import clock


class ProductStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    ACTIVE = "active", _("on sale")
    ARCHIVED = "archived", _("archived")


class TaxClass(models.TextChoices):
    STANDARD = "standard", _("standard")
    REDUCED = "reduced", _("reduced")
    NONE = "none", _("not taxed")


class ProductQuerySet(models.QuerySet["Product"]):
    def on_sale(self) -> "ProductQuerySet":
        """Seen in the shop now: active, and its time of publication has come."""
        return self.filter(status=ProductStatus.ACTIVE, published_at__lte=clock.now())

    def scheduled(self) -> "ProductQuerySet":
        """Seen in the shop by itself from a time to come."""
        return self.filter(status=ProductStatus.ACTIVE, published_at__gt=clock.now())

    def next_publication(self) -> "models.QuerySet[Product, Any]":
        """When the next of them is seen: one row of one column, or none."""
        return self.scheduled().order_by("published_at").values("published_at")[:1]


class Product(models.Model):
    """What the shop sells. Its texts are in the shop's main language; ProductText holds the others.

    options: [{"name": "Colour", "values": ["Red", "Blue"], "swatches": {"Red": "#cc0000"}}], at most three, in
    order; swatches may be missing. published_at: an active product is seen from then on. The fields from
    `cover` on are copies that `services.save_product` keeps, so that a list of products is one query.
    """

    slug = models.SlugField(_("address"), max_length=255, unique=True, allow_unicode=True)
    status = models.CharField(
        _("status"), max_length=8, choices=ProductStatus.choices, default=ProductStatus.DRAFT
    )
    title = models.CharField(_("name"), max_length=255)
    body_html = models.TextField(_("description"), blank=True)
    vendor = models.CharField(_("brand"), max_length=255, blank=True)
    product_type = models.CharField(_("type"), max_length=255, blank=True)
    tags = models.JSONField(_("tags"), default=list, blank=True)
    tax_class = models.CharField(
        _("tax"), max_length=20, choices=TaxClass.choices, default=TaxClass.STANDARD
    )
    requires_shipping = models.BooleanField(_("is shipped"), default=True)
    seo_title = models.CharField(_("title for search engines"), max_length=255, blank=True)
    seo_description = models.CharField(
        _("description for search engines"), max_length=1000, blank=True
    )
    categories = models.ManyToManyField("catalog.Category", related_name="products")
    options = models.JSONField(default=list, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    updated_by = models.CharField(
        max_length=80, blank=True, default="", db_default="", editable=False
    )

    cover = models.JSONField(null=True, editable=False)  # media.pictures.picture_data of the first
    title_key = models.CharField(max_length=120, editable=False)  # names.sort_key(title)
    min_price_minor = models.BigIntegerField(default=0, editable=False)
    max_price_minor = models.BigIntegerField(default=0, editable=False)
    compare_min_minor = models.BigIntegerField(null=True, editable=False)

    objects = ProductQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        indexes = [
            models.Index(fields=["status", "-published_at", "-id"], name="product_newest"),
            models.Index(fields=["status", "min_price_minor", "id"], name="product_by_price"),
            models.Index(fields=["status", "title_key", "id"], name="product_by_title"),
            models.Index(fields=["-updated_at", "-id"], name="product_last_changed"),
            models.Index(fields=["title_key", "id"], name="product_list_by_title"),
            models.Index(fields=["min_price_minor", "id"], name="product_list_by_price"),
            models.Index(fields=["-created_at", "-id"], name="product_list_by_age"),
            GinIndex(fields=["tags"], opclasses=["jsonb_path_ops"], name="product_by_tag"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_on_sale(self) -> bool:
        published = self.published_at is None or self.published_at <= clock.now()
        return self.status == ProductStatus.ACTIVE and published

    @property
    def is_scheduled(self) -> bool:
        return self.status == ProductStatus.ACTIVE and not self.is_on_sale


class ProductText(models.Model):
    """A product's texts in another language; an empty field falls back to the main language."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=10)
    title = models.CharField(_("name"), max_length=255, blank=True)
    title_key = models.CharField(max_length=120, editable=False)
    body_html = models.TextField(_("description"), blank=True)
    seo_title = models.CharField(_("title for search engines"), max_length=255, blank=True)
    seo_description = models.CharField(
        _("description for search engines"), max_length=1000, blank=True
    )

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["product", "language"], name="one_product_text_a_language"
            )
        ]

    def __str__(self) -> str:
        return self.title


class ProductPicture(models.Model):
    """A picture of a product, in the gallery's order. source_url: where an import found it."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey("media.ShopImage", on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField(default=0)
    alt = models.CharField(_("description of the picture"), max_length=500, blank=True)
    source_url = models.CharField(max_length=2000, blank=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["product", "position"], name="picture_by_position")]

    def __str__(self) -> str:
        return self.alt


class Variant(models.Model):
    """What is put in the cart: one combination of a product's options, with a price.

    facets: "name\\x1fvalue" for each option, what the shop's filters look for.
    """

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="variants")
    sku = models.CharField(_("SKU"), max_length=255, blank=True)
    option1 = models.CharField(max_length=255, blank=True)
    option2 = models.CharField(max_length=255, blank=True)
    option3 = models.CharField(max_length=255, blank=True)
    price_minor = models.BigIntegerField(_("price"))
    compare_at_minor = models.BigIntegerField(_("original price"), null=True, blank=True)
    cost_minor = models.BigIntegerField(_("cost"), null=True, blank=True)
    weight_grams = models.PositiveIntegerField(_("weight in grams"), default=0)
    barcode = models.CharField(_("barcode"), max_length=255, blank=True)
    picture = models.ForeignKey(
        ProductPicture, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    position = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(_("on sale"), default=True)
    facets = ArrayField(models.CharField(max_length=520), default=list, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("variant")
        verbose_name_plural = _("variants")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "option1", "option2", "option3"],
                name="one_variant_a_combination",
                deferrable=models.Deferrable.IMMEDIATE,  # so that two can swap in one statement
            ),
            models.CheckConstraint(
                condition=Q(price_minor__gte=0), name="variant_price_not_negative"
            ),
        ]
        indexes = [
            models.Index(fields=["sku"], name="variant_by_sku"),
            GinIndex(fields=["facets"], name="variant_by_facet"),
        ]

    def __str__(self) -> str:
        return self.option_text or self.sku

    @property
    def option_values(self) -> list[str]:
        return [value for value in (self.option1, self.option2, self.option3) if value]

    @property
    def option_text(self) -> str:
        return " / ".join(self.option_values)
