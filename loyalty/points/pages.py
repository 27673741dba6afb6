"""A member's time line as Django's paginator wants it: a length and slices."""

from collections.abc import Sequence

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

    def __getitem__(self, part: slice) -> list[TimelineRow]:  # type: ignore[override]
        return timeline(self._member_id, limit=part.stop - part.start, offset=part.start)
