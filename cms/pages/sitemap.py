from collections.abc import Iterable

from storefront.screens.sitemap import SitemapEntry

from .models import ShopPage


def designed_pages() -> Iterable[SitemapEntry]:
    """Published pages; the same slug in two languages is one entry."""
    rows = ShopPage.objects.live().values_list("slug", "last_published_at", "locale__language_code")
    languages: dict[str, list[str]] = {}
    changed = {}
    for slug, changed_at, language in rows:
        languages.setdefault(slug, []).append(language)
        changed[slug] = changed_at
    for slug, spoken in languages.items():
        yield SitemapEntry(f"/pages/{slug}/", changed[slug], tuple(spoken))
