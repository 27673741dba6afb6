"""Pages for tests: the home page of shop A with these sections."""

from typing import Any
from uuid import uuid4

from cms.pages.models import HomePage


def home_page(language: str = "zh-hans") -> HomePage:
    return HomePage.objects.select_related("locale").get(locale__language_code=language)


def section(kind: str, **value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(uuid4())}


def items(*values: Any) -> list[dict[str, Any]]:
    return [{"type": "item", "value": value, "id": str(uuid4())} for value in values]


def designed(*sections: dict[str, Any], language: str = "zh-hans") -> HomePage:
    """The published home page, made of these sections."""
    page = home_page(language)
    page.body = page.body.stream_block.to_python(list(sections))
    page.save()
    return page
