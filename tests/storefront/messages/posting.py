"""What the worker does, in the test's own process."""

from django.core import mail
from django.core.mail import EmailMultiAlternatives

from kernel.events.draining import drain
from storefront.messages.models import OPEN, OrderMail
from storefront.messages.services import send_due_mail


def work() -> None:
    """React to every due event and send every due mail."""
    drain()
    for mail_id in OrderMail.objects.filter(OPEN).values_list("pk", flat=True):
        send_due_mail(mail_id)


def sent() -> list[EmailMultiAlternatives]:
    return list(mail.outbox)  # type: ignore[arg-type]


def html_of(message: EmailMultiAlternatives) -> str:
    return str(message.alternatives[0][0])


def kinds() -> list[str]:
    return list(OrderMail.objects.values_list("kind", flat=True))
