"""What is sent about products, as in posts_orders."""

from typing import Any

from .desk import file_named, png

POSTS: list[tuple[str, dict[str, Any]]] = [
    ("products/new/", {"title": "Scarf", "status": "active", "variants-0-price_minor": "9", "variants-0-stock": "4", "new_pictures": lambda: file_named("a.png", png())}),
    ("products/{product.pk}/", {"title": "Better shirt", "categories": ["{other_shelf.pk}", "{third_shelf.pk}"]}),
    ("products/{product.pk}/quick/", {"price": "45", "price_seen": "5000", "stock": "7", "stock_seen": "50"}),
    ("products/{product.pk}/variants/", {"v{shirt.pk}-price_minor": "44"}),
    ("products/bulk/{bulk.pk}/draft/", {}),
    ("products/bulk/{bulk.pk}/archived/", {}),
    ("products/bulk/{bulk.pk}/category/", {"category": "{other_shelf.pk}", "how": "only"}),
    ("products/bulk/{bulk.pk}/tags/", {"tags": "summer", "how": "add"}),
    ("products/bulk/{bulk.pk}/price/", {"how": "lower", "percent": "10", "rounding": "exact", "keep_old": "on"}),
    ("products/bulk/{bulk.pk}/stock/", {"how": "set", "units": "77"}),
    ("products/bulk/{bulk.pk}/delete/", {}),
    ("products/categories/new/", {"title": "Socks", "title_en": "Socks"}),
    ("products/categories/{shelf.pk}/", {"title": "Better tops", "title_en": "Tops"}),
    ("products/categories/{shelf.pk}/removal/", {}),
    ("products/categories/order/", {"parent": "", "category": ["{other_shelf.pk}", "{shelf.pk}"]}),
    ("products/imports/", {"file": lambda: file_named("a.csv", b"Title,Variant Price\nCap,3.00\n")}),
    ("products/imports/{upload.pk}/columns/", {}),
    ("products/imports/{checked.pk}/run/", {}),
    ("products/imports/{done.pk}/undoing/", {}),
    ("products/tags/name/?tag=old", {"name": "new"}),
    ("products/tags/removal/?tag=old", {}),
]  # fmt: skip

REASONS: dict[str, str] = {
    "products/bulk/<int:pk>/stop/": "what was changed until then is told already; nothing more is changed",
    "products/": "leads on to the act's page, which asks first; nothing of a product changes",
}
