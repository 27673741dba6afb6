"""What a price becomes. Pure, so that the preview and the change cannot differ."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.money import LARGEST, digits, round_ratio


class Rounding(models.TextChoices):
    EXACT = "exact", _("as it comes out")
    WHOLE = "whole", _("to whole amounts")
    NINES = "nines", _("to end in .99")


@dataclass(frozen=True)
class PriceChange:
    """percent in hundredths (-1000: ten percent less) or an amount in minor units; one of the two."""

    percent: int = 0
    amount_minor: int = 0
    rounding: str = Rounding.EXACT

    def of(self, minor: int, currency: str) -> int:
        """The new price: never below nought, and nought stays nought."""
        if minor == 0:
            return 0
        changed = round_ratio(minor, 10_000 + self.percent, 10_000) + self.amount_minor
        return min(max(0, _rounded(max(0, changed), currency, self.rounding)), LARGEST)


def _rounded(minor: int, currency: str, rounding: str) -> int:
    """In yen and the like, which have no smaller unit, the tens are what is rounded to."""
    unit = 10 ** (digits(currency) or 1)
    if rounding == Rounding.WHOLE:
        return round_ratio(minor, 1, unit) * unit
    if rounding == Rounding.NINES and minor:
        return max(1, round_ratio(minor + 1, 1, unit)) * unit - 1
    return minor
