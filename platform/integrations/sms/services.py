import logging

from django.conf import settings
from django.utils.module_loading import import_string

from .backend import SmsBackend

log = logging.getLogger(__name__)


def send_sms(*, to: str, text: str) -> bool:
    """Send one text message now; says whether it went out and never raises."""
    backend: SmsBackend = import_string(settings.SMS_BACKEND)()
    try:
        backend.send(to=to, text=text)
    except Exception:
        log.exception("sms_not_sent")
        return False
    return True
