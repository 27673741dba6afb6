"""Which of a product's texts a page shows."""

from collections.abc import Iterable

from django.utils.translation import get_language

from tenants.directory.near_cache import NearCache
from tenants.profile.selectors import current_profile

from ..models import OptionWord, Product, ProductText


def page_language() -> str:
    """The page's language when the shop speaks it, else the shop's main one."""
    profile = current_profile()
    language = get_language() or profile.main_language
    return language if language in profile.languages else profile.main_language


def other_language() -> str | None:
    """The page's language when it is not the main one, in which products speak for themselves."""
    language = page_language()
    return None if language == current_profile().main_language else language


def other_texts(products: Iterable[Product]) -> dict[int, ProductText]:
    """Texts in the page's language by product id; empty, and no query, in the main language."""
    language, ids = other_language(), [product.pk for product in products]
    if language is None or not ids:
        return {}
    texts = ProductText.objects.filter(product_id__in=ids, language=language)
    return {text.product_id: text for text in texts}


def localised(product: Product, text: ProductText | None, field: str) -> str:
    """`title`, `body_html`, `seo_title` or `seo_description` in the page's language."""
    return (getattr(text, field) if text else "") or getattr(product, field)


def _words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = {}
    for word, language, text in OptionWord.objects.values_list("word", "language", "text"):
        words.setdefault(language, {})[word] = text
    return words


words_cache: NearCache[dict[str, dict[str, str]]] = NearCache("option_words", _words)


def option_label(word: str) -> str:
    """An option's name or value in the page's language."""
    return words_cache.get().get(page_language(), {}).get(word, word)
