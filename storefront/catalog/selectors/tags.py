from dataclasses import dataclass
from urllib.parse import urlencode

from django.db import connection

from tenants.directory.near_cache import NearCache

from ..models import Product

MOST_TAGS = 300


@dataclass(frozen=True)
class TagCount:
    """`products`: how many have it, on sale or not."""

    name: str
    products: int

    @property
    def query(self) -> str:
        """`tag=...` in an address."""
        return urlencode({"tag": self.name})


def tags_in_use(search: str = "", most: int | None = None) -> list[TagCount]:
    """The most used first; `search`: what stands somewhere in the tag."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tag, count(DISTINCT id) FROM catalog_product, jsonb_array_elements_text(tags) AS tag "
            "WHERE position(lower(%s) IN lower(tag)) > 0 "
            "GROUP BY tag ORDER BY count(DISTINCT id) DESC, tag LIMIT %s",
            [search, most],
        )
        return [TagCount(*row) for row in cursor.fetchall()]


def products_tagged(tags: list[str]) -> list[int]:
    """Ids of the products with at least one of them."""
    found: set[int] = set()
    for tag in tags:
        tagged = Product.objects.filter(tags__contains=[tag]).order_by()
        found.update(tagged.values_list("pk", flat=True))
    return sorted(found)


def _load() -> list[str]:
    return [tag.name for tag in tags_in_use(most=MOST_TAGS)]


tags_cache: NearCache[list[str]] = NearCache("product_tags", _load, seconds=60)


def known_tags() -> list[str]:
    """The tags that products have, the most used first; remembered for a minute."""
    return tags_cache.get()
