"""Form fields a merchant types money and percentages into."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure
from kernel.money import Money, format_money, parse_amount
from tenants.profile.selectors import current_profile


class MoneyField(forms.CharField):
    """An amount in the shop's currency; cleans to minor units, None when left empty.

    A form about an order sets `currency` to the order's: the shop may have another one by now.
    """

    currency = ""

    def __init__(self, *, smallest_minor: int = 0, largest_minor: int | None = None, **kwargs: Any):
        self.smallest_minor, self.largest_minor = smallest_minor, largest_minor
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**kwargs)

    @property
    def unit(self) -> str:
        return self.currency or current_profile().currency

    def prepare_value(self, value: Any) -> Any:
        return f"{Money(value, self.unit).decimal:f}" if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            minor = parse_amount(text, self.unit)
        except ExpectedFailure as failure:
            raise ValidationError(str(failure), code=failure.code)
        self._check_bounds(minor)
        return minor

    def _check_bounds(self, minor: int) -> None:
        if minor < self.smallest_minor:
            raise ValidationError(
                _("Enter at least %(amount)s."), params=self._amount(self.smallest_minor)
            )
        if self.largest_minor is not None and minor > self.largest_minor:
            raise ValidationError(
                _("Enter at most %(amount)s."), params=self._amount(self.largest_minor)
            )

    def _amount(self, minor: int) -> dict[str, str]:
        return {"amount": format_money(minor, self.unit, get_language() or "en")}


class PercentField(forms.DecimalField):
    """A percentage with up to two decimals; cleans to hundredths of a percent (13 becomes 1300)."""

    unit = "%"

    def __init__(self, **kwargs: Any):
        bounds = {"min_value": 0, "max_value": 100, "decimal_places": 2}
        super().__init__(**{**bounds, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return f"{Decimal(value).scaleb(-2).normalize():f}" if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        percent = super().clean(value)
        return None if percent is None else int(percent.scaleb(2))
