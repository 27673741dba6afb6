from typing import IO, Any

from django.db import transaction
from django.db.models import Max

from media.pictures import picture_data
from media.services import add_image, set_focus

from ..models import Product, ProductPicture
from .inputs import PictureInput


@transaction.atomic
def add_picture(
    product_id: int,
    *,
    file: IO[bytes],
    name: str,
    alt: str = "",
    source_url: str = "",
    position: int | None = None,
) -> ProductPicture:
    """Put a picture into a product's gallery, at its end by default. Raises media.errors.PictureRefused."""
    product = Product.objects.select_for_update(no_key=True).get(pk=product_id)
    image = add_image(file, name=name, title=alt or product.title)
    picture = ProductPicture.objects.create(
        product=product,
        image=image,
        position=_end_of(product) if position is None else position,
        alt=alt[:500],
        source_url=source_url,
    )
    product.cover = cover_of(product)
    product.save(update_fields=["cover"])
    return picture


def _end_of(product: Product) -> int:
    last = product.pictures.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def arrange_pictures(product: Product, wanted: list[PictureInput]) -> None:
    """The gallery in this order with these descriptions; pictures not named leave it."""
    known = {picture.pk: picture for picture in product.pictures.select_related("image")}
    kept = []
    for position, given in enumerate(wanted):
        picture = known.pop(given.id, None)
        if picture:
            picture.position, picture.alt = position, given.alt.strip()[:500]
            kept.append(picture)
            if given.focus:
                set_focus(picture.image, given.focus)
    if known:
        product.pictures.filter(pk__in=known).delete()
    if kept:
        ProductPicture.objects.bulk_update(kept, ["position", "alt"])


def cover_of(product: Product) -> dict[str, Any] | None:
    """The first picture, as Product.cover keeps it."""
    first = product.pictures.select_related("image").first()
    return picture_data(first.image, first.alt or product.title) if first else None
