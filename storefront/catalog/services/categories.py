from django.db import IntegrityError, transaction
from django.db.models import Max

from ..errors import CategoryInUse, SlugTaken
from ..models import Category, CategoryText
from ..names import slug_for
from ..selectors.categories import category_by_id


@transaction.atomic
def save_category(
    *,
    title: str,
    category_id: int | None = None,
    slug: str = "",
    parent_id: int | None = None,
    texts: dict[str, str] | None = None,
) -> Category:
    """Make or change a category; texts: names in other languages. Raises SlugTaken, CategoryInUse."""
    category = Category.objects.get(pk=category_id) if category_id else Category()
    _check_parent(category, parent_id)
    if not category.pk or category.parent_id != parent_id:
        category.position = _next_position(parent_id)
    category.title, category.parent_id = title.strip()[:120], parent_id
    category.slug = slug_for(slug) if slug else category.slug or _free_slug(category.title)
    try:
        with transaction.atomic():
            category.save()
    except IntegrityError:
        raise SlugTaken(field="slug") from None
    if texts is not None:
        _save_texts(category, texts)
    return category


@transaction.atomic
def order_categories(ids: list[int]) -> None:
    """Brothers and sisters in this order."""
    known = Category.objects.in_bulk(ids)
    for position, pk in enumerate(ids):
        if pk in known:
            known[pk].position = position
    Category.objects.bulk_update(known.values(), ["position"])


@transaction.atomic
def delete_category(category_id: int) -> None:
    """Its products stay, in no category or their others. Raises CategoryInUse while it holds categories."""
    category = Category.objects.get(pk=category_id)
    if category.children.exists():
        raise CategoryInUse
    category.delete()


def _check_parent(category: Category, parent_id: int | None) -> None:
    node = category_by_id(category.pk) if category.pk else None
    if node and parent_id in node.ids:
        raise CategoryInUse(field="parent")


def _next_position(parent_id: int | None) -> int:
    last = Category.objects.filter(parent_id=parent_id).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _free_slug(title: str) -> str:
    slug = wanted = slug_for(title, 100)
    number = 1
    while Category.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def _save_texts(category: Category, texts: dict[str, str]) -> None:
    category.texts.all().delete()
    CategoryText.objects.bulk_create(
        CategoryText(category=category, language=language, title=title.strip()[:120])
        for language, title in texts.items()
        if title.strip()
    )
