"""Which of a product's texts a page shows."""

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils.translation import get_language

from tenants.freshness.kept_near import KeptNear, Row
from tenants.profile.selectors import current_profile

from ..models import OptionWord, Product


def page_language() -> str:
    """The page's language when the shop speaks it, else the shop's main one."""
    profile = current_profile()
    language = get_language() or profile.main_language
    return language if language in profile.languages else profile.main_language


def other_language() -> str | None:
    """The page's language when it is not the main one, in which products speak for themselves."""
    language = page_language()
    return None if language == current_profile().main_language else language


def with_other_texts(products: QuerySet[Product], *fields: str) -> QuerySet[Product]:
    """Brings the fields' texts in the page's language along, for `localised`; as it was in the main language."""
    language = other_language()
    if language is None:
        return products
    text = FilteredRelation("texts", condition=Q(texts__language=language))
    others = {f"other_{field}": F(f"other_text__{field}") for field in fields}
    return products.annotate(other_text=text, **others)


def localised(product: Product, field: str) -> str:
    """`title`, `body_html`, `seo_title` or `seo_description` in the page's language."""
    return getattr(product, f"other_{field}", "") or getattr(product, field)


def _queries() -> tuple[QuerySet, ...]:
    return (OptionWord.objects.values("word", "language", "text"),)


def _read(rows: list[Row]) -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = {}
    for row in rows:
        words.setdefault(row["language"], {})[row["word"]] = row["text"]
    return words


words_cache: KeptNear[dict[str, dict[str, str]]] = KeptNear(_queries, _read)


def option_label(word: str) -> str:
    """An option's name or value in the page's language."""
    return words_cache.get().get(page_language(), {}).get(word, word)
