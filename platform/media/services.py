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
