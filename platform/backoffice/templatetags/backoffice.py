"""`{% load backoffice %}` in back-office templates."""

from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from backoffice import access
from backoffice.ports import Panel
from tenants.profile.models import ShopProfile
from tenants.profile.selectors import current_profile

register = template.Library()


@register.simple_tag
def shop_profile() -> ShopProfile:
    """The shop's profile, for its name and logo in the shell."""
    return current_profile()


@register.simple_tag
def other_languages() -> list[tuple[str, str]]:
    """Languages the back office could be in and is not, each with its own name."""
    return [(code, name) for code, name in settings.LANGUAGES if code != get_language()]


@register.simple_tag
def page_range(page: Page) -> list[int | str]:
    """Page numbers with an ellipsis where some are left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag(takes_context=True)
def with_parameter(context: Context, name: str, value: str) -> str:
    """The address's parameters with one changed, back on the first page; an empty value leaves it out."""
    parameters = context["request"].GET.copy()
    parameters.pop("page", None)
    parameters.pop(name, None)
    if value:
        parameters[name] = value
    return parameters.urlencode()


@register.inclusion_tag("backoffice/parts/sort.html", takes_context=True)
def sort_link(context: Context, name: str, label: str) -> dict[str, str]:
    """A column's heading that orders the list by it, and turned round when it does already."""
    current = context["request"].GET.get("sort", "")
    wanted = f"-{name}" if current == name else name
    arrow = {name: "↑", f"-{name}": "↓"}.get(current, "")
    return {"query": with_parameter(context, "sort", wanted), "label": label, "arrow": arrow}


@register.simple_tag(takes_context=True)
def may(context: Context, permission: str) -> bool:
    """`{% may "orders.refund" as can_refund %}`"""
    return access.may(context["request"], permission)


@register.simple_tag(takes_context=True)
def render_panel(context: Context, panel: Panel) -> SafeString:
    """A panel of Home, with the names of its own context."""
    names: dict[str, Any] = {"panel": panel, **panel.context}
    return render_to_string(panel.template, names, request=context["request"])
