from typing import Any

from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from backoffice.access import may
from backoffice.ports import Panel, dashboard_panels
from tenants.accounts.requests import signed_in_user

from .base import Screen


class HomeScreen(Screen, TemplateView):
    """Today at a glance, from the panels that modules plug in."""

    template_name = "backoffice/home.html"

    def get_title(self) -> str:
        return _("Hello, %(name)s") % {"name": signed_in_user(self.request).first_name}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        panels = sorted(self._panels(), key=_order)
        wide = [panel for panel in panels if panel.wide]
        narrow = [panel for panel in panels if not panel.wide]
        return super().get_context_data(wide_panels=wide, panels=narrow, **kwargs)

    def _panels(self) -> list[Panel]:
        panels = [panel for make in dashboard_panels if (panel := make(self.request))]
        return [panel for panel in panels if may(self.request, panel.permission)]


def _order(panel: Panel) -> int:
    return panel.order
