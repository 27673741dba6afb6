from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure


class PhoneNotUnderstood(ExpectedFailure):
    code = "phone_not_understood"
    text = _("Enter a valid phone number; from abroad with its country code, such as +44.")
