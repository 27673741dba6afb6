"""What modules above put on an order: panels of its page, for the shopper and for the staff."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .models import Order


@dataclass(frozen=True)
class OrderPanel:
    """A part of the order page: a template and what it shows. Lower `position` comes first.

    `beside` puts it in the narrow column of the staff's page.
    """

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    position: int = 50
    beside: bool = False


PanelSource = Callable[[Order], OrderPanel | None]

# filled in AppConfig.ready; each is asked for every order page shown
shopper_panels: list[PanelSource] = []
staff_panels: list[PanelSource] = []
# an order with a parcel nobody has settled is not received by silence alone
receipt_stops: list[Callable[[Order], bool]] = []


def panels_for(order: Order, sources: list[PanelSource]) -> list[OrderPanel]:
    panels = [panel for source in sources if (panel := source(order))]
    return sorted(panels, key=lambda panel: panel.position)
