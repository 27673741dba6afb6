"""The one filter that shows money: `{{ minor|money:currency }}` or `{{ money|money }}`."""

from django import template
from django.utils.translation import get_language

from kernel.money import Money, format_money

register = template.Library()


@register.filter
def money(value: Money | int | None, currency: str = "") -> str:
    """In the active language; empty for None."""
    if value is None or value == "":
        return ""
    if not isinstance(value, Money):
        value = Money(int(value), currency)
    return format_money(value.minor, value.currency, get_language() or "en")
