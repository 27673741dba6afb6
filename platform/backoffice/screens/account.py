from typing import Any

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from tenants.directory.urls import portal_url

from .base import Screen


class AccountScreen(Screen, TemplateView):
    """Who is signed in, in which language, and the way out."""

    template_name = "backoffice/account.html"
    title = _("Your account")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(security_url=portal_url("mfa_index"), **kwargs)
