"""Counts the statements of pages with nothing kept anywhere: `manage.py shell` runs it with PAGES in the environment.

PAGES: {"slug": {"name": "/path/", ...}}. Prints {"slug": {"name": statements}}. Redis is emptied: a bench's own.
"""

import json
import os

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tenants.utils import schema_context
from redis import Redis

from storefront.screens import kept_parts
from tenants.directory import lookup
from tenants.directory.near_cache import all_near_caches
from tenants.freshness.kept_near import forget_all_frames

ROWS = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


def forget_everything() -> None:
    """As a process that has just started, beside an empty Redis."""
    Redis.from_url(settings.REDIS_URL).flushdb()
    forget_all_frames()
    kept_parts._parts.clear()
    lookup._answers.clear()
    for memory in all_near_caches():
        memory._entries.clear()


def statements(client: Client, path: str) -> int:
    forget_everything()
    with schema_context("public"), CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{answer.status_code} {path}")
    return sum(q["sql"].lstrip().upper().startswith(ROWS) for q in captured)


def counted(slug: str, pages: dict[str, str]) -> dict[str, int]:
    client = Client(HTTP_HOST=f"{slug}.{settings.SHOP_DOMAIN}")
    variant = pages.pop("variant")
    client.post("/zh/cart/lines/", {"variant": variant, "quantity": 1})
    return {name: statements(client, path) for name, path in pages.items()}


if "PAGES" in os.environ:
    wanted = json.loads(os.environ["PAGES"])
    print(json.dumps({slug: counted(slug, pages) for slug, pages in wanted.items()}))
