"""Forms as somebody fills them in: what the page shows, but for what is changed."""

from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, Tag


def filled(html: bytes, path: str, changes: dict[str, Any]) -> dict[str, Any]:
    """What the page's form that goes to `path` would send; only `changes` where there is none."""
    page = BeautifulSoup(html, "html.parser")
    for form in page.select("form[method=post], form[hx-post]"):
        target = str(form.get("action") or form.get("hx-post") or path)
        if target.partition("?")[0] in (path, ""):
            return _shown(page, form) | changes
    return changes


def _shown(page: Tag, form: Tag) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for tag in _fields(page, form):
        name = str(tag.get("name", ""))
        if name and not tag.has_attr("disabled"):
            for value in _values(tag):
                data.setdefault(name, []).append(value)
    return data


def _fields(page: Tag, form: Tag) -> list[Tag]:
    kinds = "input, textarea, select"
    elsewhere = page.select(f"[form='{form['id']}']") if form.get("id") else []
    return form.select(kinds) + [tag for tag in elsewhere if tag.name in kinds.split(", ")]


def _values(tag: Tag) -> Iterator[str]:
    if tag.name == "select":
        options = tag.select("option")
        chosen = [option for option in options if option.has_attr("selected")]
        for option in chosen or ([] if tag.has_attr("multiple") else options[:1]):
            yield str(option.get("value", option.get_text()))
    elif tag.name == "textarea":
        yield tag.get_text().removeprefix("\n")
    elif tag.get("type") in ("checkbox", "radio"):
        if tag.has_attr("checked"):
            yield str(tag.get("value", "on"))
    elif tag.get("type") not in ("file", "submit", "button"):
        yield str(tag.get("value", ""))
