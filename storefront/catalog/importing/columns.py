"""The columns of a product file, as Shopify names them in its exports, old names and new.

Our own: a text in another language is "Title [en]"; categories beyond the first are "Other Categories".
"""

import re

HANDLE, TITLE, BODY = "Handle", "Title", "Body (HTML)"
VENDOR, CATEGORY, OTHER_CATEGORIES = "Vendor", "Product Category", "Other Categories"
TYPE, TAGS, PUBLISHED, STATUS = "Type", "Tags", "Published", "Status"
OPTION_NAMES = ("Option1 Name", "Option2 Name", "Option3 Name")
OPTION_VALUES = ("Option1 Value", "Option2 Value", "Option3 Value")
SKU, GRAMS, BARCODE = "Variant SKU", "Variant Grams", "Variant Barcode"
TRACKER, QUANTITY = "Variant Inventory Tracker", "Variant Inventory Qty"
POLICY, FULFILLMENT = "Variant Inventory Policy", "Variant Fulfillment Service"
PRICE, COMPARE_AT, COST = "Variant Price", "Variant Compare At Price", "Cost per item"
SHIPPED, TAXABLE = "Variant Requires Shipping", "Variant Taxable"
IMAGE, IMAGE_POSITION, IMAGE_ALT = "Image Src", "Image Position", "Image Alt Text"
VARIANT_IMAGE, WEIGHT_UNIT, GIFT_CARD = "Variant Image", "Variant Weight Unit", "Gift Card"
SEO_TITLE, SEO_DESCRIPTION = "SEO Title", "SEO Description"

# fmt: off
COLUMNS = (
    HANDLE, TITLE, BODY, VENDOR, CATEGORY, TYPE, TAGS, PUBLISHED,
    OPTION_NAMES[0], OPTION_VALUES[0], OPTION_NAMES[1], OPTION_VALUES[1], OPTION_NAMES[2], OPTION_VALUES[2],
    SKU, GRAMS, TRACKER, QUANTITY, POLICY, FULFILLMENT, PRICE, COMPARE_AT, SHIPPED, TAXABLE, BARCODE,
    IMAGE, IMAGE_POSITION, IMAGE_ALT, GIFT_CARD, SEO_TITLE, SEO_DESCRIPTION, VARIANT_IMAGE, WEIGHT_UNIT,
    COST, STATUS, OTHER_CATEGORIES,
)
# fmt: on
TRANSLATED = {
    "title": TITLE,
    "body_html": BODY,
    "seo_title": SEO_TITLE,
    "seo_description": SEO_DESCRIPTION,
}

_OTHER_NAMES = {
    "url handle": HANDLE,
    "description": BODY,
    "published on online store": PUBLISHED,
    "sku": SKU,
    "barcode": BARCODE,
    "price": PRICE,
    "compare-at price": COMPARE_AT,
    "charge tax": TAXABLE,
    "inventory tracker": TRACKER,
    "inventory quantity": QUANTITY,
    "weight value (grams)": GRAMS,
    "requires shipping": SHIPPED,
    "product image url": IMAGE,
    "image position": IMAGE_POSITION,
    "image alt text": IMAGE_ALT,
    "variant image url": VARIANT_IMAGE,
    "gift card": GIFT_CARD,
}
_KNOWN = {**{column.lower(): column for column in COLUMNS}, **_OTHER_NAMES}
_IN_LANGUAGE = re.compile(r"(.+?) ?\[([a-z]{2}(?:-[a-z]+)?)\]")


def column_name(heading: str) -> str:
    """The column a heading means, in our spelling; an unknown heading stays what it is."""
    plain = " ".join(heading.strip().lower().split())
    translated = _IN_LANGUAGE.fullmatch(plain)
    if translated:
        return in_language(column_name(translated[1]), translated[2])
    return _KNOWN.get(plain, heading.strip())


def in_language(column: str, language: str) -> str:
    return f"{column} [{language}]"
