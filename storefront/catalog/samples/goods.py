"""The sample goods as they stand beside this file: a set of goods a trade."""

import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

from kernel.money import digits

LANGUAGES = {"zh-hans": "zh", "en": "en"}
SETS = ("clothing", "fresh", "hotel", "general")
_SET_OF_TRADE = {"clothing": "clothing", "food": "fresh", "hotel": "hotel"}
_YUAN_IN = {
    "CNY": 1.0,
    "HKD": 1.1,
    "TWD": 4.5,
    "JPY": 20.0,
    "KRW": 190.0,
    "USD": 0.15,
    "EUR": 0.14,
    "GBP": 0.12,
    "SGD": 0.2,
}
COLOUR, SIZE = "colour", "size"


@dataclass(frozen=True)
class Words:
    """A text in the languages we have."""

    zh: str
    en: str

    def get(self, language: str) -> str:
        return self.zh if LANGUAGES.get(language, "en") == "zh" else self.en


@dataclass(frozen=True)
class Colour:
    """How a colour is called, and how a picture is painted in it."""

    name: Words
    hue: float
    saturation: float
    lightness: float
    ground: tuple[str, str]


@dataclass(frozen=True)
class Shot:
    """One picture of a product: what kind of scene (scenes.py), and what else is in it."""

    icon: str
    kind: str
    ground: tuple[str, str]
    things: tuple[str, ...] = ()
    colour: str = ""


@dataclass(frozen=True)
class SampleProduct:
    """`options`: axes with the keys of their values; `factors`: what a value makes of the price."""

    slug: str
    icon: str
    category: str
    title: Words
    body: Words
    tags: tuple[str, ...]
    options: tuple[tuple[str, tuple[str, ...]], ...]
    factors: dict[str, float]
    price: int
    compare_at: int | None
    weight: int
    shots: tuple[Shot, ...]
    shipped: bool
    more: bool

    @property
    def colours(self) -> tuple[str, ...]:
        return dict(self.options).get(COLOUR, ())

    def combinations(self) -> list[tuple[str, ...]]:
        """A value of each axis, in every way; one empty tuple where there is no axis."""
        return list(product(*(values for _key, values in self.options)))

    def factor(self, values: tuple[str, ...]) -> float:
        """What this combination costs, beside the first one."""
        firsts = (axis[0] for _key, axis in self.options)
        return prod(
            self.factors.get(value, 1.0) / self.factors.get(first, 1.0)
            for value, first in zip(values, firsts, strict=True)
        )


@dataclass(frozen=True)
class SampleGoods:
    name: str
    categories: dict[str, Words]
    options: dict[str, Words]
    values: dict[str, Words]
    colours: dict[str, Colour]
    products: tuple[SampleProduct, ...]

    def value(self, key: str) -> Words:
        """How an option's value is called; a size such as XL speaks for itself."""
        if key in self.colours:
            return self.colours[key].name
        return self.values.get(key) or Words(key, key)


def set_of(trade: str) -> str:
    """Which goods suit a trade; the neutral ones when none do."""
    return _SET_OF_TRADE.get(trade, "general")


@cache
def sample_goods(name: str) -> SampleGoods:
    source = tomllib.loads(source_of(name).read_text(encoding="utf-8"))
    return SampleGoods(
        name=name,
        categories={key: _words(value) for key, value in source["categories"].items()},
        options={key: _words(value) for key, value in source["options"].items()},
        values={key: _words(value) for key, value in source.get("values", {}).items()},
        colours={key: _colour(value) for key, value in source.get("colours", {}).items()},
        products=tuple(_product(value, source) for value in source["products"]),
    )


def source_of(name: str) -> Path:
    return Path(__file__).with_name(f"{name}.toml")


def minor_in(yuan: float, currency: str) -> int:
    """A price in another currency: whole units, near what it is worth."""
    return max(1, round(yuan * _YUAN_IN.get(currency, 0.15))) * 10 ** digits(currency)


def _words(value: dict[str, str]) -> Words:
    return Words(zh=value["zh"], en=value["en"])


def _colour(value: dict[str, Any]) -> Colour:
    return Colour(
        name=_words(value),
        hue=value["hue"],
        saturation=value["saturation"],
        lightness=value["lightness"],
        ground=tuple(value["ground"]),
    )


def _product(value: dict[str, Any], source: dict[str, Any]) -> SampleProduct:
    values = source.get("values", {})
    return SampleProduct(
        slug=value["slug"],
        icon=value["icon"],
        category=value["category"],
        title=_words(value["title"]),
        body=_words(value["body"]),
        tags=tuple(value.get("tags", ())),
        options=_axes(value),
        factors={key: word["factor"] for key, word in values.items() if "factor" in word},
        price=value["price"],
        compare_at=value.get("compare_at"),
        weight=value["weight"],
        shots=_shots(value, tuple(source["categories"][value["category"]]["ground"])),
        shipped=value["category"] not in source.get("unshipped", ()),
        more=value.get("more", False),
    )


def _axes(value: dict[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    named = {COLOUR: value.get("colours"), SIZE: value.get("sizes"), **value.get("options", {})}
    return tuple((key, tuple(values)) for key, values in named.items() if values)


def _shots(value: dict[str, Any], ground: tuple[str, str]) -> tuple[Shot, ...]:
    """Every colour alone first; the scenes after them show the first colour."""
    icon, colours = value["icon"], value.get("colours", [])
    alone = [Shot(icon, "hero", ground, colour=colour) for colour in colours]
    first = colours[0] if colours else ""
    scenes = [
        Shot(shot.get("icon", icon), shot["kind"], ground, tuple(shot.get("things", ())), first)
        for shot in value["shots"]
    ]
    return (*alone, *scenes)
