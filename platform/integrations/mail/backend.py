from collections.abc import Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from integrations.mailbox import store


class DevelopmentMailbox(BaseEmailBackend):
    """Keeps mails in the development mail box instead of sending them."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mail in email_messages:
            store.keep(
                "mail",
                to=list(mail.recipients()),
                sender=mail.from_email,
                subject=str(mail.subject),
                text=str(mail.body),
                html=_html(mail),
            )
        return len(email_messages)


def _html(mail: EmailMessage) -> str:
    if not isinstance(mail, EmailMultiAlternatives):
        return ""
    return next((str(part[0]) for part in mail.alternatives if part[1] == "text/html"), "")
