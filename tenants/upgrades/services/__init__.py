"""Writes. `open_run()` notes what is to be done, `work_through()` does it, `upgrade_all()` both until nothing is left."""

from .enrol import Outdated, find_outdated, open_run
from .everything import Summary, upgrade_all
from .work import Patience, work_through

__all__ = [
    "Outdated",
    "Patience",
    "Summary",
    "find_outdated",
    "open_run",
    "upgrade_all",
    "work_through",
]
