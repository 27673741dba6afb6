"""Pages of doors: Settings and Design."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from backoffice.access import may
from backoffice.design import may_design
from backoffice.ports import Card, design_cards, settings_cards

from .base import Screen


class Hub(Screen, TemplateView):
    template_name = "backoffice/hub.html"

    def get_cards(self) -> list[Card]:
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        cards = [card for card in self.get_cards() if may(self.request, card.permission)]
        cards.sort(key=lambda card: card.order)
        groups = _grouped(cards)
        return super().get_context_data(groups=groups, **kwargs)


class SettingsHub(Hub):
    title = _("Settings")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not any(may(request, card.permission) for card in settings_cards):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_cards(self) -> list[Card]:
        return settings_cards


class DesignHub(Hub):
    title = _("Design")
    intro = _("What your shop looks like and what its pages say.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_design(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_cards(self) -> list[Card]:
        return [card for make in design_cards for card in make(self.request)]


def _grouped(cards: list[Card]) -> list[tuple[str, list[Card]]]:
    """Groups in the order of their first card."""
    groups: dict[str, list[Card]] = {}
    for card in cards:
        groups.setdefault(str(card.group), []).append(card)
    return list(groups.items())
