"""Money is an integer in the currency's smallest unit plus a currency; never a float.

The one place that rounds (`round_ratio`), the one that splits (`split`) and the one that formats
(`format_money`).
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache, total_ordering

from babel.core import Locale
from babel.numbers import format_compact_currency, format_currency, get_currency_precision
from django.utils.translation import gettext_lazy as _

from .errors import ExpectedFailure

LARGEST = 10**15  # far inside bigint, so that sums of amounts stay inside it too
_AMOUNT = re.compile(r"[+-]?(?=\.?\d)(?:\d{1,3}(?:,\d{3})+|\d*)(?:\.\d*)?")
_LONGEST = 60  # characters; no amount that counts has as many


class AmountNotUnderstood(ExpectedFailure):
    code = "amount_not_understood"
    text = _("Enter an amount such as 12.30.")


class CurrenciesDiffer(ValueError):
    """Two amounts of different currencies were added or compared: a fault of the program."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """`minor` in the smallest unit of `currency` (an ISO 4217 code)."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.minor) is not int:
            raise TypeError(f"money is an integer of minor units, not {self.minor!r}")

    @classmethod
    def of(cls, text: str, currency: str) -> "Money":
        """`Money.of("12.30", "CNY")`; raises AmountNotUnderstood."""
        return cls(parse_amount(text, currency), currency)

    @property
    def decimal(self) -> Decimal:
        return Decimal(self.minor).scaleb(-digits(self.currency))

    def __str__(self) -> str:
        return f"{self.decimal:f} {self.currency}"

    def __bool__(self) -> bool:
        return self.minor != 0

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other).minor, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __mul__(self, times: int) -> "Money":
        return Money(self.minor * times, self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other).minor

    def _same(self, other: "Money") -> "Money":
        if not isinstance(other, Money) or other.currency != self.currency:
            raise CurrenciesDiffer(f"{self} and {other}")
        return other


def round_ratio(amount: int, numerator: int, denominator: int) -> int:
    """`amount * numerator / denominator`, halves away from zero."""
    if denominator == 0:
        raise ZeroDivisionError("a ratio needs a denominator")
    product = amount * numerator * (1 if denominator > 0 else -1)
    whole = (2 * abs(product) + abs(denominator)) // (2 * abs(denominator))
    return whole if product >= 0 else -whole


def split(total: int, weights: Sequence[int]) -> list[int]:
    """`total` in parts as the weights are, exactly: what is left over goes to the first lines, one each.

    Lines of weight 0 get nothing, unless every weight is 0: then all weigh the same.
    """
    if any(weight < 0 for weight in weights):
        raise ValueError("weights cannot be negative")
    if not weights:
        if total:
            raise ValueError("there is no line to carry the amount")
        return []
    shares = list(weights) if any(weights) else [1] * len(weights)
    whole, sign = sum(shares), -1 if total < 0 else 1
    parts = [abs(total) * share // whole for share in shares]
    left = abs(total) - sum(parts)
    for index, share in enumerate(shares):
        if left == 0:
            break
        if share:
            parts[index] += 1
            left -= 1
    return [sign * part for part in parts]


@cache
def digits(currency: str) -> int:
    """Decimal places of a currency: 2 for CNY, 0 for JPY, 3 for KWD."""
    return get_currency_precision(currency)


def parse_amount(text: str, currency: str) -> int:
    """Minor units of what a person typed; raises AmountNotUnderstood.

    Takes full-width digits and commas between thousands; refuses more decimals than the currency has, and a comma
    that stands elsewhere: 12,30 is not 1,230.
    """
    plain = unicodedata.normalize("NFKC", text).strip().replace(" ", "")
    if not _AMOUNT.fullmatch(plain) or len(plain) > _LONGEST:
        raise AmountNotUnderstood
    scaled = Decimal(plain.replace(",", "")).scaleb(digits(currency))
    if scaled != scaled.to_integral_value() or abs(scaled) > LARGEST:
        raise AmountNotUnderstood
    return int(scaled)


@lru_cache(maxsize=20_000)  # a shop has few prices and shows them again and again
def format_money(minor: int, currency: str, language: str) -> str:
    """For people: `¥12.30` in zh-hans, `CN¥12.30` in en, with a true minus sign."""
    amount = Decimal(minor).scaleb(-digits(currency))
    return format_currency(amount, currency, locale=locale_of(language)).replace("-", "−")


def format_money_short(minor: int, currency: str, language: str) -> str:
    """For the axis of a chart: `¥1.2万` in zh-hans, `CN¥12K` in en."""
    amount = Decimal(minor).scaleb(-digits(currency))
    locale = locale_of(language)
    return format_compact_currency(amount, currency, locale=locale, fraction_digits=1)


@cache
def locale_of(language: str) -> Locale:
    """Babel's locale of one of our language codes."""
    return Locale.parse(language, sep="-")
