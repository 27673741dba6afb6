"""The columns of a product file in people's words."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import columns

WORDS: dict[str, Any] = {
    columns.TITLE: gettext_lazy("Name"),
    columns.HANDLE: gettext_lazy("Address (rows with the same one are one product)"),
    columns.BODY: gettext_lazy("Description"),
    columns.PRICE: gettext_lazy("Price"),
    columns.COMPARE_AT: gettext_lazy("Original price"),
    columns.COST: gettext_lazy("Cost"),
    columns.QUANTITY: gettext_lazy("Stock"),
    columns.SKU: gettext_lazy("SKU"),
    columns.BARCODE: gettext_lazy("Barcode"),
    columns.GRAMS: gettext_lazy("Weight (g)"),
    columns.CATEGORY: gettext_lazy("Category"),
    columns.OTHER_CATEGORIES: gettext_lazy("Further categories"),
    columns.TAGS: gettext_lazy("Tags"),
    columns.VENDOR: gettext_lazy("Brand"),
    columns.TYPE: gettext_lazy("Type"),
    columns.STATUS: gettext_lazy("Status"),
    columns.IMAGE: gettext_lazy("Picture's address"),
    columns.IMAGE_POSITION: gettext_lazy("Picture's place"),
    columns.IMAGE_ALT: gettext_lazy("What the picture shows"),
    columns.VARIANT_IMAGE: gettext_lazy("Variant's picture"),
    columns.SEO_TITLE: gettext_lazy("Title for search engines"),
    columns.SEO_DESCRIPTION: gettext_lazy("Description for search engines"),
    columns.TRACKER: gettext_lazy("Whether stock is counted"),
    columns.PUBLISHED: gettext_lazy("Whether it is on sale"),
    columns.SHIPPED: gettext_lazy("Whether it is shipped"),
    columns.TAXABLE: gettext_lazy("Whether it is taxed"),
    columns.GIFT_CARD: gettext_lazy("Whether it is a gift card"),
}


def heading_of(column: str, headings: dict[str, str]) -> str:
    """What a person calls it: the heading in their file, else our word; the name itself where a file had our columns."""
    if not headings:
        return column
    return headings.get(column) or column_label(column)


def column_label(column: str) -> str:
    """Without a language, or with it: "Name (English)"."""
    name, _bracket, language = column.partition(" [")
    label = str(WORDS[name]) if name in WORDS else _option(name)
    if not language:
        return label
    return f"{label} ({dict(settings.LANGUAGES).get(language.rstrip(']'), language)})"


def _option(name: str) -> str:
    text = _("Option %(number)s: name") if name.endswith("Name") else _("Option %(number)s: value")
    return text % {"number": name[6]}
