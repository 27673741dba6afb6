"""Currencies, countries and time zones by their names in the page's language."""

import zoneinfo
from datetime import datetime

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location
from babel.numbers import get_currency_name
from django.utils.translation import get_language, to_locale

CURRENCIES = [
    "CNY",
    "USD",
    "EUR",
    "GBP",
    "HKD",
    "TWD",
    "MOP",
    "JPY",
    "KRW",
    "SGD",
    "MYR",
    "THB",
    "VND",
    "IDR",
    "PHP",
    "INR",
    "AUD",
    "NZD",
    "CAD",
    "CHF",
    "SEK",
    "NOK",
    "DKK",
    "AED",
    "BRL",
    "MXN",
]
_REGIONS = {"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}


_NOT_COUNTRIES = {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}


def _locale() -> Locale:
    return Locale.parse(to_locale(get_language() or "en"))


def currency_choices() -> list[tuple[str, str]]:
    locale = _locale()
    return [(code, f"{get_currency_name(code, locale=locale)} ({code})") for code in CURRENCIES]


def country_choices() -> list[tuple[str, str]]:
    """(code, name), sorted by name; Chinese names by their sound, which is the order of GB 18030."""
    names = _locale().territories.items()
    countries = [
        (code, name) for code, name in names if len(code) == 2 and code not in _NOT_COUNTRIES
    ]
    return sorted(countries, key=lambda country: country[1].encode("gb18030"))


def time_zone_choices() -> list[tuple[str, str]]:
    """`(UTC+08:00) Shanghai`, from west to east; a zone of several names once."""
    aliases = get_global("zone_aliases")
    zones = zoneinfo.available_timezones()
    names = [n for n in zones if n.partition("/")[0] in _REGIONS and n not in aliases]
    locale = _locale()
    offsets = {name: datetime.now(zoneinfo.ZoneInfo(name)).strftime("%z") for name in names}
    ordered = sorted(names, key=lambda name: (_minutes(offsets[name]), name))
    return [
        (name, f"(UTC{offsets[name][:3]}:{offsets[name][3:5]}) {_place(name, locale)}")
        for name in ordered
    ]


def _minutes(offset: str) -> int:
    return int(offset[0] + "1") * (int(offset[1:3]) * 60 + int(offset[3:5]))


def _place(name: str, locale: Locale) -> str:
    return get_timezone_location(name, locale=locale, return_city=True)
