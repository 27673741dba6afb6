"""The sample goods as they stand in clothing.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from kernel.money import digits

SOURCE = Path(__file__).with_name("clothing.toml")
LANGUAGES = {"zh-hans": "zh", "en": "en"}
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
_ONE_SIZE = {"均码": "One size"}


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
class SampleProduct:
    slug: str
    icon: str
    category: str
    title: Words
    body: Words
    tags: tuple[str, ...]
    colours: tuple[str, ...]
    sizes: tuple[str, ...]
    price: int
    compare_at: int | None
    weight: int

    @property
    def pictures(self) -> tuple[str, ...]:
        """One a colour; the product's own colours otherwise."""
        return self.colours or ("",)

    def combinations(self) -> list[tuple[str, str]]:
        """Colour and size; "" where the product has none."""
        return list(product(self.colours or ("",), self.sizes or ("",)))


@dataclass(frozen=True)
class SampleGoods:
    categories: dict[str, Words]
    options: dict[str, Words]
    colours: dict[str, Colour]
    products: tuple[SampleProduct, ...]


@cache
def sample_goods() -> SampleGoods:
    source = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    return SampleGoods(
        categories={key: _words(value) for key, value in source["categories"].items()},
        options={key: _words(value) for key, value in source["options"].items()},
        colours={key: _colour(value) for key, value in source["colours"].items()},
        products=tuple(_product(value) for value in source["products"]),
    )


def minor_in(yuan: int, currency: str) -> int:
    """A price in another currency: whole units, near what it is worth."""
    return max(1, round(yuan * _YUAN_IN.get(currency, 0.15))) * 10 ** digits(currency)


def size_words(size: str) -> Words:
    return Words(zh=size, en=_ONE_SIZE.get(size, size))


def _words(value: dict[str, str]) -> Words:
    return Words(zh=value["zh"], en=value["en"])


def _colour(value: dict) -> Colour:
    return Colour(
        name=_words(value),
        hue=value["hue"],
        saturation=value["saturation"],
        lightness=value["lightness"],
        ground=tuple(value["ground"]),
    )


def _product(value: dict) -> SampleProduct:
    return SampleProduct(
        slug=value["slug"],
        icon=value["icon"],
        category=value["category"],
        title=_words(value["title"]),
        body=_words(value["body"]),
        tags=tuple(value.get("tags", ())),
        colours=tuple(value.get("colours", ())),
        sizes=tuple(value.get("sizes", ())),
        price=value["price"],
        compare_at=value.get("compare_at"),
        weight=value["weight"],
    )
