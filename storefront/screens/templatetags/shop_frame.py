from django import template
from django.template import Context
from django.utils.safestring import SafeString

from ..kept_parts import kept_part

register = template.Library()


@register.simple_tag(takes_context=True)
def frame_part(context: Context, name: str, current: str = "") -> SafeString:
    """`{% frame_part "header" current_category %}`: a part that is the same on page after page."""
    return kept_part(context["shop"], name, context["page_path"], current or "")
