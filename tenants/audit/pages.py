"""What became of a page: Wagtail's log says what was done, the kept versions what the page says before and after."""

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from .models import AuditEntry, Verb

if TYPE_CHECKING:
    from .watching import Change

LOGS = "wagtailcore.pagelogentry"
VERSIONS = "wagtailcore.revision"
LONGEST = 1000  # of a page's sections
_VERBS = {
    "wagtail.create": Verb.ADDED,
    "wagtail.copy": Verb.ADDED,
    "wagtail.publish": Verb.PUBLISHED,
    "wagtail.unpublish": Verb.UNPUBLISHED,
    "wagtail.delete": Verb.DELETED,
    "wagtail.edit": Verb.DRAFTED,
    "wagtail.revert": Verb.DRAFTED,
}
_TOLD = (
    *("title", "slug", "seo_title", "search_description", "cover"),
    *("go_live_at", "expire_at", "body"),
)
Content = dict[str, Any]


def content_before(version: Revision) -> Content:
    """What the page says; asked just before this version of it is kept."""
    earlier = Revision.objects.filter(
        base_content_type=version.base_content_type_id, object_id=version.object_id
    )
    newest = earlier.order_by("-created_at", "-pk").values_list("content", flat=True).first()
    if newest is not None:
        return dict(newest)
    page = version.content_type.model_class()._base_manager.filter(pk=version.object_id).first()
    return page.serializable_data() if page else {}


def page_entries(changes: "list[Change]") -> list[AuditEntry]:
    """One a page; of several sayings in one step the last counts, and the first that it was made."""
    said = [c.instance for c in changes if c.model._meta.label_lower == LOGS and c.instance]
    kept = [c for c in changes if c.model._meta.label_lower == VERSIONS and c.instance]
    logs: dict[int, list[Any]] = {}
    for log in said:
        logs.setdefault(log.page_id, []).append(log)  # type: ignore[attr-defined]  # PageLogEntry
    return [_entry(page, rows, kept) for page, rows in logs.items()]


def _entry(page: int, logs: list[Any], kept: "list[Change]") -> AuditEntry:
    sort = _sort(page) or logs[-1].content_type
    label = ".".join(sort.natural_key())
    versions = [c for c in kept if str(c.instance.object_id) == str(page)]  # type: ignore[union-attr]
    made = any(_VERBS.get(log.action) == Verb.ADDED for log in logs)
    verb = Verb.ADDED if made else _VERBS.get(logs[-1].action, Verb.CHANGED)
    fields = {name: pair for log in logs for name, pair in _moved(log)}
    if versions:
        fields.pop("title", None)  # a new title is told with the version that has it
        before = {} if made else versions[0].before or {}
        model = sort.model_class()
        after = versions[-1].instance.content  # type: ignore[union-attr]  # a Revision
        fields |= dict(_differences(model, before, after))  # type: ignore[arg-type]
    step = Verb.ADDED if made else Verb.CHANGED
    part = {"model": label, "id": str(page), "text": "", "verb": step, "fields": fields}
    return AuditEntry(
        verb=verb,
        model=label,
        object_id=str(page),
        object_text=logs[-1].label[:200],
        changes=[part] if fields else [],
    )


def _sort(page: int) -> ContentType | None:
    """Some logs only say that it was a page; None when it is gone."""
    row = Page._base_manager.filter(pk=page).only("content_type").first()
    return row.cached_content_type if row else None


def _moved(log: Any) -> Iterator[tuple[str, list[Any]]]:
    if log.action == "wagtail.move":
        yield "parent", [log.data["source"]["title"], log.data["destination"]["title"]]
    elif log.action == "wagtail.rename":
        yield "title", [log.data["title"]["old"], log.data["title"]["new"]]
    elif log.action == "wagtail.schedule.cancel":
        yield "go_live_at", [str(log.data["revision"]["go_live_at"] or ""), None]
    elif log.action in ("wagtail.lock", "wagtail.unlock"):
        is_locked = log.action == "wagtail.lock"
        yield "locked", [not is_locked, is_locked]
    elif log.action == "wagtail.reorder":
        page = Page._base_manager.filter(pk=log.page_id).first()
        yield "position", [None, page.get_prev_siblings().count() + 1 if page else None]


def _differences(
    model: type[models.Model], before: Content, after: Content
) -> Iterator[tuple[str, list[Any]]]:
    for name in _TOLD:
        if before.get(name) == after.get(name):
            continue
        field = model._meta.get_field(name)
        pair = (
            _sections(field.stream_block, before.get(name), after.get(name))
            if isinstance(field, StreamField)
            else [_named(field, content.get(name)) for content in (before, after)]
        )
        if (pair[0] or None) != (pair[1] or None):
            yield name, pair


def _named(field: Any, value: Any) -> Any:
    if field.is_relation and value is not None:
        return str(field.related_model._base_manager.filter(pk=value).first() or value)
    return value


def _sections(block: blocks.StreamBlock, before: Any, after: Any) -> list[str]:
    """Only those that are not the same; all of them in their order when only that is another."""
    rows = [_raw(value) for value in (before, after)]
    same = [row for row in rows[0] if row in rows[1]]
    changed = [[row for row in of if row not in same] for of in rows]
    return [_text(block, of)[:LONGEST] for of in (changed if any(changed) else rows)]


def _raw(value: Any) -> list[Any]:
    """As the versions keep it: a list in JSON, each with its type, its value and its id."""
    return list(json.loads(value) if isinstance(value, str) else value or [])


def _text(block: blocks.StreamBlock, sections: Iterable[Any]) -> str:
    try:
        return "\n".join(
            f"{child.label}: {', '.join(_words(child, section['value']))}"
            for section in sections
            if (child := block.child_blocks.get(section["type"]))
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return "…"  # kept in a shape of long ago: that must not keep anybody from working


def _words(block: Any, value: Any) -> Iterator[str]:
    """What stands in a section, as people read it."""
    if value in (None, "", [], False):
        return
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _words(child, value.get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            yield from _words(block.child_block, item["value"] if _is_item(item) else item)
    elif isinstance(block, blocks.BooleanBlock):
        yield str(block.label)
    elif isinstance(block, blocks.ChoiceBlock):
        choices = dict(block.field.choices)
        yield str(choices.get(str(value), value))
    elif isinstance(block, blocks.ChooserBlock):
        yield str(block.target_model._base_manager.filter(pk=value).first() or value)
    else:
        yield " ".join(strip_tags(str(value).replace("<", " <")).split())


def _is_item(item: Any) -> bool:
    return isinstance(item, dict) and item.keys() >= {"type", "value"}
