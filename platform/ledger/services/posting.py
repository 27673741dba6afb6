"""The one writer of transfers."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from kernel import clock
from ledger.errors import InsufficientBalance, KeyReused
from ledger.models import Account, Transfer, Txn

from . import lots
from .accounts import AccountName, lock_accounts


@dataclass(frozen=True)
class NewLot:
    """What the credited account receives is a lot, spendable from `active_at` until `expires_at`."""

    active_at: datetime
    expires_at: datetime | None = None


@dataclass(frozen=True)
class Entry:
    """`amount` from `debit` to `credit`.

    Into an account with lots goes a `new_lot`, or what transfer `restores` took out, back to the same lots.
    Out of one it comes from `from_lots` first, else soonest expiry first.
    """

    debit: AccountName
    credit: AccountName
    amount: int
    new_lot: NewLot | None = None
    restores: int | None = None
    from_lots: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.amount <= 0:
            raise ValueError("a transfer moves something")
        if self.debit.kind.unit != self.credit.kind.unit:
            raise ValueError(f"{self.debit.kind.unit} cannot become {self.credit.kind.unit}")
        if self.credit.kind.lots and (self.new_lot is None) == (self.restores is None):
            raise ValueError("what enters an account with lots is one new lot or a restored use")


@dataclass(frozen=True)
class Posting:
    """`fresh` is False when the same request was posted before and nothing happened now."""

    txn: Txn
    transfers: list[Transfer] = field(default_factory=list)
    fresh: bool = True


@transaction.atomic
def post(
    entries: Sequence[Entry],
    *,
    key: str,
    kind: str,
    note: Mapping[str, Any] | None = None,
    event_id: int | None = None,
    effective_at: datetime | None = None,
) -> Posting:
    """Write transfers, once a `key`.

    The same key with the same request answers what was posted then; with another one it raises KeyReused.
    Raises InsufficientBalance when a bounded account has not enough that is not held.
    """
    if not entries:
        raise ValueError("a posting has at least one entry")
    accounts = lock_accounts(name for entry in entries for name in (entry.debit, entry.credit))
    txn, fresh = record_txn(
        key=key,
        kind=kind,
        request=[kind, note or {}, *(_request(entry) for entry in entries)],
        note=note or {},
        event_id=event_id,
        effective_at=effective_at,
    )
    if not fresh:
        return Posting(txn, list(txn.transfers.order_by("seq")), fresh=False)
    apply_nets(_nets(entries, accounts), accounts.values())
    transfers = _insert(txn, entries, accounts)
    for entry, transfer in zip(entries, transfers, strict=True):
        _move_lots(entry, transfer)
    return Posting(txn, transfers)


def record_txn(
    *,
    key: str,
    kind: str,
    request: Any,
    note: Mapping[str, Any],
    event_id: int | None = None,
    effective_at: datetime | None = None,
) -> tuple[Txn, bool]:
    """The row of a key, and whether this call made it."""
    now = clock.now()
    txn = Txn(
        idem_key=key,
        request_hash=_hash(request),
        kind=kind,
        event_id=event_id,
        note=dict(note),
        effective_at=effective_at or now,
        created_at=now,
    )
    txn.pk = _insert_unless_known(txn)
    if txn.pk is not None:
        return txn, True
    known = Txn.objects.get(idem_key=key)
    if known.request_hash != txn.request_hash:
        raise KeyReused(f"{key} was used for another {known.kind}")
    return known, False


def apply_nets(nets: Mapping[int, int], accounts: Any) -> None:
    """Add to the stored balances of bounded accounts, which the caller has locked."""
    for account in accounts:
        net = nets.get(account.pk, 0)
        if not account.bounded or net == 0:
            continue
        if net < 0 and account.available < -net:
            raise InsufficientBalance(details={"available": account.available, "wanted": -net})
        Account.objects.filter(pk=account.pk).update(posted=F("posted") + net)


def _nets(entries: Sequence[Entry], accounts: Mapping[AccountName, Account]) -> dict[int, int]:
    nets: dict[int, int] = defaultdict(int)
    for entry in entries:
        nets[accounts[entry.debit].pk] -= entry.amount
        nets[accounts[entry.credit].pk] += entry.amount
    return nets


def _insert(
    txn: Txn, entries: Sequence[Entry], accounts: Mapping[AccountName, Account]
) -> list[Transfer]:
    return Transfer.objects.bulk_create(
        [
            Transfer(
                txn=txn,
                seq=seq,
                debit=accounts[entry.debit],
                credit=accounts[entry.credit],
                unit=entry.debit.kind.unit,
                amount=entry.amount,
            )
            for seq, entry in enumerate(entries, start=1)
        ]
    )


def _move_lots(entry: Entry, transfer: Transfer) -> None:
    if entry.debit.kind.lots:
        lots.take(transfer, prefer=entry.from_lots)
    if entry.credit.kind.lots and entry.new_lot is not None:
        lots.create(transfer, entry.new_lot.active_at, entry.new_lot.expires_at)
    elif entry.credit.kind.lots and entry.restores is not None:
        lots.restore(entry.restores, entry.amount)


def _request(entry: Entry) -> list[Any]:
    lot = entry.new_lot
    return [
        [entry.debit.kind.kind, entry.debit.owner_id],
        [entry.credit.kind.kind, entry.credit.owner_id],
        entry.debit.kind.unit,
        entry.amount,
        entry.restores,
        lot is not None,
    ]


def _hash(request: Any) -> str:
    text = json.dumps(request, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _insert_unless_known(txn: Txn) -> int | None:
    """Its id, or None when the key is taken; waits for a transaction that is just taking it."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Txn._meta.db_table} (idem_key, request_hash, kind, event_id, note,"
            " effective_at, created_at) VALUES (%s, %s, %s, %s, %s, %s, %s)"
            " ON CONFLICT (idem_key) DO NOTHING RETURNING id",
            [
                txn.idem_key,
                txn.request_hash,
                txn.kind,
                txn.event_id,
                json.dumps(txn.note),
                txn.effective_at,
                txn.created_at,
            ],
        )
        row = cursor.fetchone()
    return row[0] if row else None
