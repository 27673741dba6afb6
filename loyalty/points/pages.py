"""A member's time line as Django's paginator wants it: a length and slices."""

from collections.abc import Sequence
from typing import overload

from django.core.paginator import Page, Paginator

from .selectors import TimelineRow, timeline, timeline_length

ROWS_A_PAGE = 20


def timeline_page(member_id: int, number: str | None) -> Page[TimelineRow]:
    """One page, newest first; a wrong number gives the nearest page."""
    pages: Paginator[TimelineRow] = Paginator(_Timeline(member_id), ROWS_A_PAGE)
    return pages.get_page(number)


class _Timeline(Sequence[TimelineRow]):
    def __init__(self, member_id: int) -> None:
        self._member_id = member_id

    def __len__(self) -> int:
        return timeline_length(self._member_id)

    @overload
    def __getitem__(self, part: int) -> TimelineRow: ...

    @overload
    def __getitem__(self, part: slice) -> list[TimelineRow]: ...

    def __getitem__(self, part: int | slice) -> TimelineRow | list[TimelineRow]:
        if isinstance(part, int):
            return self[part : part + 1][0]
        return timeline(self._member_id, limit=part.stop - part.start, offset=part.start)
