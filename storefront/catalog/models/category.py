from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.Model):
    """A shelf of the shop; shelves stand inside shelves. `title` is in the shop's main language.

    cover: media.pictures.picture_data of `picture`, kept for the pages of the shop.
    """

    slug = models.SlugField(_("address"), max_length=120, unique=True, allow_unicode=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("inside"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    title = models.CharField(_("name"), max_length=120)
    picture = models.ForeignKey(
        "media.ShopImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    cover = models.JSONField(null=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title


class CategoryText(models.Model):
    """A category's name in another language."""

    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=120)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["category", "language"], name="one_category_text_a_language"
            )
        ]

    def __str__(self) -> str:
        return self.title
