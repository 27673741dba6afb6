"""What members have bought, for many of them in one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet, Sum

from storefront.orders.models import Order
from tenants.profile.selectors import current_profile


@dataclass(frozen=True)
class Bought:
    """`spent_minor` is what was paid, less what went back, in the shop's currency of today."""

    orders: int = 0
    spent_minor: int = 0
    last_at: object = None


def bought_by(customer_ids: Sequence[int]) -> dict[int, Bought]:
    """By customer id; customers without a paid order are missing."""
    mine = _paid().filter(customer_id__in=customer_ids)
    sums = mine.values("customer_id").annotate(
        orders=Count("pk"), spent=_spent(), last=Max("paid_at")
    )
    return {row["customer_id"]: Bought(row["orders"], row["spent"], row["last"]) for row in sums}


def who_bought() -> QuerySet[Any]:
    """Ids of customers with a paid order."""
    return _paid().filter(customer__isnull=False).values("customer_id")


def who_spent(least_minor: int) -> QuerySet[Any]:
    """Ids of customers with a paid order who spent so much or more."""
    return (
        who_bought().annotate(spent=_spent()).filter(spent__gte=least_minor).values("customer_id")
    )


def _spent() -> Sum:
    """Yuan and yen do not add up: orders from before the shop changed its currency count, their sums do not."""
    same = Q(currency=current_profile().currency)
    return Sum(F("total_minor") - F("refunded_minor"), filter=same, default=0)


def _paid() -> QuerySet[Order]:
    return Order.objects.filter(paid_at__isnull=False).order_by()
