from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from .base import Screen


class AccountScreen(Screen, TemplateView):
    """Who is signed in, in which language, and the way out."""

    template_name = "backoffice/account.html"
    title = _("Your account")
