"""The time line as a list that pages can be cut from."""

from ..selectors import TimelineRow, timeline, timeline_length


class Timeline:
    def __init__(self, member_id: int) -> None:
        self._member_id = member_id

    def __len__(self) -> int:
        return timeline_length(self._member_id)

    def __getitem__(self, part: slice) -> list[TimelineRow]:
        return timeline(self._member_id, limit=part.stop - part.start, offset=part.start)
