"""The product page: the product, the variant that is chosen, and what the picker needs for the others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext, ngettext

from kernel.money import format_money
from storefront.catalog.selectors import ProductDetail, VariantView
from storefront.inventory.selectors import FEW, available

Stock = Mapping[int, int | None]


@dataclass(frozen=True)
class ValueChoice:
    value: str
    label: str
    chosen: bool
    possible: bool  # with the other options as they are chosen
    swatch: str = ""  # its colour, #rrggbb


@dataclass(frozen=True)
class OptionChoice:
    """`field` is the name of its radio buttons: option1, option2, option3."""

    field: str
    label: str
    chosen_label: str
    values: tuple[ValueChoice, ...]


@dataclass(frozen=True)
class StockText:
    text: str
    tone: str  # is-ok, is-warn, is-danger
    can_buy: bool


@dataclass(frozen=True)
class ProductScreen:
    product: ProductDetail
    chosen: VariantView | None
    stock: StockText
    options: tuple[OptionChoice, ...]
    picker: list[dict[str, Any]]
    picture_place: int  # of the chosen variant's picture in the gallery, from 1
    in_stock: frozenset[int]


def product_screen(
    product: ProductDetail, asked: Mapping[str, str], currency: str, language: str
) -> ProductScreen:
    """What the page shows for `asked` (?variant= or ?option1=...&option2=...); one query, for the stock."""
    stock = available(variant.id for variant in product.variants)
    chosen = _chosen(product, asked, stock)
    return ProductScreen(
        product=product,
        chosen=chosen,
        stock=stock_text(stock.get(chosen.id) if chosen else 0),
        options=_options(product, chosen, stock),
        picker=_picker(product, stock, currency, language),
        picture_place=_place(product, chosen) if chosen else 1,
        in_stock=frozenset(pk for pk, left in stock.items() if left is None or left > 0),
    )


def stock_text(left: int | None) -> StockText:
    """For people; `left` is None where stock is not counted."""
    if left is not None and left <= 0:
        return StockText(gettext("Sold out"), "is-danger", False)
    if left is not None and left <= FEW:
        text = ngettext("Only %(count)d left", "Only %(count)d left", left) % {"count": left}
        return StockText(text, "is-warn", True)
    return StockText(gettext("In stock"), "is-ok", True)


def variant_asked(product: ProductDetail, asked: Mapping[str, str]) -> VariantView | None:
    """The variant the address names, by its options or else by id; None when it names none of this product.

    Options come first: without script the form sends the new choice beside the id of the old one.
    """
    names = [f"option{place}" for place in range(1, len(product.options) + 1)]
    if names and all(asked.get(name) for name in names):
        values = tuple(asked[name] for name in names)
        return _first(v for v in product.variants if v.values == values)
    return _first(v for v in product.variants if str(v.id) == asked.get("variant"))


def _chosen(product: ProductDetail, asked: Mapping[str, str], stock: Stock) -> VariantView | None:
    """The one asked for, else the first that can be bought, else the first."""
    named = variant_asked(product, asked)
    buyable = _first(v for v in product.variants if _buyable(stock, v))
    return named or buyable or _first(product.variants)


def _options(
    product: ProductDetail, chosen: VariantView | None, stock: Stock
) -> tuple[OptionChoice, ...]:
    if chosen is None:
        return ()
    buyable = {v.values for v in product.variants if _buyable(stock, v)}
    choices = []
    for place, option in enumerate(product.options):
        current = chosen.values[place] if place < len(chosen.values) else ""
        values = tuple(
            ValueChoice(
                value.value,
                value.label,
                value.value == current,
                (*chosen.values[:place], value.value, *chosen.values[place + 1 :]) in buyable,
                value.swatch,
            )
            for value in option.values
        )
        label = next((value.label for value in values if value.chosen), "")
        choices.append(OptionChoice(f"option{place + 1}", option.label, label, values))
    return tuple(choices)


def _picker(
    product: ProductDetail, stock: Stock, currency: str, language: str
) -> list[dict[str, Any]]:
    @cache  # most variants of a product cost the same
    def text(minor: int | None) -> str:
        return "" if minor is None else format_money(minor, currency, language)

    @cache
    def state(left: int | None) -> dict[str, Any]:
        shown = stock_text(left)
        return {"text": shown.text, "tone": shown.tone, "buy": shown.can_buy}

    return [
        {
            "id": variant.id,
            "values": variant.values,
            "sku": variant.sku,
            "price": text(variant.price_minor),
            "was": text(variant.compare_at_minor),
            "stock": state(_capped(stock.get(variant.id))),
            "picture": _place(product, variant),
        }
        for variant in product.variants
    ]


def _capped(left: int | None) -> int | None:
    """The page never tells how many there are beyond the few."""
    return left if left is None else min(max(left, 0), FEW + 1)


def _place(product: ProductDetail, variant: VariantView) -> int:
    own = variant.picture.src if variant.picture else ""
    places = (place for place, picture in enumerate(product.pictures, 1) if picture.src == own)
    return next(places, 1)


def _buyable(stock: Stock, variant: VariantView) -> bool:
    left = stock.get(variant.id)
    return left is None or left > 0


def _first(variants: Iterable[VariantView]) -> VariantView | None:
    return next(iter(variants), None)
