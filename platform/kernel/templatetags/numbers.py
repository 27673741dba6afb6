"""The one filter that shows points and other large counts: `{{ balances.active|grouped }}`."""

from django import template

from kernel import numbers

register = template.Library()


@register.filter
def grouped(value: int | None) -> str:
    """Empty for None."""
    return "" if value is None or value == "" else numbers.grouped(int(value))
