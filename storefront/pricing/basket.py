"""What goes into `price()`: plain values, so that a price can be computed again anywhere, any time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class BasketLine:
    variant_id: int
    quantity: int
    unit_price_minor: int
    tax_class: str = "standard"
    requires_shipping: bool = True
    product_id: int = 0


@dataclass(frozen=True, slots=True)
class Destination:
    country: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class ShippingRate:
    """`flat_minor`, or nothing when the goods cost `free_over_minor` or more after discounts."""

    method: str
    label: str
    flat_minor: int
    free_over_minor: int | None = None


@dataclass(frozen=True, slots=True)
class TaxRule:
    """The rate of a class in a place; an empty country or region means everywhere else."""

    name: str
    tax_class: str
    rate_bp: int
    country: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class TaxTable:
    prices_include_tax: bool = True
    rules: tuple[TaxRule, ...] = ()
    shipping_tax_class: str = "standard"

    def rule_for(self, tax_class: str, to: Destination) -> TaxRule | None:
        """The most exact rule: region before country before everywhere."""
        places = [(to.country, to.region), (to.country, ""), ("", "")]
        rules = {(r.country, r.region): r for r in self.rules if r.tax_class == tax_class}
        return next((rules[place] for place in places if place in rules), None)


@dataclass(frozen=True, slots=True)
class ProposedDiscount:
    """What a source would take off; `price()` caps it at what the goods still cost.

    `variant_ids` limits it to some lines. `data` is the source's own and is kept with the order.
    """

    source: str
    label: str
    amount_minor: int
    data: Mapping[str, Any] = field(default_factory=dict)
    variant_ids: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class ProposedTender:
    """What a source would pay; `price()` caps it at what is still to be paid."""

    source: str
    label: str
    amount_minor: int
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Basket:
    currency: str
    lines: tuple[BasketLine, ...]
    destination: Destination = Destination()
    shipping: ShippingRate | None = None
    taxes: TaxTable = TaxTable()
    discounts: tuple[ProposedDiscount, ...] = ()
    tenders: tuple[ProposedTender, ...] = ()
