"""What the shop's sitemap lists. Modules above add their pages to `sitemap_sources` in AppConfig.ready."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from django.urls import get_script_prefix, reverse

from storefront.catalog.selectors import categories_tree
from storefront.catalog.selectors.sitemap import addresses_on_sale, count_on_sale

PAGE_SIZE = 5_000


@dataclass(frozen=True)
class SitemapEntry:
    """path has no language prefix; languages are those it exists in, empty for all of the shop's."""

    path: str
    changed_at: datetime | None = None
    languages: tuple[str, ...] = ()


sitemap_sources: list[Callable[[], Iterable[SitemapEntry]]] = []


def pages_first() -> list[SitemapEntry]:
    """Everything but products."""
    nodes = (node for top in categories_tree() for node in top.walk())
    entries = [SitemapEntry(_path("category", node.slug)) for node in nodes]
    others = [entry for source in sitemap_sources for entry in source()]
    return [SitemapEntry("/"), SitemapEntry(_path("products")), *others, *entries]


def products_of(page: int) -> list[SitemapEntry]:
    """One page of products, from 1."""
    rows = addresses_on_sale((page - 1) * PAGE_SIZE, PAGE_SIZE)
    return [SitemapEntry(_path("product", slug), changed_at) for slug, changed_at in rows]


def page_count() -> int:
    """The first page and those of products."""
    return 1 + ceil(count_on_sale() / PAGE_SIZE)


def _path(name: str, *args: str) -> str:
    """Without the language that happens to be active."""
    return "/" + reverse(name, args=args).removeprefix(get_script_prefix())
