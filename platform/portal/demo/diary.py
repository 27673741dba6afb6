"""When things happen: one line of time, walked from the oldest to now, with the outbox emptied on the way."""

import heapq
from collections.abc import Callable
from datetime import datetime
from itertools import count

from kernel import clock
from kernel.events.draining import drain

Act = Callable[[datetime], None]


class Diary:
    """Acts at their times. An act may write further ones; those after `now` never happen."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._pages: list[tuple[datetime, int, Act]] = []
        self._order = count()

    def write(self, at: datetime, act: Act) -> None:
        if at < self.now:
            heapq.heappush(self._pages, (at, next(self._order), act))

    def live(self) -> None:
        while self._pages:
            at, _place, act = heapq.heappop(self._pages)
            with clock.frozen(at):
                act(at)
                drain(
                    limit=10_000
                )  # with what was due meanwhile: receipts, completions, unpaid orders
