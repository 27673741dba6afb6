import time
from collections.abc import Callable
from typing import Any


class Progress:
    """What is being done and how far it is, at most once a second."""

    def __init__(self, write: Callable[[str], Any]) -> None:
        self._write, self._said_at = write, time.monotonic()

    def __call__(self, what: str, share: float) -> None:
        if time.monotonic() - self._said_at >= 1:
            self._said_at = time.monotonic()
            self._write(f"  {share:4.0%} {what}")
