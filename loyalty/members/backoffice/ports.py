"""What modules above members add to their list and to a member's screen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from backoffice.ports import Action, Part, Text
from loyalty.members.models import Member


@dataclass(frozen=True)
class MemberColumn:
    """A column of the list; `values` answers for all members of a page at once."""

    position: int
    label: Text
    values: Callable[[Sequence[int]], Mapping[int, object]]


member_columns: list[MemberColumn] = []
export_columns: list[MemberColumn] = []  # of the file, after what the member bought
member_actions: list[Callable[[Member], Action | None]] = []
member_parts: list[Callable[[HttpRequest, Member], Part | None]] = []
