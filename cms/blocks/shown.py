"""From a page's stored data to what its theme shows.

Works on the stream's plain data, because building Wagtail's block values costs a query a kind of chooser and most of
a page's time. First every section says what it needs, then all of it is fetched at once, then each is shown.
"""

from dataclasses import dataclass
from typing import Any

from wagtail.blocks import StreamValue

from .fetched import Fetched, Needs, fetch
from .showing import SHOWING

WORDS_ONLY = frozenset(("notice", "promises", "rich_text"))


@dataclass(frozen=True)
class ShownSection:
    """type and template name the section; `content` is what the template reads.

    is_first: no section above it has pictures, so that its own is what the visitor waits for.
    """

    id: str
    type: str
    template: str
    content: dict[str, Any]
    is_first: bool


def shown_sections(stream: StreamValue) -> list[ShownSection]:
    """The sections to be seen, in order; those without content (all products gone) are left out."""
    stored = [entry for entry in stream.raw_data if not entry["value"].get("hidden")]
    needs = Needs()
    for entry in stored:
        SHOWING[entry["type"]].needs(entry["value"], needs)
    return _shown(stored, fetch(needs))


def _shown(stored: list[dict[str, Any]], fetched: Fetched) -> list[ShownSection]:
    sections: list[ShownSection] = []
    for entry in stored:
        content = SHOWING[entry["type"]].content(entry["value"], fetched)
        if content is not None:
            sections.append(_section(entry, content, is_first=not _with_pictures(sections)))
    return sections


def _with_pictures(sections: list[ShownSection]) -> bool:
    return any(section.type not in WORDS_ONLY for section in sections)


def _section(entry: dict[str, Any], content: dict[str, Any], is_first: bool) -> ShownSection:
    kind = entry["type"]
    return ShownSection(
        entry.get("id") or "", kind, f"shop/sections/{kind}.html", content, is_first
    )
