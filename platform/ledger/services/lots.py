"""Lots: taken soonest expiry first, given back to where they came from. The account is locked by the caller."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Case, F, IntegerField, QuerySet, Value, When

from kernel import clock
from ledger.errors import InsufficientBalance
from ledger.models import Hold, Lot, LotHold, LotUse, Transfer

from .accounts import AccountName, lock_accounts

Parts = list[tuple[Lot, int]]


def create(transfer: Transfer, active_at: datetime, expires_at: datetime | None) -> Lot:
    return Lot.objects.create(
        account_id=transfer.credit_id,
        transfer=transfer,
        amount=transfer.amount,
        remaining=transfer.amount,
        active_at=active_at,
        expires_at=expires_at,
    )


def take(transfer: Transfer, *, prefer: Sequence[int] = ()) -> None:
    """Lower the lots of the debited account by the transfer's amount.

    Lots that are due to expire may still be taken from: what a transfer takes is decided by whoever posts it.
    """
    parts = _allocate(open_lots(transfer.debit_id), transfer.amount, prefer)
    _change(parts, remaining=-1)
    _note_uses(transfer, parts)


def hold(hold: Hold, at: datetime) -> None:
    """Set aside lots that can be spent at `at`."""
    parts = _allocate(spendable(open_lots(hold.account_id), at), hold.amount)
    LotHold.objects.bulk_create([LotHold(hold=hold, lot=lot, amount=part) for lot, part in parts])
    _change(parts, held=1)


def unhold(hold: Hold) -> Parts:
    """Give up what a hold had set aside; answers which lots it was."""
    held = LotHold.objects.filter(hold=hold).select_related("lot").order_by("id")
    parts = [(row.lot, row.amount) for row in held]
    _change(parts, held=-1)
    return parts


def take_held(transfer: Transfer, hold: Hold) -> None:
    """Lower the lots a hold had set aside, as far as the transfer's amount goes; give up the rest."""
    left, parts = transfer.amount, []
    for lot, held in unhold(hold):
        part = min(held, left)
        left -= part
        if part:
            parts.append((lot, part))
    _change(parts, remaining=-1)
    _note_uses(transfer, parts)


def restore(transfer_id: int, amount: int) -> None:
    """Give back to the lots a transfer took from, those that live longest first."""
    uses = LotUse.objects.filter(transfer_id=transfer_id).select_related("lot")
    left, parts = amount, []
    for use in uses.order_by(F("lot__expires_at").desc(nulls_first=True), "-lot_id"):
        part = min(use.amount - use.restored, left)
        if part:
            left -= part
            parts.append((use.lot, part))
            LotUse.objects.filter(pk=use.pk).update(restored=F("restored") + part)
    if left:
        raise InsufficientBalance(details={"available": amount - left, "wanted": amount})
    _change(parts, remaining=1)


def open_lots(account_id: int) -> QuerySet[Lot]:
    """Lots with something left, in spending order."""
    lots = Lot.objects.filter(account_id=account_id, remaining__gt=0)
    return lots.order_by(F("expires_at").asc(nulls_last=True), "id")


def spendable(lots: QuerySet[Lot], at: datetime) -> QuerySet[Lot]:
    return lots.filter(active_at__lte=at).exclude(expires_at__lte=at)


@transaction.atomic
def expire_lots(
    account: AccountName, into: AccountName, *, kind: str = "expired", at: datetime | None = None
) -> int:
    """Move what is left of overdue lots of one account; held parts stay until their hold is closed."""
    from .posting import Entry, post

    at = at or clock.now()
    row = lock_accounts([account])[account]
    overdue = [
        lot for lot in open_lots(row.pk).filter(expires_at__lte=at) if lot.remaining > lot.held
    ]
    total = 0
    for lot in overdue:
        amount = lot.remaining - lot.held
        key = f"expire:lot:{lot.pk}:{lot.amount - lot.remaining}:{lot.expires_at:%Y%m%d%H%M%S%f}"
        entry = Entry(account, into, amount, from_lots=(lot.pk,))
        total += amount if post([entry], key=key, kind=kind).fresh else 0
    return total


@transaction.atomic
def extend_expiry(account: AccountName, lot_ids: Iterable[int], *, until: datetime) -> None:
    """Let lots live until `until` when they would end before."""
    lock_accounts([account])
    Lot.objects.filter(pk__in=lot_ids, expires_at__lt=until).update(expires_at=until)


def _allocate(lots: Iterable[Lot], amount: int, prefer: Sequence[int] = ()) -> Parts:
    """Which lots give how much; held parts are not touched."""
    ordered = sorted(lots, key=lambda lot: lot.pk not in prefer) if prefer else list(lots)
    left, parts = amount, []
    for lot in ordered:
        part = min(lot.remaining - lot.held, left)
        if part:
            left -= part
            parts.append((lot, part))
        if not left:
            return parts
    raise InsufficientBalance(details={"available": amount - left, "wanted": amount})


def _change(parts: Parts, *, remaining: int = 0, held: int = 0) -> None:
    """One statement for any number of lots."""
    if not parts:
        return
    change = Case(
        *(When(pk=lot.pk, then=Value(part)) for lot, part in parts), output_field=IntegerField()
    )
    Lot.objects.filter(pk__in=[lot.pk for lot, _part in parts]).update(
        **({"remaining": F("remaining") + remaining * change} if remaining else {}),
        **({"held": F("held") + held * change} if held else {}),
    )


def _note_uses(transfer: Transfer, parts: Parts) -> None:
    LotUse.objects.bulk_create(
        [LotUse(lot=lot, transfer=transfer, amount=part) for lot, part in parts]
    )
