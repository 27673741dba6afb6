import logging

from kernel.chores import chore

from .selectors import discrepancies
from .services import release_expired_holds

log = logging.getLogger(__name__)


@chore(name="ledger.release_expired_holds")
def free_what_is_overdue() -> None:
    release_expired_holds()


@chore(name="ledger.check_books")
def check_books() -> None:
    """Somebody has to look at every line of this: the books never correct themselves."""
    for wrong in discrepancies():
        log.error("books_do_not_add_up: %s", wrong)
