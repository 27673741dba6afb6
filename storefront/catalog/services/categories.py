from dataclasses import dataclass
from typing import IO

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from media.errors import PictureRefused
from media.pictures import picture_data
from media.services import add_image, set_focus

from ..errors import CategoryInUse, SlugTaken
from ..models import Category, CategoryText, Product
from ..names import slug_for
from ..search.renewing import renew_later
from ..selectors.categories import category_by_id


@dataclass(kw_only=True)
class CategoryPicture:
    """What becomes of a category's picture: a new file, what must stay seen of it ("x y" in percent), or none any more."""

    file: IO[bytes] | None = None
    name: str = ""
    focus: str = ""
    is_removed: bool = False


@transaction.atomic
def save_category(
    *,
    title: str,
    category_id: int | None = None,
    slug: str = "",
    parent_id: int | None = None,
    texts: dict[str, str] | None = None,
    picture: CategoryPicture | None = None,
) -> Category:
    """Make or change a category; texts: names in other languages; picture: None leaves it.

    Raises SlugTaken, CategoryInUse, PictureRefused.
    """
    category = Category.objects.get(pk=category_id) if category_id else Category()
    before = _names(category)
    _check_parent(category, parent_id)
    if not category.pk or category.parent_id != parent_id:
        category.position = _next_position(parent_id)
    category.title, category.parent_id = title.strip()[:120], parent_id
    category.slug = slug_for(slug) if slug else category.slug or _free_slug(category.title)
    if picture:
        _change_picture(category, picture)
    try:
        with transaction.atomic():
            category.save()
    except IntegrityError:
        raise SlugTaken(field="slug") from None
    if texts is not None:
        _save_texts(category, texts)
    if category_id and _names(category) != before:
        renew_later(_products_in(category))
    return category


@transaction.atomic
def order_categories(ids: list[int], *, parent_id: int | None) -> None:
    """What stands inside `parent_id` (None: at the top), in this order. Raises CategoryInUse for a circle."""
    known = Category.objects.order_by("pk").select_for_update(no_key=True).in_bulk(ids)
    above = _ancestors(parent_id)
    if above & set(known):
        raise CategoryInUse(_("A category cannot stand inside itself."), field="parent")
    for position, pk in enumerate(ids):
        if pk in known:
            known[pk].position, known[pk].parent_id = position, parent_id
    Category.objects.bulk_update(known.values(), ["position", "parent_id"])


@transaction.atomic
def delete_category(category_id: int) -> None:
    """Its products stay, in no category or their others. Raises CategoryInUse while it holds categories."""
    category = Category.objects.get(pk=category_id)
    if category.children.exists():
        raise CategoryInUse
    products = _products_in(category)
    category.delete()
    renew_later(products)


def _change_picture(category: Category, given: CategoryPicture) -> None:
    if given.file:
        try:
            image = add_image(given.file, name=given.name, title=category.title)
        except PictureRefused as failure:
            failure.field = "picture"
            raise
        category.picture = image
    elif given.is_removed:
        category.picture = None
    elif given.focus and category.picture:
        set_focus(category.picture, given.focus)
    category.cover = picture_data(category.picture) if category.picture else None


def _names(category: Category) -> set[tuple[str, str]]:
    """What search knows of it, in every language; read from the tables."""
    if not category.pk:
        return set()
    return {("", category.title), *category.texts.order_by().values_list("language", "title")}


def _products_in(category: Category) -> list[int]:
    link = Product.categories.through.objects.filter(category_id=category.pk)
    return list(link.order_by("product_id").values_list("product_id", flat=True))


def _ancestors(category_id: int | None) -> set[int]:
    """Itself and all it stands in."""
    parents = dict(Category.objects.order_by().values_list("pk", "parent_id"))
    found: set[int] = set()
    while category_id is not None and category_id not in found:
        found.add(category_id)
        category_id = parents.get(category_id)
    return found


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
