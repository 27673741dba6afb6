"""What a new shop starts with: modules register their steps in `AppConfig.ready`.

A step runs inside the shop's schema and must be idempotent: after a crash it runs again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from tenants.accounts.models import User
    from tenants.directory.models import Tenant


@dataclass(frozen=True)
class StarterContext:
    """The shop being set up.

    `owner` is the public user and must only be read (never saved: we are in the shop's schema). A neutral
    step gets a context with empty texts and no owner, because nobody owns the schema yet.
    """

    tenant: Tenant
    name: str = ""
    trade: str = ""
    look: str = "base"  # name of a theme pack
    owner: User | None = None
    demo: bool = False  # sample goods wanted
    language: str = "zh-hans"
    currency: str = "CNY"


StarterFunction = Callable[[StarterContext], None]


@dataclass(frozen=True)
class StarterStep:
    name: str
    order: int
    run: StarterFunction
    neutral: bool
    only_demo: bool
    version: str
    label: StrOrPromise


_steps: dict[str, StarterStep] = {}


def register_starter_step(
    name: str,
    order: int,
    fn: StarterFunction,
    *,
    neutral: bool = False,
    only_demo: bool = False,
    version: str = "1",
    label: StrOrPromise = "",
) -> None:
    """Add a step; lower `order` runs first, `name` is unique (`cms.home_page`).

    neutral: the same for every shop; run once, baked into the template schema. Raise `version` when data
    that the step reads changes (its source file is watched already).
    only_demo: left out when the merchant wants empty shelves.
    A step that is not neutral runs while the merchant waits: keep it well under 0.1 s. `label` is what the merchant
    reads on the progress page ("Sample goods"); a step without one is not shown.
    """
    known = _steps.get(name)
    if known and known.run is not fn:
        raise ValueError(f"two starter steps are named {name}")
    _steps[name] = StarterStep(name, order, fn, neutral, only_demo, version, label)


def neutral_steps() -> list[StarterStep]:
    return sorted((s for s in _steps.values() if s.neutral), key=lambda s: (s.order, s.name))


def personal_steps(*, demo: bool) -> list[StarterStep]:
    """In order; with the steps for sample goods only when they are wanted."""
    wanted = (s for s in _steps.values() if not s.neutral and (demo or not s.only_demo))
    return sorted(wanted, key=lambda s: (s.order, s.name))
