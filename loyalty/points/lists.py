"""Everything that happened to members' points, as a list for a person."""

from collections.abc import Iterable, Iterator

from django.db.models import Q, QuerySet

from backoffice.sheets import csv_pieces
from ledger.models import Account, Transfer
from loyalty.members.models import Member
from tenants.directory.models import Tenant

from .accounts import ACTIVE, DEBT, PENDING

_POTS = {ACTIVE.kind: "active", PENDING.kind: "pending", DEBT.kind: "debt"}
_MEMBERS_AT_ONCE = 500


def points(tenant: Tenant) -> Iterable[bytes]:
    return csv_pieces(_rows())


def _rows() -> Iterator[list[object]]:
    """A line for every pot of a member's that a transfer touched; a member's lines add up to their balances."""
    yield ["member", "at", "what", "pot", "points", "order", "reason", "by"]
    last = 0
    while batch := list(Member.objects.filter(pk__gt=last).order_by("pk")[:_MEMBERS_AT_ONCE]):
        numbers = {member.pk: member.number for member in batch}
        last = batch[-1].pk
        for transfer in _transfers(list(numbers)).iterator(500):
            for account, sign in ((transfer.debit, -1), (transfer.credit, 1)):
                if account.kind in _POTS and account.owner_id in numbers:
                    note = transfer.txn.note
                    yield [
                        numbers[account.owner_id],
                        transfer.txn.effective_at.isoformat(timespec="seconds"),
                        transfer.txn.kind,
                        _POTS[account.kind],
                        sign * transfer.amount,
                        note.get("order", ""),
                        note.get("reason", ""),
                        note.get("by", ""),
                    ]


def _transfers(member_ids: list[int]) -> QuerySet[Transfer]:
    accounts = Account.objects.filter(kind__in=_POTS, owner_id__in=member_ids).values("pk")
    touched = Q(debit__in=accounts) | Q(credit__in=accounts)
    return Transfer.objects.filter(touched).select_related("txn", "debit", "credit").order_by("pk")
