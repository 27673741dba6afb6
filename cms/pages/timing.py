"""Pages that come and go at a time set by the merchant. Wagtail notes the time; the outbox is the alarm clock."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.core.management import call_command
from django.db import transaction
from wagtail.models import Page, Revision

from kernel import clock
from kernel.events import Event, announce, handles


@dataclass(frozen=True)
class PageTimeComes(Event):
    """A page is to be published, or taken down, now."""

    page_id: int

    name: ClassVar[str] = "pages.PageTimeComes"


def note_going_live(sender: type[Revision], instance: Revision, **_: Any) -> None:
    """Whoever plans a publication, on whichever of Wagtail's ways, saves the revision with its time."""
    _wake(int(instance.object_id), instance.approved_go_live_at)


def note_going_away(sender: type[Page], instance: Page, **_: Any) -> None:
    if instance.live:
        _wake(instance.pk, instance.expire_at)


@handles(PageTimeComes, name="pages.time_comes")
def time_comes(event: PageTimeComes) -> None:
    """All that is due, by Wagtail's own rules; nothing when the merchant has changed his mind."""
    call_command("publish_scheduled", verbosity=0)


def _wake(page_id: int, at: datetime | None) -> None:
    if at is None or at <= clock.now():
        return
    with transaction.atomic():
        announce(PageTimeComes(page_id), f"page-time:{page_id}:{at.isoformat()}", not_before=at)
