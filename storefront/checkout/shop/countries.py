from functools import cache

from babel.core import Locale
from django.utils.translation import get_language


def country_name(code: str) -> str:
    """In the active language."""
    return _names(get_language() or "en").get(code, code)


@cache
def _names(language: str) -> dict[str, str]:
    return dict(Locale.parse(language, sep="-").territories)
