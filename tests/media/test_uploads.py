from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from media.errors import PictureRefused, PictureTooLarge
from media.models import ShopImage
from media.pictures import picture_view
from media.services import add_image

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]


def encoded(width: int, height: int, kind: str = "JPEG", mode: str = "RGB", **more) -> bytes:
    out = BytesIO()
    Image.new(mode, (width, height), more.pop("colour", "red")).save(out, kind, **more)
    return out.getvalue()


def upload(data: bytes, name: str = "a.jpg") -> ShopImage:
    return add_image(BytesIO(data), name=name, title="A")


def test_sizes_are_made_once_as_webp_and_never_larger_than_the_picture():
    image = upload(encoded(1000, 500))
    assert [(s["width"], s["height"]) for s in image.sizes] == [
        (320, 160),
        (640, 320),
        (960, 480),
        (1000, 500),
    ]
    for size in image.sizes:
        with default_storage.open(size["name"]) as file:
            picture = Image.open(file)
            assert (picture.format, picture.size) == ("WEBP", (size["width"], size["height"]))
    assert image.colour == "#fe0000"


def test_a_view_costs_no_query(django_assert_num_queries, in_shop_a):
    image = upload(encoded(2000, 1000))
    with django_assert_num_queries(0):
        view = picture_view(image, "A red wall")
    assert (view.width, view.height, view.alt) == (640, 320, "A red wall")
    assert view.src.startswith(f"/media/{in_shop_a.schema_name}/pictures/")
    assert [part.split()[1] for part in view.srcset.split(", ")] == [
        "320w",
        "640w",
        "960w",
        "1280w",
    ]


def test_where_a_photo_was_taken_is_gone_and_it_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010E] = "secret place"
    image = upload(encoded(400, 200, exif=exif))
    assert (image.width, image.height) == (200, 400)
    with image.file.open() as file:
        assert b"secret" not in file.read()


def test_a_large_picture_becomes_smaller():
    image = upload(encoded(5000, 1000))
    assert (image.width, image.height) == (2560, 512)
    assert image.file.name.endswith(".webp")


def test_transparency_stays():
    image = upload(encoded(50, 50, "PNG", "RGBA", colour=(0, 0, 0, 0)), "a.png")
    with image.file.open() as file:
        assert Image.open(file).mode == "RGBA"


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script></html>",
        b"",
        encoded(20, 20)[:200],
        encoded(20, 20, "TIFF"),
    ],
)
def test_what_is_no_raster_picture_is_refused(data):
    before = ShopImage.objects.count()
    with pytest.raises(PictureRefused):
        upload(data, "a.png")
    assert ShopImage.objects.count() == before


def test_a_decompression_bomb_is_refused():
    bomb = encoded(20_000, 20_000, "PNG", "1", colour=0)
    assert len(bomb) < 200_000
    with pytest.raises(PictureTooLarge):
        upload(bomb, "a.png")


def test_deleting_takes_the_sizes_along_unless_another_picture_has_them(
    django_capture_on_commit_callbacks,
):
    first, second = upload(encoded(400, 400)), upload(encoded(400, 400))
    name = first.sizes[0]["name"]
    with django_capture_on_commit_callbacks(execute=True):
        first.delete()
    assert default_storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        second.delete()
    assert not default_storage.exists(name)


def test_a_file_that_comes_in_through_the_model_is_cleaned_too():
    image = ShopImage(title="A", file=ContentFile(encoded(400, 200), name="a.jpg"))
    image.save()
    assert image.file.name.endswith(".webp")
    assert len(image.sizes) == 2
