"""Naming, opening and locking accounts."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from ledger.models import Account


@dataclass(frozen=True)
class AccountKind:
    """Declared once by the module that owns it: `POINTS = AccountKind("member:points", "points", "member")`.

    bounded: stores a balance that cannot go below zero. lots: what comes in is a lot with its own expiry.
    """

    kind: str
    unit: str
    owner_type: str = ""
    bounded: bool = False
    lots: bool = False

    def of(self, owner_id: int | None = None) -> "AccountName":
        """The account of one owner; without owner the shop's own."""
        if (owner_id is None) != (self.owner_type == ""):
            raise ValueError(f"{self.kind} belongs to {self.owner_type or 'nobody'}")
        return AccountName(self, owner_id)


@dataclass(frozen=True)
class AccountName:
    """One account, whether it exists yet or not."""

    kind: AccountKind
    owner_id: int | None

    def matches(self) -> Q:
        return Q(
            kind=self.kind.kind,
            owner_type=self.kind.owner_type,
            unit=self.kind.unit,
            **(
                {"owner_id__isnull": True} if self.owner_id is None else {"owner_id": self.owner_id}
            ),
        )


def accounts_of(names: Iterable[AccountName]) -> dict[AccountName, Account]:
    """The accounts, opened when they do not exist; not locked."""
    wanted = set(names)
    found = _find(wanted)
    missing = wanted - found.keys()
    if missing:
        Account.objects.bulk_create([_new(name) for name in missing], ignore_conflicts=True)
        found |= _find(missing)
    return found


def lock_accounts(names: Iterable[AccountName]) -> dict[AccountName, Account]:
    """The accounts, the bounded ones locked in id order and fresh.

    A service that decides on balances before it posts calls this first.
    """
    accounts = accounts_of(names)
    bounded = [account.pk for account in accounts.values() if account.bounded]
    locked = Account.objects.filter(pk__in=bounded).order_by("pk").select_for_update(no_key=True)
    fresh = {account.pk: account for account in locked} if bounded else {}
    return {name: fresh.get(account.pk, account) for name, account in accounts.items()}


def lock_account_ids(ids: Iterable[int]) -> dict[int, Account]:
    """Bounded accounts by id, locked in id order."""
    locked = Account.objects.filter(pk__in=set(ids)).order_by("pk").select_for_update(no_key=True)
    return {account.pk: account for account in locked}


def _find(names: set[AccountName]) -> dict[AccountName, Account]:
    condition = Q(pk__in=[])
    for name in names:
        condition |= name.matches()
    by_key = {
        (account.kind, account.owner_type, account.owner_id, account.unit): account
        for account in Account.objects.filter(condition)
    }
    keys = {
        name: (name.kind.kind, name.kind.owner_type, name.owner_id, name.kind.unit)
        for name in names
    }
    return {name: by_key[key] for name, key in keys.items() if key in by_key}


def _new(name: AccountName) -> Account:
    kind = name.kind
    return Account(
        kind=kind.kind,
        unit=kind.unit,
        owner_type=kind.owner_type,
        owner_id=name.owner_id,
        bounded=kind.bounded,
    )
