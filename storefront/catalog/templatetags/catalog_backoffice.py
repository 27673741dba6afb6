"""`{% load catalog_backoffice %}` in the back office's product screens."""

from django import template
from django.core.files.storage import default_storage

register = template.Library()


@register.filter
def count_of(counts: dict[int, int], key: int) -> int:
    return counts.get(key, 0)


@register.filter
def media_url(name: str) -> str:
    """The address of one of a picture's sizes."""
    return default_storage.url(name)
