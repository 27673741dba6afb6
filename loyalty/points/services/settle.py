"""Bringing an order's points to where the order stands."""

from django.db import transaction

from ledger.services import lock_accounts
from loyalty.members.services import member_of_customer
from storefront.orders.selectors import order_to_pay

from ..accounts import accounts_of_member
from ..evaluate import OrderFacts
from ..facts import order_facts
from ..models import PointsGrant
from ..selectors import current_rules
from .earn import activate_when_due, grant_once, take_back
from .spend import settle_spent


@transaction.atomic
def settle_points(order_id: int, *, earn: bool = False) -> None:
    """Capture, release, restore, take back and activate what the order's present state calls for.

    Only the order's payment lets it `earn`. Every step looks at what was done before, so any event may
    come twice, late or before an earlier one.
    """
    member = member_of_customer(order_to_pay(order_id).customer_id)
    if member is None:
        return
    lock_accounts(accounts_of_member(member.pk))  # first: all of a member's points move one by one
    order = order_facts(order_id)
    settle_spent(member.pk, order, grace_days=current_rules().restore_grace_days)
    grant = _grant(member.pk, order, earn)
    if grant is not None:
        take_back(grant, order)
        activate_when_due(grant, order)


def _grant(member_id: int, order: OrderFacts, earn: bool) -> PointsGrant | None:
    if order.paid and earn:
        return grant_once(member_id, order)
    grants = PointsGrant.objects.select_related("rules")
    return grants.filter(member_id=member_id, order_id=order.order_id).first()
