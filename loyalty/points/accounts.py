"""The accounts that points move between."""

from ledger.services import AccountKind, AccountName

ACTIVE = AccountKind("member:points", "points", "member", bounded=True, lots=True)
PENDING = AccountKind("member:points_pending", "points", "member", bounded=True)
DEBT = AccountKind("member:points_debt", "points", "member")  # debit side: what the member owes
ISSUED = AccountKind("points_issued", "points").of()
REDEEMED = AccountKind("points_redeemed", "points").of()
EXPIRED = AccountKind("points_expired", "points").of()


def accounts_of_member(member_id: int) -> list[AccountName]:
    return [ACTIVE.of(member_id), PENDING.of(member_id), DEBT.of(member_id)]
