from django.utils.translation import gettext as _

from integrations.mail.services import send_mail

from ..errors import MailNotSent
from ..letters import sample_letter


def send_test_mail(kind: str, language: str, *, to: str) -> None:
    """The sample of a kind to one of the staff, at once. Raises MailNotSent."""
    parts = sample_letter(kind, language).parts()
    parts["subject"] = _("Test: %(subject)s") % {"subject": parts["subject"]}
    if not send_mail(to=to, **parts):
        raise MailNotSent
