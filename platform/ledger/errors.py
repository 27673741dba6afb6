from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure


class InsufficientBalance(ExpectedFailure):
    """`details`: available and wanted, in the account's unit."""

    code = "insufficient_balance"
    text = _("The balance is not enough.")


class KeyReused(RuntimeError):
    """One idempotency key was used for two different requests: a fault of the program."""


class AppendOnly(RuntimeError):
    """Something tried to change or remove what the ledger has written."""


class HoldClosed(RuntimeError):
    """A hold that was released is captured, or one that was captured is released."""
