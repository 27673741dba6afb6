"""What modules above the cart show in it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from .selectors import CartView


@dataclass(frozen=True)
class CartPart:
    """A part of the cart's summary: `template` gets `context` as `part`."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


# filled in AppConfig.ready; asked for every cart shown that is not empty
summary_parts: list[Callable[[HttpRequest, CartView], CartPart | None]] = []
