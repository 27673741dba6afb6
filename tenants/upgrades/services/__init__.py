"""Writes. `open_run()` notes what is to be done, `work_through()` does it, `upgrade_all()` both until nothing is left."""

from .attempt import bring_up_to_date
from .enrol import Outdated, find_outdated, open_run
from .everything import Summary, upgrade_all
from .work import Patience, work_through

__all__ = [
    "Outdated",
    "Patience",
    "Summary",
    "bring_up_to_date",
    "find_outdated",
    "open_run",
    "upgrade_all",
    "work_through",
]
