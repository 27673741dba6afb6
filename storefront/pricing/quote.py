"""What comes out of `price()`: every amount, and every step on the way to the total."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Step(NamedTuple):
    """One line of the explanation. Steps of the kinds in ADDS sum up to the total. `note` says how it came about."""

    label: str
    minor: int
    kind: str  # items, discount, shipping, tax, included_tax, total, tender, payable
    note: str = ""


ADDS = frozenset({"items", "discount", "shipping", "tax"})


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """`total_minor` is after discounts, tax included."""

    variant_id: int
    quantity: int
    unit_price_minor: int
    subtotal_minor: int
    discount_minor: int
    tax_minor: int
    tax_rate_bp: int
    total_minor: int


@dataclass(frozen=True, slots=True)
class AppliedDiscount:
    """`shares`: what fell on each line, in the order of the lines."""

    source: str
    label: str
    amount_minor: int
    shares: tuple[int, ...]
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AppliedTender:
    source: str
    label: str
    amount_minor: int
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class QuotedShipping:
    """`total_minor` includes the tax, whatever the prices do. Without `method` nothing is sent.

    `facts` is what `freight.facts_of` keeps: how the price came about, and the pick-up point when it is one.
    """

    method: str
    label: str
    tax_minor: int
    total_minor: int
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TaxAmount:
    name: str
    rate_bp: int
    tax_minor: int


@dataclass(frozen=True, slots=True)
class Quote:
    currency: str
    prices_include_tax: bool
    lines: tuple[QuotedLine, ...]
    discounts: tuple[AppliedDiscount, ...]
    shipping: QuotedShipping
    taxes: tuple[TaxAmount, ...]
    tenders: tuple[AppliedTender, ...]
    items_minor: int
    discount_minor: int
    tax_minor: int
    total_minor: int
    payable_minor: int
    explanation: tuple[Step, ...]
