import logging
from collections.abc import Mapping
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

log = logging.getLogger(__name__)


class MailNotTaken(Exception):
    """The mail backend took none of it."""


def send_mail(
    *,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    from_name: str = "",
    reply_to: str = "",
    headers: Mapping[str, str] | None = None,
) -> bool:
    """Send one mail now; says whether it went out and never raises.

    A request waits at most settings.EMAIL_TIMEOUT for a mail server that does not answer.
    """
    try:
        post_mail(
            to=to, subject=subject, text=text, html=html, from_name=from_name, reply_to=reply_to,
            headers=headers,
        )  # fmt: skip
    except Exception:
        log.exception("mail_not_sent: %s", _one_line(subject))
        return False
    return True


def post_mail(
    *,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    from_name: str = "",
    reply_to: str = "",
    headers: Mapping[str, str] | None = None,
) -> None:
    """As send_mail, for tasks that note why a mail did not go out: raises what went wrong."""
    mail = EmailMultiAlternatives(
        _one_line(subject),
        text,
        _sender(from_name),
        [to],
        reply_to=[reply_to] if reply_to else None,
        headers={name: _one_line(value) for name, value in (headers or {}).items()},
    )
    if html:
        mail.attach_alternative(html, "text/html")
    if not mail.send():
        raise MailNotTaken(_one_line(subject))


def _sender(name: str) -> str:
    own_name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((_one_line(name) or own_name, address))


def _one_line(text: str) -> str:
    return " ".join(text.split())
