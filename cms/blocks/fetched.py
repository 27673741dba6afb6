"""Everything the sections of one page need from the database, asked for once."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import get_script_prefix, reverse
from wagtail.images import get_image_model
from wagtail.models import Page

from media.pictures import PictureView, picture_view
from storefront.catalog.selectors import (
    CategoryNode,
    Newest,
    ProductCard,
    categories_tree,
    shelves,
)
from tenants.profile.middleware import CODES, PREFIXES
from tenants.profile.selectors import current_profile


@dataclass
class Needs:
    pictures: set[int] = field(default_factory=set)
    products: set[int] = field(default_factory=set)
    pages: set[int] = field(default_factory=set)
    newest: set[Newest] = field(default_factory=set)

    def link(self, link: dict[str, Any]) -> None:
        if link.get("product"):
            self.products.add(link["product"])
        if link.get("page"):
            self.pages.add(link["page"])

    def picture(self, pk: int | None) -> None:
        if pk:
            self.pictures.add(pk)


@dataclass(frozen=True)
class Fetched:
    """What is gone from the shop is missing here, and its section does without."""

    pictures: dict[int, PictureView]
    products: dict[int, ProductCard]
    pages: dict[int, str]
    newest: dict[Newest, tuple[ProductCard, ...]]
    categories: dict[str, CategoryNode]

    def link(self, link: dict[str, Any]) -> dict[str, str] | None:
        """{"text", "url"}, or None for a link that leads nowhere."""
        url = self._url(link)
        return {"text": link.get("text") or "", "url": url} if url else None

    def _url(self, link: dict[str, Any]) -> str:
        if category := self.categories.get(link.get("category") or ""):
            return reverse("category", args=[category.slug])
        if product := self.products.get(link.get("product") or 0):
            return reverse("product", args=[product.slug])
        return self.pages.get(link.get("page") or 0) or _in_this_language(link.get("address") or "")


def _in_this_language(address: str) -> str:
    """A path without a language gets the page's own."""
    if not address.startswith("/") or address.split("/")[1] in CODES:
        return address
    return get_script_prefix() + address[1:]


def fetch(needs: Needs) -> Fetched:
    products, newest = shelves(needs.products, list(needs.newest))
    return Fetched(
        pictures=_pictures(needs.pictures),
        products=products,
        pages=_pages(needs.pages),
        newest=newest,
        categories={str(node.id): node for top in categories_tree() for node in top.walk()},
    )


def _pictures(ids: set[int]) -> dict[int, PictureView]:
    images = get_image_model().objects.in_bulk(ids) if ids else {}
    views = {pk: picture_view(image, image.description) for pk, image in images.items()}
    return {pk: view for pk, view in views.items() if view}


def _pages(ids: set[int]) -> dict[int, str]:
    """Addresses of published pages in languages that the shop speaks."""
    if not ids:
        return {}
    spoken = current_profile().languages
    pages = Page.objects.live().filter(pk__in=ids, locale__language_code__in=spoken)
    rows = pages.values_list("pk", "slug", "locale__language_code", "content_type__model")
    return {pk: _page_url(kind, slug, language) for pk, slug, language, kind in rows}


def _page_url(kind: str, slug: str, language: str) -> str:
    path = reverse("home") if kind == "homepage" else reverse("page", args=[slug])
    if len(current_profile().languages) < 2:
        return path
    return f"/{PREFIXES[language]}/{path.removeprefix(get_script_prefix())}"
