"""What other modules plug into the shell. Fill these lists in `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class Panel:
    """A part of Home. `wide` takes the whole row, `half` stands beside another one; neither is a figure.

    The template gets `panel` and the context's names.
    """

    order: int
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    wide: bool = False
    half: bool = False
    permission: str = ""


@dataclass(frozen=True)
class Action:
    """A button on a thing's screen, leading to the page where it is done."""

    position: int
    label: Text
    url: str
    permission: str = ""
    tone: str = ""  # primary, danger


@dataclass(frozen=True)
class Part:
    """A card on a thing's screen; the template gets the names of `context`. `beside`: the narrow column."""

    position: int
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    beside: bool = False


@dataclass(frozen=True)
class SetupTask:
    """One step of setting up a new shop, shown on Home until every step is done."""

    order: int
    label: Text
    text: Text
    url: str
    done: bool
    icon: str = "success"
    permission: str = ""


@dataclass(frozen=True)
class Card:
    """A door on the Design or the Settings page."""

    group: Text
    order: int
    label: Text
    text: Text
    url_name: str
    icon: str = "cog"
    permission: str = ""
    url_args: tuple[str, ...] = ()
    part: str = ""  # of that page

    @property
    def url(self) -> str:
        address = reverse(self.url_name, args=self.url_args)
        return f"{address}#{self.part}" if self.part else address


Panels = Panel | list[Panel] | None

# each is asked at every view of Home; None means "nothing to show". `access.only_for(permission)` on the function
# saves its queries for people who may not see the panel
dashboard_panels: list[Callable[[HttpRequest], Panels]] = []
setup_tasks: list[Callable[[HttpRequest], SetupTask | None]] = []
settings_cards: list[Card] = []
design_cards: list[Callable[[HttpRequest], list[Card]]] = []


def figure_panel(
    *,
    order: int,
    label: Text,
    value: object,
    note: Text = "",
    url: str = "",
    icon: str = "form",
    permission: str = "",
    trend: str = "",
) -> Panel:
    """A figure of the day: a large value with its label, leading to the list behind it.

    `trend` colours the note: up, down, or alert for something that waits for a person.
    """
    context = {
        "label": label, "value": value, "note": note, "url": url, "icon": icon, "trend": trend,
    }  # fmt: skip
    template = "backoffice/panels/figure.html"
    return Panel(order=order, template=template, context=context, permission=permission)
