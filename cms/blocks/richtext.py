"""A merchant's rich text on a page: links to pages resolved, everything but plain formatting taken out."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

TAGS = {"p", "br", "b", "strong", "i", "em", "a", "h2", "h3", "ul", "ol", "li", "hr"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto", "tel"}


def shown_rich_text(stored: str) -> SafeString:
    """Clean HTML of what the editor stored."""
    html = expand_db_html(stored)
    return mark_safe(  # noqa: S308  cleaned on this line
        nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener")
    )
