import logging
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

log = logging.getLogger(__name__)


def send_mail(*, to: str, subject: str, text: str, html: str = "", from_name: str = "") -> bool:
    """Send one mail now; says whether it went out and never raises.

    A request waits at most settings.EMAIL_TIMEOUT for a mail server that does not answer.
    """
    try:
        mail = EmailMultiAlternatives(_one_line(subject), text, _sender(from_name), [to])
        if html:
            mail.attach_alternative(html, "text/html")
        return bool(mail.send())
    except Exception:
        log.exception("mail_not_sent: %s", _one_line(subject))
        return False


def _sender(name: str) -> str:
    own_name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((_one_line(name) or own_name, address))


def _one_line(text: str) -> str:
    return " ".join(text.split())
