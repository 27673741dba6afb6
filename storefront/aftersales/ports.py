"""What else a refund gives back or takes back, said before it happens and kept with it.

loyalty registers here in `AppConfig.ready`; the effects themselves happen when it handles OrderRefunded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from storefront.orders.models import Order


@dataclass(frozen=True, slots=True)
class LinePlan:
    """One line of a refund plan with its amounts, tax included; `net_minor` is without tax."""

    order_line_id: int
    position: int
    quantity: int
    amount_minor: int
    net_minor: int
    discount_minor: int


@dataclass(frozen=True, slots=True)
class RefundPlan:
    """What would go back; computed, complete, exact."""

    lines: Sequence[LinePlan]
    shipping_minor: int
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Effect:
    """One line of the preview: "120 points come back". `amount` is signed, in the unit of `source`."""

    source: str
    label: str
    amount: int


EffectSource = Callable[[Order, RefundPlan], list[Effect]]
refund_effects: list[EffectSource] = []
