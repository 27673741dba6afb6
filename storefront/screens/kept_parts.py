"""Header, footer and tab bar, the same on page after page: rendered once, kept while what they show stands."""

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from kernel.schema import current_schema
from storefront.catalog.selectors.categories import categories_cache

from .frame import ShopFrame

PATH = "--page-path--"  # links to the same page in the other language
MOST = 5_000


@dataclass(frozen=True)
class _Kept:
    """html, and what it was made of: the same objects as long as nothing has changed."""

    html: str
    made_of: tuple[Any, ...]

    def stands(self, made_of: tuple[Any, ...]) -> bool:
        return all(one is other for one, other in zip(self.made_of, made_of, strict=True))


_parts: dict[tuple[str, ...], _Kept] = {}


def kept_part(shop: ShopFrame, name: str, page_path: str, current: str = "") -> SafeString:
    """shop/parts/<name>.html with `shop`, `page_path` and `current` (the category or tab that is lit)."""
    key = (current_schema(), get_script_prefix(), shop.language, name, current)
    made_of = (shop.profile, shop.theme, categories_cache.get())
    kept = _parts.get(key)
    if kept is None or not kept.stands(made_of):
        kept = _Kept(_render(shop, name, current), made_of)
        if len(_parts) > MOST:
            _parts.clear()
        _parts[key] = kept
    return mark_safe(kept.html.replace(PATH, escape(page_path)))  # noqa: S308  rendered by a template


def _render(shop: ShopFrame, name: str, current: str) -> str:
    context = {"shop": shop, "page_path": PATH, "current": current}
    return render_to_string(f"shop/parts/{name}.html", context)
