"""What an order earns: pending from payment, active some days after receipt, taken back by refunds."""

from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta

from kernel import clock
from kernel.events import announce
from ledger.selectors import balances
from ledger.services import Entry, NewLot, Posting, post

from ..accounts import ACTIVE, DEBT, ISSUED, PENDING
from ..evaluate import OrderFacts, Taken, earned_points, points_to_take_back, taken_from
from ..events import PointsFallDue
from ..models import GrantState, PointsGrant
from ..selectors import debt_of
from .expire import watch_lot
from .rules import freeze_rules


def grant_once(member_id: int, order: OrderFacts) -> PointsGrant:
    """What the order earned, decided by the rules of the moment it is first asked for."""
    rules = freeze_rules()
    amount = earned_points(rules, order.goods_minor)
    grant, made = PointsGrant.objects.get_or_create(
        member_id=member_id,
        trigger_key=f"order:{order.order_id}",
        effect_no=1,
        defaults={
            "rules": rules,
            "order_id": order.order_id,
            "inputs_hash": order.inputs_hash(),
            "amount": amount,
            "state": GrantState.PENDING if amount else GrantState.VOID,
            "created_at": clock.now(),
        },
    )
    if made and amount:
        entry = Entry(ISSUED, PENDING.of(member_id), amount)
        _post([entry], grant, order, "earned", "points.earned")
    return grant


def take_back(grant: PointsGrant, order: OrderFacts) -> None:
    """Take back what the order's refunds call for and was not taken yet."""
    target = points_to_take_back(grant.amount, order)
    if target <= grant.clawed:
        return
    taken = _plan_taking(grant, target - grant.clawed)
    _post(_taking(grant, taken), grant, order, f"claw:{target}", "points.taken_back")
    grant.clawed = target
    if grant.state == GrantState.PENDING and not grant.left:
        grant.state = GrantState.VOID
    grant.save(update_fields=["clawed", "state"])


def activate_when_due(grant: PointsGrant, order: OrderFacts) -> None:
    """Make pending points active when the days after receipt are over; else ring then."""
    if grant.state != GrantState.PENDING or order.received_at is None:
        return
    if grant.due_at is None:
        grant.due_at = order.received_at + timedelta(days=grant.rules.activation_days)
        grant.save(update_fields=["due_at"])
        if grant.due_at > clock.now():
            aggregate = f"points-due:{order.order_id}"
            announce(PointsFallDue(order.order_id), aggregate, not_before=grant.due_at)
    if grant.due_at <= clock.now():
        _activate(grant, order)


def _activate(grant: PointsGrant, order: OrderFacts) -> None:
    """Debt is repaid first; the rest becomes a lot."""
    now = clock.now()
    ends_at = lot_end(now, grant.rules.expiry_months)
    member, repaid = grant.member_id, min(grant.left, debt_of(grant.member_id))
    entries = []
    if repaid:
        entries.append(Entry(PENDING.of(member), DEBT.of(member), repaid))
    if repaid < grant.left:
        rest = grant.left - repaid
        entries.append(Entry(PENDING.of(member), ACTIVE.of(member), rest, NewLot(now, ends_at)))
    posting = _post(entries, grant, order, "active", "points.activated")
    grant.state, grant.activated_at = GrantState.ACTIVE, now
    if repaid < grant.left:
        grant.lot_id = posting.transfers[-1].lot.pk
        watch_lot(member, grant.lot_id, ends_at)
    grant.save(update_fields=["state", "activated_at", "lot_id"])


def _plan_taking(grant: PointsGrant, amount: int) -> Taken:
    active = ACTIVE.of(grant.member_id)
    pending = grant.left if grant.state == GrantState.PENDING else 0
    return taken_from(amount, pending=pending, active=balances([active])[active].available)


def _taking(grant: PointsGrant, taken: Taken) -> list[Entry]:
    member = grant.member_id
    lots = (grant.lot_id,) if grant.lot_id else ()
    entries = []
    if taken.pending:
        entries.append(Entry(PENDING.of(member), ISSUED, taken.pending))
    if taken.active:
        entries.append(Entry(ACTIVE.of(member), ISSUED, taken.active, from_lots=lots))
    if taken.debt:
        entries.append(Entry(DEBT.of(member), ISSUED, taken.debt))
    return entries


def lot_end(start: datetime, months: int | None) -> datetime | None:
    """When a lot that starts now ends: the same day so many months later, or the last of that month."""
    return None if months is None else start + relativedelta(months=months)


def _post(
    entries: list[Entry], grant: PointsGrant, order: OrderFacts, step: str, kind: str
) -> Posting:
    key = f"points:{step}:grant:{grant.pk}"
    return post(entries, key=key, kind=kind, note={"order": order.number})
