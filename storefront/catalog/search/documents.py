"""What search knows of each product, one document a language."""

from collections.abc import Iterable, Iterator

from django.db import connection

from tenants.profile.selectors import current_profile

from ..models import OptionWord, Product, ProductText, SearchDocument, Variant
from ..richtext import plain_text
from .words import index_words, plain

# our words as they are (the parser of to_tsvector would cut SKUs its own way), and English stems
_UPSERT = """
    INSERT INTO catalog_searchdocument (product_id, language, vector, words) VALUES {values}
    ON CONFLICT (product_id, language) DO UPDATE SET vector = EXCLUDED.vector, words = EXCLUDED.words
"""
_VALUES = """(%s, %s, %s::tsvector || setweight(to_tsvector('english', %s), 'A')
                              || setweight(to_tsvector('english', %s), 'D'), %s)"""
Document = tuple[int, str, str, str, str, str]  # product, language, vector, title, body, words
BODY_LIMIT = 20_000  # characters
MOST_WORDS = 8_000  # a tsvector knows positions up to 16,383
MOST_PLACES = 100  # of one word; a tsvector holds 256


def index_product(product: Product, variants: Iterable[Variant]) -> None:
    """Renew a product's documents; call in the transaction that changed it."""
    labels = list(_labels(product, variants))
    rows = [_document(product, text, labels) for text in (None, *product.texts.all())]
    write_documents(rows)
    languages = [row[1] for row in rows]
    SearchDocument.objects.filter(product=product).exclude(language__in=languages).delete()


def vector_literal(weighted: Iterable[tuple[str, list[str]]]) -> str:
    """A tsvector as PostgreSQL writes it: 'word':1A,7B. Weights are A to D."""
    places: dict[str, list[str]] = {}
    position = 0
    for weight, words in weighted:
        for word in words[:MOST_WORDS]:
            position += 1
            places.setdefault(word, []).append(f"{position}{weight}")
    return " ".join(
        f"{quoted(word)}:{','.join(found[:MOST_PLACES])}" for word, found in places.items()
    )


def quoted(word: str) -> str:
    """A word as a tsvector or tsquery literal has it."""
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def document_texts(title: str, body: str, labels: list[str]) -> tuple[str, str]:
    """A document's vector, but for English stems, and its words for trigrams."""
    vector = vector_literal(
        [
            ("A", index_words(title, every_part=True)),
            ("B", index_words(" ".join(labels), every_part=True)),
            ("D", index_words(body)[: MOST_WORDS // 2]),
        ]
    )
    return vector, plain(" ".join([title, *labels]))[:2000]


def write_documents(rows: list[Document]) -> None:
    with connection.cursor() as cursor:
        values = ", ".join([_VALUES] * len(rows))
        cursor.execute(_UPSERT.format(values=values), [cell for row in rows for cell in row])


def _document(product: Product, text: ProductText | None, labels: list[str]) -> Document:
    title = (text.title if text else "") or product.title
    body = plain_text((text.body_html if text else "") or product.body_html)[:BODY_LIMIT]
    vector, words = document_texts(title, body, labels)
    language = text.language if text else current_profile().main_language
    return product.pk, language, vector, title, body, words


def _labels(product: Product, variants: Iterable[Variant]) -> Iterator[str]:
    """SKUs, brand, type, tags, categories and options, in every language."""
    for variant in variants:
        yield from (code for code in (variant.sku, variant.barcode) if code)
    yield from (label for label in (product.vendor, product.product_type) if label)
    yield from product.tags
    for title, other in product.categories.values_list("title", "texts__title"):
        yield from (name for name in (title, other) if name)
    options = [value for option in product.options for value in option["values"]]
    yield from options
    if options:
        yield from OptionWord.objects.filter(word__in=options).values_list("text", flat=True)
