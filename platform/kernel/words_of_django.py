"""Texts of Django that people read and that we say more kindly in Chinese.

Nothing imports this file; it is where `manage.py collect_translations` finds them.
"""

from django.utils.translation import gettext_noop as _

WORDS = (
    _("This field is required."),
    _("Enter a valid email address."),
)
