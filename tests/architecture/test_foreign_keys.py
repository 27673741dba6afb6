"""A schema is complete in itself, and a row knows only what lies below it."""

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Field, Model

# higher may point to lower (pyproject.toml, import-linter)
PARTS = [
    "cms",
    "loyalty",
    "storefront",
    "themes",
    "backoffice",
    "tenants",
    "media",
    "ledger",
    "kernel",
]
STOREFRONT = [
    "screens", "aftersales", "checkout", "payments", "shipping", "orders", "cart", "pricing",
    "inventory", "catalog", "customers",
]  # fmt: skip
LOYALTY = ["points", "members"]
SHARED = set(settings.SHARED_APPS)
TENANT = set(settings.TENANT_APPS)


def links() -> list[tuple[type[Model], Field, type[Model]]]:
    return [
        (model, field, field.related_model)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model not in (None, model)
    ]


def test_no_foreign_key_leaves_its_schema() -> None:
    found = [
        f"{model._meta.label}.{field.name} -> {target._meta.label}"
        for model, field, target in links()
        if not schemas_of(model) <= schemas_of(target)
    ]
    assert found == []


def test_no_foreign_key_points_upward() -> None:
    found = [
        f"{model._meta.label}.{field.name} -> {target._meta.label}"
        for model, field, target in links()
        if points_upward(part_of(model), part_of(target)) and target is not get_user_model()
    ]  # Django's swappable user is below everything: pictures name who uploaded them
    assert found == []


@pytest.mark.parametrize(
    ("source", "target", "upward"),
    [
        ("storefront.orders", "storefront.customers", False),
        ("storefront.customers", "storefront.orders", True),
        ("storefront.catalog", "loyalty.members", True),
        ("loyalty.members", "storefront.customers", False),
        ("loyalty.members", "loyalty.points", True),
        ("tenants.profile", "media", False),
        ("storefront.orders", "django.contrib.auth", False),
    ],
)
def test_the_search_knows_up_from_down(source: str, target: str, upward: bool) -> None:
    assert points_upward(source, target) is upward


def test_every_model_lives_somewhere() -> None:
    homeless = [m._meta.label for m in apps.get_models() if not schemas_of(m)]
    assert homeless == []


def schemas_of(model: type[Model]) -> set[str]:
    name = model._meta.app_config.name
    places = {"public": SHARED, "tenant": TENANT}
    return {place for place, names in places.items() if name in names}


def part_of(model: type[Model]) -> str:
    return model._meta.app_config.name


def points_upward(source: str, target: str) -> bool:
    return _above(source, target, PARTS) or any(
        source.startswith(top) and target.startswith(top) and _above(source, target, order, 1)
        for top, order in (("storefront.", STOREFRONT), ("loyalty.", LOYALTY))
    )


def _above(source: str, target: str, order: list[str], level: int = 0) -> bool:
    """Whether `target` stands higher in the order (nearer its start) than `source`."""
    first, second = (name.split(".")[level] for name in (source, target))
    if first not in order or second not in order:
        return False
    return order.index(second) < order.index(first)
