"""What staff wrote about a member, down to the day they joined, newest first and page by page."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext_lazy as _

from backoffice.ports import Text
from loyalty.members.models import Member, MemberNote

NOTES_A_PAGE = 20


@dataclass(frozen=True)
class Moment:
    at: datetime
    text: Text
    by: str = ""
    note: str = ""


def notes_page(member: Member, number: str | None) -> Page[MemberNote]:
    """One page, newest first; a wrong number gives the nearest page."""
    return Paginator(member.staff_notes.order_by("-pk"), NOTES_A_PAGE).get_page(number)


def time_line(member: Member, page: Page[MemberNote]) -> list[Moment]:
    """The notes of the page; under the oldest of them that the member joined."""
    moments = [Moment(note.at, _("Note"), note.by, note.text) for note in page]
    if not page.has_next():
        moments.append(Moment(member.joined_at, _("Became a member")))
    return moments
