from kernel import clock

from ..errors import NoteEmpty
from ..models import MemberNote


def add_note(member_id: int, *, text: str, by: str) -> MemberNote:
    """A note for the staff; shoppers never see it. Raises NoteEmpty."""
    text = text.strip()
    if not text:
        raise NoteEmpty(field="text")
    return MemberNote.objects.create(member_id=member_id, text=text[:2000], by=by, at=clock.now())
