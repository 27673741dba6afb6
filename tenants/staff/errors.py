from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure


class WrongPassword(ExpectedFailure):
    code = "wrong_password"
    text = _("The e-mail or the password is not right.")


class TooManyAttempts(ExpectedFailure):
    code = "too_many_attempts"
    text = _("Too many attempts. Please wait a few minutes and try again.")


class HandoffRefused(ExpectedFailure):
    code = "handoff_refused"
    text = _("This way in is not valid. Please come in from the platform once more.")


class HandoffExpired(HandoffRefused):
    code = "handoff_expired"
    text = _("This took longer than a minute. Please come in from the platform once more.")


class HandoffUsed(HandoffRefused):
    code = "handoff_used"
    text = _("This way in has been used already. Please come in from the platform once more.")


class NotStaff(HandoffRefused):
    code = "not_staff"
    text = _("You do not work in this shop any more.")
