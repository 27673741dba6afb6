"""What search knows of each product, one document a language."""

from collections.abc import Iterable, Iterator

from django.db import connection

from tenants.profile.selectors import current_profile

from ..models import Product, ProductText, SearchDocument, Variant
from ..richtext import plain_text
from .words import index_words, plain

_UPSERT = """
    INSERT INTO catalog_searchdocument (product_id, language, vector, words)
    VALUES (%s, %s,
        setweight(to_tsvector('simple', %s), 'A') || setweight(to_tsvector('english', %s), 'A')
        || setweight(to_tsvector('simple', %s), 'B')
        || setweight(to_tsvector('simple', %s), 'D') || setweight(to_tsvector('english', %s), 'D'),
        %s)
    ON CONFLICT (product_id, language) DO UPDATE SET vector = EXCLUDED.vector, words = EXCLUDED.words
"""
BODY_LIMIT = 20_000  # characters; far inside a tsvector's megabyte


def index_product(product: Product, variants: Iterable[Variant]) -> None:
    """Renew a product's documents; call in the transaction that changed it."""
    texts = list(product.texts.all())
    labels = _labels(product, variants)
    rows = [_document(product, text, labels) for text in (None, *texts)]
    with connection.cursor() as cursor:
        for row in rows:
            cursor.execute(_UPSERT, row)
    languages = [row[1] for row in rows]
    SearchDocument.objects.filter(product=product).exclude(language__in=languages).delete()


def _document(product: Product, text: ProductText | None, labels: list[str]) -> list[object]:
    title = (text.title if text else "") or product.title
    body = plain_text((text.body_html if text else "") or product.body_html)[:BODY_LIMIT]
    language = text.language if text else current_profile().main_language
    return [
        product.pk,
        language,
        index_words(title, characters=True),
        title,
        index_words(" ".join(labels), characters=True),
        index_words(body),
        body,
        plain(" ".join([title, *labels]))[:2000],
    ]


def _labels(product: Product, variants: Iterable[Variant]) -> list[str]:
    skus = [variant.sku for variant in variants if variant.sku]
    barcodes = [variant.barcode for variant in variants if variant.barcode]
    values = [value for option in product.options for value in option["values"]]
    fixed = [product.vendor, product.product_type, *product.tags, *_categories(product)]
    return [label for label in dict.fromkeys((*skus, *fixed, *values, *barcodes)) if label]


def _categories(product: Product) -> Iterator[str]:
    for title, text in product.categories.values_list("title", "texts__title"):
        yield title
        yield text or ""
