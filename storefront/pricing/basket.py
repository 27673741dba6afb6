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
    weight_grams: int = 0


@dataclass(frozen=True, slots=True)
class Destination:
    """`region` and `city` are keys of customers.regions, or whatever was typed."""

    country: str = ""
    region: str = ""
    city: str = ""

    @property
    def places(self) -> tuple[str, ...]:
        """From the most exact to everywhere, as shipping zones write them."""
        exact = (self.country, self.region, self.city)
        filled = [exact[:depth] for depth in (3, 2, 1) if all(exact[:depth])]
        return (*("/".join(parts) for parts in filled), EVERYWHERE)


EVERYWHERE = "*"


@dataclass(frozen=True, slots=True)
class ShippingRate:
    """What one way of sending costs to one zone; `freight.charge` works it out.

    By `measure`: "flat" is `flat_minor` for everything; "piece" and "weight" take `flat_minor` for the first
    `first` pieces or grams and `step_minor` for each further `step`, begun ones in full. Nothing at all when the
    goods cost `free_over_minor` or more after discounts, or are `free_over_units` pieces or more.
    `pickup` holds the facts of a pick-up point, to be kept with the order.
    """

    method: str
    label: str
    flat_minor: int
    free_over_minor: int | None = None
    measure: str = "flat"
    first: int = 1
    step: int = 1
    step_minor: int = 0
    free_over_units: int | None = None
    zone: str = ""
    pickup: Mapping[str, str] = field(default_factory=dict)


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
