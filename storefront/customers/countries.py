"""Countries by name in the language of the page."""

from functools import cache

from babel import Locale
from django.utils.translation import get_language

_LOCALES = {"zh-hans": "zh_Hans", "en": "en"}
_NOT_COUNTRIES = {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}


def country_choices() -> list[tuple[str, str]]:
    """(code, name), sorted by name; Chinese names by their sound, which is the order of GB 18030."""
    return list(_choices(_LOCALES.get(get_language() or "", "en")))


def country_name(code: str) -> str:
    return dict(_choices(_LOCALES.get(get_language() or "", "en"))).get(code, code)


@cache
def _choices(locale: str) -> tuple[tuple[str, str], ...]:
    names = Locale.parse(locale).territories.items()
    countries = [
        (code, name) for code, name in names if len(code) == 2 and code not in _NOT_COUNTRIES
    ]
    return tuple(sorted(countries, key=lambda country: country[1].encode("gb18030")))
