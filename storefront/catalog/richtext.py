"""Descriptions as HTML: only what a text needs passes; no script, style, frames or pictures from elsewhere."""

import html
import re

import nh3

TAGS = {
    *("p", "br", "h2", "h3", "h4", "strong", "b", "em", "i", "u", "s", "sub", "sup", "blockquote"),
    *("ul", "ol", "li", "dl", "dt", "dd", "a", "hr", "code", "pre", "span", "div"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    "a": {"href", "title"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
}
_BREAKS = re.compile(r"<(?:/p|/li|/h\d|/div|/tr|br)\b[^>]*>", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


def clean_html(markup: str) -> str:
    """Safe to print into a page as it is. A page's own h1 stays the only one."""
    markup = re.sub(r"<(/?)h1\b", r"<\1h2", markup, flags=re.IGNORECASE)
    return nh3.clean(
        markup,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener nofollow",
    ).strip()


def plain_text(markup: str) -> str:
    """The words of a cleaned description, for search and for summaries."""
    spaced = _BREAKS.sub(" ", markup)
    return _SPACES.sub(" ", html.unescape(nh3.clean(spaced, tags=set()))).strip()
