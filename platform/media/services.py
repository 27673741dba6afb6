from typing import IO

from .cleaning import clean_upload
from .models import ShopImage


def add_image(file: IO[bytes], *, name: str, title: str) -> ShopImage:
    """Take a file nobody has looked at yet into the library. Raises PictureRefused.

    Use this and not ShopImage(file=...): Django reads a new file's dimensions before any check could run.
    """
    cleaned = clean_upload(file, name)
    image = ShopImage(title=title[:255], file=cleaned.file)
    image.take_in(cleaned)
    image.save()
    return image


def set_focus(image: ShopImage, focus: str) -> None:
    """What must stay seen when the picture is cropped, as "x y" in percent of its sides."""
    x, y = (min(100, max(0, int(part))) for part in focus.split())
    if image.focus == f"{x}% {y}%":
        return
    image.focal_point_x, image.focal_point_y = image.width * x // 100, image.height * y // 100
    # a point to us; Wagtail's own crops want an area around it
    image.focal_point_width = image.focal_point_height = max(
        1, min(image.width, image.height) // 10
    )
    image.save(
        update_fields=[
            *("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"),
        ]
    )
