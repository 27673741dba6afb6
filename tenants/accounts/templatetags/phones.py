from django import template

from tenants.accounts.phones import readable_phone

register = template.Library()


@register.filter
def phone(number: str | None) -> str:
    """`{{ user.phone|phone }}`: as people write it in the shop's country."""
    return readable_phone(number) if number else ""
