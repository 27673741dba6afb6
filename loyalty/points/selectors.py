"""Reading points: the rules in force, a member's balances, the time line."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ledger.models import Account, Transfer
from ledger.selectors import balances as ledger_balances
from ledger.selectors import lots_of, open_holds_of, spendable_amount, transfers_of
from tenants.directory.near_cache import NearCache

from .accounts import ACTIVE, DEBT, PENDING, accounts_of_member
from .models import GrantState, PointsGrant, PointsRules

EDITABLE = [
    "enabled",
    "earn_points",
    "earn_per_minor",
    "earn_rounding",
    "activation_days",
    "max_share_percent",
    "spend_points",
    "spend_value_minor",
    "expiry_months",
    "restore_grace_days",
]


def _load_rules() -> PointsRules:
    return PointsRules.objects.order_by("-version").first() or PointsRules(version=1)


rules_cache: NearCache[PointsRules] = NearCache("points_rules", _load_rules, 60)


def current_rules() -> PointsRules:
    """The newest version; treat it as read-only. A shop that never set any has the defaults, unsaved."""
    return rules_cache.get()


@dataclass(frozen=True)
class PointsBalances:
    """`active` includes what is `held` for orders that wait for payment; `spendable` does not."""

    active: int
    held: int
    pending: int
    debt: int
    spendable: int


NOTHING = PointsBalances(active=0, held=0, pending=0, debt=0, spendable=0)


def balances(member_id: int) -> PointsBalances:
    """A member's points, all zero when nothing ever happened."""
    known = ledger_balances(accounts_of_member(member_id))
    active = known[ACTIVE.of(member_id)]
    return PointsBalances(
        active=active.posted,
        held=active.held,
        pending=known[PENDING.of(member_id)].posted,
        debt=-known[DEBT.of(member_id)].posted,
        spendable=spendable_points(member_id) if active.posted else 0,
    )


def spendable_points(member_id: int) -> int:
    """Active, not held, not past their end."""
    return spendable_amount(ACTIVE.of(member_id))


def debt_of(member_id: int) -> int:
    """What the member owes: taken back after it was spent."""
    name = DEBT.of(member_id)
    return -ledger_balances([name])[name].posted


@dataclass(frozen=True)
class Ending:
    amount: int
    at: datetime


def next_ending(member_id: int) -> Ending | None:
    """The points that expire next."""
    lot = lots_of(ACTIVE.of(member_id)).filter(expires_at__isnull=False).first()
    return Ending(lot.remaining, lot.expires_at) if lot and lot.expires_at else None


@dataclass(frozen=True)
class TimelineRow:
    """What happened to a member's points: `amount` is signed and in the pot `pot` (active, pending, debt).

    A change of pot (pending points become active) is one row with the pot they reached.
    """

    at: datetime
    label: str | Promise
    amount: int
    pot: str
    order_number: str = ""
    reason: str = ""
    by: str = ""
    expires_at: datetime | None = None


LABELS: dict[tuple[str, str], str | Promise] = {
    ("points.earned", "pending"): _("Earned"),
    ("points.activated", "active"): _("Now active"),
    ("points.activated", "debt"): _("Used to repay points owed"),
    ("points.spent", "active"): _("Spent"),
    ("points.restored", "active"): _("Given back after a refund"),
    ("points.taken_back", "pending"): _("Taken back after a refund"),
    ("points.taken_back", "active"): _("Taken back after a refund"),
    ("points.taken_back", "debt"): _("Owed after a refund"),
    ("points.expired", "active"): _("Expired"),
    ("points.adjusted", "active"): _("Changed by the shop"),
    ("points.adjusted", "debt"): _("Used to repay points owed"),
}
POTS = {ACTIVE.kind: "active", PENDING.kind: "pending", DEBT.kind: "debt"}


def timeline(member_id: int, *, limit: int = 50, offset: int = 0) -> list[TimelineRow]:
    """Newest first."""
    transfers = transfers_of(accounts_of_member(member_id))[offset : offset + limit]
    return [timeline_row(transfer) for transfer in transfers]


def timeline_length(member_id: int) -> int:
    return transfers_of(accounts_of_member(member_id)).count()


def held_rows(member_id: int) -> list[TimelineRow]:
    """What is set aside for orders that wait for payment."""
    holds = open_holds_of(ACTIVE.of(member_id))
    return [
        TimelineRow(hold.created_at, _("Set aside for an order"), -hold.amount, "active")
        for hold in holds
    ]


@dataclass(frozen=True)
class OrderPoints:
    """What one order earned so far, net of refunds, and from when it can be spent."""

    amount: int
    state: str
    due_at: datetime | None


def points_of_order(order_id: int) -> OrderPoints | None:
    grant = PointsGrant.objects.filter(order_id=order_id).exclude(state=GrantState.VOID).first()
    return OrderPoints(grant.left, grant.state, grant.due_at) if grant else None


def timeline_row(transfer: Transfer) -> TimelineRow:
    """A transfer that touches one of a member's pots, in words."""
    pot, sign = _pot(transfer.credit, transfer.debit)
    note = transfer.txn.note
    lot = getattr(transfer, "lot", None)
    return TimelineRow(
        at=transfer.txn.effective_at,
        label=LABELS.get((transfer.txn.kind, pot), transfer.txn.kind),
        amount=sign * transfer.amount,
        pot=pot,
        order_number=note.get("order", ""),
        reason=note.get("reason", ""),
        by=note.get("by", ""),
        expires_at=lot.expires_at if lot else None,
    )


def _pot(credit: Account, debit: Account) -> tuple[str, int]:
    """Which of the member's pots a transfer is about: the one reached, else the one left."""
    if credit.kind in POTS:
        return POTS[credit.kind], 1
    return POTS[debit.kind], -1
