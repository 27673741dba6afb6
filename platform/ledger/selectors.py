"""Reading the books."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet, Sum

from kernel import clock

from .models import Account, Hold, Lot, LotUse, Transfer, Txn
from .services.accounts import AccountName
from .services.lots import open_lots, spendable


@dataclass(frozen=True)
class Balance:
    """`posted` is what the account holds, `held` the part set aside."""

    posted: int = 0
    held: int = 0

    @property
    def available(self) -> int:
        return self.posted - self.held


def balances(names: Iterable[AccountName]) -> dict[AccountName, Balance]:
    """Of accounts that may not exist yet. Bounded ones are stored, the others summed up."""
    names = list(names)
    condition = Q(pk__in=[])
    for name in names:
        condition |= name.matches()
    accounts = list(Account.objects.filter(condition))
    sums = transfer_sums([account.pk for account in accounts if not account.bounded])
    by_key = {
        (account.kind, account.owner_id): Balance(account.posted, account.held)
        if account.bounded
        else Balance(sums[account.pk])
        for account in accounts
    }
    return {name: by_key.get((name.kind.kind, name.owner_id), Balance()) for name in names}


def spendable_amount(name: AccountName, *, at: datetime | None = None) -> int:
    """What can be spent now: neither held nor in a lot that is over."""
    lots = Lot.objects.filter(name_of_account(name), remaining__gt=0)
    free = spendable(lots, at or clock.now()).aggregate(free=Sum(F("remaining") - F("held")))
    return free["free"] or 0


def name_of_account(name: AccountName, prefix: str = "account__") -> Q:
    kind = name.kind
    return Q(
        **{
            f"{prefix}kind": kind.kind,
            f"{prefix}owner_type": kind.owner_type,
            f"{prefix}owner_id": name.owner_id,
            f"{prefix}unit": kind.unit,
        }
    )


def lots_of(name: AccountName) -> QuerySet[Lot]:
    """Lots with something left, soonest expiry first."""
    account = Account.objects.filter(name.matches()).first()
    return open_lots(account.pk) if account else Lot.objects.none()


def lots_taken(transfer_id: int) -> QuerySet[LotUse]:
    """Which lots a transfer took from."""
    return LotUse.objects.filter(transfer_id=transfer_id).select_related("lot").order_by("id")


def transfers_of(names: Iterable[AccountName]) -> QuerySet[Transfer]:
    """Every transfer that touches one of the accounts, newest first, with its txn and both accounts."""
    condition = Q(pk__in=[])
    for name in names:
        condition |= name_of_account(name, "debit__") | name_of_account(name, "credit__")
    return (
        Transfer.objects.filter(condition)
        .select_related("txn", "debit", "credit", "lot")
        .order_by("-txn__effective_at", "-id")
    )


def txn_of(key: str) -> Txn | None:
    """What was posted under a key."""
    return Txn.objects.filter(idem_key=key).first()


def restored_amount(transfer_id: int) -> int:
    """How much of what a transfer took from lots was given back."""
    return lots_taken(transfer_id).aggregate(total=Sum("restored"))["total"] or 0


def open_holds_of(name: AccountName) -> QuerySet[Hold]:
    """What is set aside on an account, newest first."""
    return Hold.objects.filter(name_of_account(name), state=Hold.OPEN).order_by("-id")


def hold_of(key: str) -> Hold | None:
    return Hold.objects.filter(idem_key=key).first()


def transfer_sums(account_ids: Iterable[int]) -> dict[int, int]:
    """Credits minus debits of each account."""
    ids, sums = list(account_ids), defaultdict[int, int](int)
    if not ids:
        return sums
    for field, sign in (("credit", 1), ("debit", -1)):
        rows = Transfer.objects.filter(**{f"{field}__in": ids}).values_list(field)
        for account_id, total in rows.annotate(total=Sum("amount")).order_by():
            sums[account_id] += sign * total
    return sums


def discrepancies() -> list[str]:
    """What does not add up in this schema's books; empty when all is well. Run nightly and in tests."""
    return [*_wrong_balances(), *_wrong_holds(), *_wrong_lots()]


def _wrong_balances() -> list[str]:
    accounts = list(Account.objects.all())
    sums = transfer_sums([account.pk for account in accounts])
    return [
        f"account {account.pk} stores {account.posted}, its transfers make {sums[account.pk]}"
        for account in accounts
        if account.bounded and account.posted != sums[account.pk]
    ]


def _wrong_holds() -> list[str]:
    open_holds = Hold.objects.filter(state=Hold.OPEN).values_list("account")
    held = dict(open_holds.annotate(total=Sum("amount")).order_by())
    return [
        f"account {account.pk} has {account.held} held, its open holds make {held.get(account.pk, 0)}"
        for account in Account.objects.filter(bounded=True)
        if account.held != held.get(account.pk, 0)
    ]


def _wrong_lots() -> list[str]:
    lots = (
        Lot.objects.values("account").annotate(left=Sum("remaining"), held=Sum("held")).order_by()
    )
    accounts = Account.objects.in_bulk([row["account"] for row in lots])
    wrong = [
        f"account {row['account']}: lots hold {row['left']}, the account {accounts[row['account']].posted}"
        for row in lots
        if row["left"] != accounts[row["account"]].posted
        or row["held"] != accounts[row["account"]].held
    ]
    used = Lot.objects.annotate(used=Sum(F("uses__amount") - F("uses__restored")))
    wrong += [
        f"lot {lot.pk}: {lot.remaining} left of {lot.amount}, used {lot.used or 0}"
        for lot in used
        if lot.amount - lot.remaining != (lot.used or 0)
    ]
    return wrong
