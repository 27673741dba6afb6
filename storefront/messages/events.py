from dataclasses import dataclass
from datetime import datetime

from kernel.events import Event, announce


@dataclass(frozen=True)
class OrderMailDue(Event):
    """Our own alarm clock: look after this mail again."""

    mail_id: int


def look_again(mail_id: int, at: datetime) -> None:
    """A line of its own in the outbox, so that nothing waits behind the alarm."""
    announce(OrderMailDue(mail_id), f"order-mail:{mail_id}", not_before=at)
