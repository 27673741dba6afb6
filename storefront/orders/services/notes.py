from kernel import clock

from ..errors import NoteEmpty
from ..models import OrderNote


def add_note(order_id: int, *, text: str, by: str) -> OrderNote:
    """A note for the staff; shoppers never see it. Raises NoteEmpty."""
    text = text.strip()
    if not text:
        raise NoteEmpty(field="text")
    return OrderNote.objects.create(order_id=order_id, text=text[:2000], by=by, at=clock.now())
