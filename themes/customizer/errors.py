from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure


class UnknownTheme(ExpectedFailure):
    code = "unknown_theme"
    text = _("There is no such theme.")
