from django.db import transaction

from kernel import clock
from ledger.errors import InsufficientBalance
from ledger.selectors import txn_of
from ledger.services import Entry, NewLot, Posting, lock_accounts, post
from loyalty.members.models import Member
from tenants.audit.services import record_facts

from ..accounts import ACTIVE, DEBT, ISSUED, accounts_of_member
from ..errors import NotEnoughPoints, NothingToAdjust, ReasonMissing
from ..selectors import balances, current_rules, debt_of
from .earn import lot_end
from .expire import watch_lot


@transaction.atomic
def adjust_points(member_id: int, amount: int, *, reason: str, by: str, key: str) -> None:
    """Staff add (amount > 0) or take (amount < 0) points, with a reason; the same `key` is once.

    What is added repays debt first. Raises NothingToAdjust, ReasonMissing, NotEnoughPoints.
    """
    if not amount:
        raise NothingToAdjust(field="amount")
    if not reason.strip():
        raise ReasonMissing(field="reason")
    lock_accounts(accounts_of_member(member_id))
    key = f"points:adjust:{key}"
    if txn_of(key):
        return
    known, note = balances(member_id), {"reason": reason.strip(), "by": by}
    entries = _adding(member_id, amount) if amount > 0 else [_taking(member_id, -amount)]
    try:
        posting = post(entries, key=key, kind="points.adjusted", note=note)
    except InsufficientBalance as refusal:
        raise NotEnoughPoints(field="amount", details=refusal.details) from None
    _watch_new_lots(member_id, posting)
    before = known.active - known.debt
    member = Member.objects.get(pk=member_id)
    told = {"points": (before, before + amount), "reason": ("", note["reason"])}
    record_facts(member, member.number, told)


def _adding(member_id: int, amount: int) -> list[Entry]:
    now = clock.now()
    lot = NewLot(now, lot_end(now, current_rules().expiry_months))
    repaid = min(amount, debt_of(member_id))
    entries = [Entry(ISSUED, DEBT.of(member_id), repaid)] if repaid else []
    if repaid < amount:
        entries.append(Entry(ISSUED, ACTIVE.of(member_id), amount - repaid, lot))
    return entries


def _taking(member_id: int, amount: int) -> Entry:
    return Entry(ACTIVE.of(member_id), ISSUED, amount)


def _watch_new_lots(member_id: int, posting: Posting) -> None:
    for transfer in posting.transfers:
        if hasattr(transfer, "lot"):
            watch_lot(member_id, transfer.lot.pk, transfer.lot.expires_at)
