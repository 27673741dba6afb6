"""Everything that writes to the ledger; all of it inside the caller's transaction."""

from .accounts import AccountKind, AccountName, lock_accounts
from .holds import capture_hold, open_hold, release_expired_holds, release_hold
from .lots import expire_lots, extend_expiry
from .posting import Entry, NewLot, Posting, post

__all__ = [
    "AccountKind",
    "AccountName",
    "Entry",
    "NewLot",
    "Posting",
    "capture_hold",
    "expire_lots",
    "extend_expiry",
    "lock_accounts",
    "open_hold",
    "post",
    "release_expired_holds",
    "release_hold",
]
