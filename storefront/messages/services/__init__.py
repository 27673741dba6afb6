"""Writes: a mail is queued in the transaction of its event, claimed, sent outside of any, and noted."""

from .again import confirm_again, send_again
from .queue import queue_mail, queue_staff_notice, ring
from .send import send_due_mail
from .settings import save_message_settings
from .trial import send_test_mail

__all__ = [
    "confirm_again",
    "queue_mail",
    "queue_staff_notice",
    "ring",
    "save_message_settings",
    "send_again",
    "send_due_mail",
    "send_test_mail",
]
