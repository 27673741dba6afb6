"""Holds: value set aside at checkout, captured by payment, released by cancelling."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from kernel import clock
from ledger.errors import HoldClosed, InsufficientBalance, KeyReused
from ledger.models import Account, Hold, Transfer

from . import lots
from .accounts import AccountName, accounts_of, lock_account_ids
from .posting import Posting, record_txn


class _KnownHold(Exception):
    """The key was taken: undo what was done before it was noticed."""


def open_hold(
    account: AccountName, amount: int, *, key: str, expires_at: datetime | None = None
) -> Hold:
    """Set `amount` aside on a bounded account, once a `key`. Raises InsufficientBalance."""
    if amount <= 0:
        raise ValueError("a hold holds something")
    try:
        with transaction.atomic():
            account_id = _raise_held(account, amount)
            hold = _insert_hold(account_id, amount, key, expires_at)
            if account.kind.lots:
                lots.hold(hold, hold.created_at)
            return hold
    except (_KnownHold, InsufficientBalance):
        known = Hold.objects.filter(idem_key=key).first()
        if known is None:
            raise
    if known.amount != amount or known.account_id != accounts_of([account])[account].pk:
        raise KeyReused(f"{key} holds something else")
    return known


@transaction.atomic
def capture_hold(
    hold: Hold,
    to: AccountName,
    *,
    key: str,
    kind: str,
    amount: int | None = None,
    note: Mapping[str, Any] | None = None,
    event_id: int | None = None,
) -> Posting:
    """Move what was set aside, or `amount` of it, to another account; the rest is free again."""
    target = accounts_of([to])[to]
    hold, accounts = _locked(hold, target)
    captured = hold.amount if amount is None else amount
    if not 0 < captured <= hold.amount:
        raise ValueError(f"{captured} of a hold of {hold.amount}")
    request = [kind, hold.pk, captured, target.pk, note or {}]
    txn, fresh = record_txn(key=key, kind=kind, request=request, note=note or {}, event_id=event_id)
    if not fresh:
        return Posting(txn, list(txn.transfers.all()), fresh=False)
    transfer = Transfer.objects.create(
        txn=txn, seq=1, debit_id=hold.account_id, credit=target, unit=target.unit, amount=captured
    )
    _close(hold, Hold.CAPTURED, captured=captured, transfer=transfer)
    lots.take_held(transfer, hold)
    _lower(accounts[hold.account_id], held=hold.amount, posted=captured)
    if target.bounded:
        Account.objects.filter(pk=target.pk).update(posted=F("posted") + captured)
    return Posting(txn, [transfer])


@transaction.atomic
def release_hold(hold: Hold, *, state: str = Hold.RELEASED) -> bool:
    """Free what was set aside; False when it was freed before."""
    hold, accounts = _locked(hold)
    if hold.state in (Hold.RELEASED, Hold.EXPIRED):
        return False
    _close(hold, state)
    lots.unhold(hold)
    _lower(accounts[hold.account_id], held=hold.amount)
    return True


def release_expired_holds(*, at: datetime | None = None, limit: int = 500) -> int:
    """Close open holds whose time is over. Holds of orders have no end: the order's own end releases them."""
    overdue = Hold.objects.filter(state=Hold.OPEN, expires_at__lte=at or clock.now())
    return sum(release_hold(hold, state=Hold.EXPIRED) for hold in overdue.order_by("id")[:limit])


def _locked(hold: Hold, target: Account | None = None) -> tuple[Hold, dict[int, Account]]:
    """The hold as it is now, under the lock of its account (and of a bounded target)."""
    ids = {hold.account_id} | ({target.pk} if target is not None and target.bounded else set())
    accounts = lock_account_ids(ids)
    return Hold.objects.get(pk=hold.pk), accounts


def _raise_held(account: AccountName, amount: int) -> int:
    """Lock the account and reserve in one statement; answers its id.

    The condition is that of the CHECK, so that a refusal does not abort the transaction.
    """
    kind = account.kind
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {Account._meta.db_table} SET held = held + %s WHERE kind = %s AND owner_type = %s"
            " AND owner_id = %s AND unit = %s AND bounded AND posted - held - floor >= %s RETURNING id",
            [amount, kind.kind, kind.owner_type, account.owner_id, kind.unit, amount],
        )
        row = cursor.fetchone()
    if row is None:
        available = accounts_of([account])[account].available
        raise InsufficientBalance(details={"available": available, "wanted": amount})
    return row[0]


def _insert_hold(account_id: int, amount: int, key: str, expires_at: datetime | None) -> Hold:
    hold = Hold(
        idem_key=key,
        account_id=account_id,
        amount=amount,
        state=Hold.OPEN,
        expires_at=expires_at,
        created_at=clock.now(),
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Hold._meta.db_table} (idem_key, account_id, amount, captured, state,"
            " expires_at, created_at) VALUES (%s, %s, %s, 0, %s, %s, %s)"
            " ON CONFLICT (idem_key) DO NOTHING RETURNING id",
            [key, account_id, amount, hold.state, expires_at, hold.created_at],
        )
        row = cursor.fetchone()
    if row is None:
        raise _KnownHold
    hold.pk = row[0]
    hold._state.adding = False
    return hold


def _close(hold: Hold, state: str, *, captured: int = 0, transfer: Transfer | None = None) -> None:
    closed = Hold.objects.filter(pk=hold.pk, state=Hold.OPEN).update(
        state=state, captured=captured, transfer=transfer
    )
    if not closed:
        raise HoldClosed(f"{hold.idem_key} is {hold.state}")


def _lower(account: Account, *, held: int, posted: int = 0) -> None:
    Account.objects.filter(pk=account.pk).update(held=F("held") - held, posted=F("posted") - posted)
