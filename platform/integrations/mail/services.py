import logging
from collections.abc import Callable, Mapping
from email.utils import formataddr, parseaddr
from functools import wraps
from typing import ParamSpec

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

log = logging.getLogger(__name__)
P = ParamSpec("P")


class MailNotTaken(Exception):
    """The mail backend took none of it."""


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
    """Send one mail now; raises what went wrong, for tasks that note why a mail did not go out.

    A request waits at most settings.EMAIL_TIMEOUT for a mail server that does not answer.
    """
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


def _without_raising(post: Callable[P, None]) -> Callable[P, bool]:
    """The same, saying whether it went out instead of raising why not."""

    @wraps(post)
    def send(*args: P.args, **kwargs: P.kwargs) -> bool:
        try:
            post(*args, **kwargs)
        except Exception:
            log.exception("mail_not_sent: %s", _one_line(str(kwargs.get("subject", ""))))
            return False
        return True

    return send


send_mail = _without_raising(post_mail)


def _sender(name: str) -> str:
    own_name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((_one_line(name) or own_name, address))


def _one_line(text: str) -> str:
    return " ".join(text.split())
