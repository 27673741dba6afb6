"""What may lower a price (discounts, before tax) or pay a part of it (tenders, after).

A source is registered in `AppConfig.ready`, in the order in which discounts apply:

    pricing.ports.discount_sources.append(PointsDiscount())
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from .basket import Basket, ProposedDiscount, ProposedTender
from .quote import AppliedDiscount, AppliedTender


@dataclass(frozen=True)
class PricingContext:
    """What a source decides by. `left_minor`: for a discount, what the goods still cost after the
    discounts before it; for a tender, what is still to be paid. `choices` is what the shopper chose, by
    the source's code: {"points": 300}; not yet validated."""

    basket: Basket
    left_minor: int
    customer_id: int | None = None
    choices: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Offer:
    """A field of the checkout page: what the shopper may use of this source (whole numbers, 0 = none)."""

    code: str
    label: str
    help_text: str
    maximum: int
    step: int = 1


class OrderToHold(Protocol):
    """The order just placed, as a source needs it."""

    pk: Any
    number: Any
    customer_id: Any
    currency: Any
    pay_by: datetime | None


class DiscountSource(Protocol):
    code: str

    def offer(self, context: PricingContext) -> Offer | None:
        """The field to show at checkout; None shows none."""

    def propose(self, context: PricingContext) -> Sequence[ProposedDiscount]:
        """What would be taken off. Asking for more than there is proposes what there is."""

    def hold(self, order: OrderToHold, applied: Sequence[AppliedDiscount]) -> None:
        """Set aside what the order uses, inside its transaction; raises ExpectedFailure to refuse the
        order. Capture and release follow OrderPaid and OrderCancelled."""


class TenderSource(Protocol):
    code: str

    def offer(self, context: PricingContext) -> Offer | None: ...

    def propose(self, context: PricingContext) -> Sequence[ProposedTender]: ...

    def hold(self, order: OrderToHold, applied: Sequence[AppliedTender]) -> None: ...


discount_sources: list[DiscountSource] = []
tender_sources: list[TenderSource] = []
