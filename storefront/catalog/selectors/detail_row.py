"""A product with all that its page shows, in one statement.

Written out, because Django takes longer to put together the five queries this would be than PostgreSQL to answer
them, and most visits of a large shop are to pages that nobody has asked for in the last minute.
"""

from typing import Any

from ..models import Product

Row = dict[str, Any]

_PRODUCT = """
    SELECT p.*, t.title AS other_title, t.body_html AS other_body_html,
        t.seo_title AS other_seo_title, t.seo_description AS other_seo_description,
        (SELECT json_agg(v) FROM (
            SELECT id, sku, option1, option2, option3, price_minor, compare_at_minor, weight_grams, barcode,
                picture_id
            FROM catalog_variant WHERE product_id = p.id AND is_active ORDER BY position, id
        ) v) AS variant_rows,
        (SELECT json_agg(g) FROM (
            SELECT g.id AS picture_id, g.alt, i.title, i.width, i.height, i.sizes, i.colour,
                i.focal_point_x, i.focal_point_y
            FROM catalog_productpicture g JOIN media_shopimage i ON i.id = g.image_id
            WHERE g.product_id = p.id ORDER BY g.position, g.id
        ) g) AS picture_rows,
        ARRAY(
            SELECT category_id FROM catalog_product_categories WHERE product_id = p.id ORDER BY id
        ) AS category_ids
    FROM catalog_product p
    LEFT JOIN catalog_producttext t ON t.product_id = p.id AND t.language = %s
    WHERE p.slug = %s
"""


def product_row(slug: str, language: str | None) -> Any:
    """A Product that also has variant_rows, picture_rows (None for none), category_ids and other_title, ...: its
    texts in `language`, empty in the main one (None).
    """
    return next(iter(Product.objects.raw(_PRODUCT, [language or "", slug])), None)
