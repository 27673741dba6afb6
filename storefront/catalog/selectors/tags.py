from django.db import connection

from tenants.directory.near_cache import NearCache

MOST_TAGS = 300


def _load() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tag FROM catalog_product, jsonb_array_elements_text(tags) AS tag "
            "GROUP BY tag ORDER BY count(*) DESC, tag LIMIT %s",
            [MOST_TAGS],
        )
        return [row[0] for row in cursor.fetchall()]


tags_cache: NearCache[list[str]] = NearCache("product_tags", _load, seconds=60)


def known_tags() -> list[str]:
    """The tags that products have, the most used first; remembered for a minute."""
    return tags_cache.get()
