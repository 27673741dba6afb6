"""The row of steps above every page of the wizard."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .draft import STEPS

LABELS: dict[str, str | Promise] = {
    "account": _("Account"),
    "shop": _("Shop"),
    "trade": _("Trade"),
    "look": _("Look"),
    "goods": _("Goods"),
}


@dataclass(frozen=True)
class WizardStep:
    label: str | Promise
    done: bool
    current: bool


def steps_until(current: str) -> list[WizardStep]:
    position = STEPS.index(current)
    return [
        WizardStep(LABELS[step], number < position, number == position)
        for number, step in enumerate(STEPS)
    ]
