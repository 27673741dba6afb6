from typing import Any

from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from backoffice.access import may
from backoffice.ports import Panel, dashboard_panels
from tenants.accounts.requests import signed_in_user

from .base import Screen


class HomeScreen(Screen, TemplateView):
    """Today at a glance, from the panels that modules plug in. htmx asks for the panels alone, once a minute."""

    template_name = "backoffice/home.html"

    def get_template_names(self) -> list[str]:
        if "HX-Request" in self.request.headers:
            return ["backoffice/parts/home_panels.html"]
        return [self.template_name]

    def get_title(self) -> str:
        return _("Hello, %(name)s") % {"name": signed_in_user(self.request).first_name}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        panels = sorted(self._panels(), key=_order)
        parts = [panel for panel in panels if panel.wide or panel.half]
        figures = [panel for panel in panels if not (panel.wide or panel.half)]
        return super().get_context_data(wide_panels=parts, panels=figures, **kwargs)

    def _panels(self) -> list[Panel]:
        made = [make(self.request) for make in dashboard_panels]
        panels = [panel for some in made for panel in (some if isinstance(some, list) else [some])]
        return [panel for panel in panels if panel and may(self.request, panel.permission)]


def _order(panel: Panel) -> int:
    return panel.order
