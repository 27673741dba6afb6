"""What else a refund gives back or takes back, said before it happens and kept with it.

loyalty registers here in `AppConfig.ready`; the effects themselves happen when it handles OrderRefunded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from storefront.orders.models import Order


@dataclass(frozen=True, slots=True)
class LinePlan:
    """One line of a refund with its amounts; `net_minor` is without tax."""

    order_line_id: int
    position: int
    quantity: int
    amount_minor: int
    tax_minor: int

    @property
    def net_minor(self) -> int:
        return self.amount_minor - self.tax_minor


@dataclass(frozen=True, slots=True)
class DiscountBack:
    """The part of one of the order's discounts that fell on the units going back."""

    source: str
    amount_minor: int
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TenderBack:
    """What goes back to one of the order's tenders."""

    tender_id: int
    source: str
    label: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class RefundPlan:
    """What goes back: computed, complete, exact. amount = lines + shipping = provider + tenders."""

    lines: Sequence[LinePlan]
    discounts: Sequence[DiscountBack]
    tenders: Sequence[TenderBack]
    shipping_minor: int
    amount_minor: int
    provider_minor: int

    @property
    def goods_minor(self) -> int:
        return self.amount_minor - self.shipping_minor


@dataclass(frozen=True, slots=True)
class Effect:
    """One line of the preview: "120 points come back". `amount` is signed, in the unit of `source`."""

    source: str
    label: str
    amount: int


EffectSource = Callable[[Order, RefundPlan], Sequence[Effect]]
refund_effects: list[EffectSource] = []
