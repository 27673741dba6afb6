from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure


class NothingToSay(ExpectedFailure):
    code = "nothing_to_say"
    text = _("This mail does not fit the order any more.")


class TooManyMails(ExpectedFailure):
    code = "too_many_mails"
    text = _("This order’s mails were sent again often enough. Try it again in an hour.")


class MailNotSent(ExpectedFailure):
    code = "mail_not_sent"
    text = _("The mail could not be sent. Please try it again in a minute.")
