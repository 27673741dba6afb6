import io

import pytest

from media.fetching import PictureUnreachable
from storefront.catalog.importing import fetching
from storefront.catalog.importing.services import finish_import
from storefront.catalog.models import ImportPicture, Product, ProductPicture, Variant

from .files import csv_file, problems, run_import
from .goods import picture_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]

RED = "https://pictures.example/red.jpg"
BLUE = "https://pictures.example/blue.jpg"
ROW = {"Handle": "hat", "Title": "Hat", "Variant Price": "5", "Image Src": RED}
ROWS = [
    {**ROW, "Option1 Name": "Colour", "Option1 Value": "Red", "Image Position": "1", "Image Alt Text": "A red hat"},
    {"Handle": "hat", "Option1 Value": "Blue", "Variant Price": "5", "Image Src": BLUE, "Image Position": "2",
     "Variant Image": BLUE},
]  # fmt: skip


@pytest.fixture
def world(monkeypatch) -> dict[str, bytes]:
    """What is out there; asked counts how often."""
    pictures = {RED: picture_file(400, 300).read(), BLUE: picture_file(300, 300, "PNG").read()}
    asked: list[str] = []

    async def fetch(url: str) -> bytes:
        asked.append(url)
        if url not in pictures:
            raise PictureUnreachable(details={"why": "404"})
        return pictures[url]

    monkeypatch.setattr(fetching, "fetch_picture", fetch)
    pictures["asked"] = asked
    return pictures


def test_pictures_follow_the_products(world):
    job = run_import(csv_file(*ROWS))
    gallery = ProductPicture.objects.order_by("position")
    assert [(p.position, p.alt, p.source_url) for p in gallery] == [
        (0, "A red hat", RED),
        (1, "", BLUE),
    ]
    assert Variant.objects.get(option1="Blue").picture == gallery[1]
    assert Product.objects.get().cover["alt"] == "A red hat"
    assert (job.state, job.pictures_total, job.pictures_done) == ("done", 2, 2)


def test_a_picture_that_is_there_is_not_fetched_again(world):
    run_import(csv_file(*ROWS))
    world["asked"].clear()
    swapped = [{**ROWS[0], "Image Position": "2"}, {**ROWS[1], "Image Position": "1"}]
    run_import(csv_file(*swapped))
    assert world["asked"] == []
    gallery = ProductPicture.objects.order_by("position")
    assert [picture.source_url for picture in gallery] == [BLUE, RED]
    assert Product.objects.get().cover["alt"] == "Hat"


def test_pictures_that_cannot_be_had_are_listed_and_the_rest_stays(world):
    world[BLUE] = b"<html>not found</html>"
    more = {"Handle": "hat", "Image Src": "https://pictures.example/gone.jpg"}
    odd = {"Handle": "hat", "Image Src": "javascript:alert(1)"}
    job = run_import(csv_file(*ROWS, more, odd))
    assert problems(job) == [
        (3, "picture_refused"),
        (4, "picture_unreachable"),
        (5, "not_an_address"),
    ]
    assert "gone.jpg cannot be fetched: it is not there any more" in job.problems.get(line=4).reason
    assert ProductPicture.objects.get().source_url == RED
    assert (job.created, job.state, job.pictures_done) == (1, "done", 3)


def test_a_dead_host_is_given_up_soon(world):
    rows = [{"Handle": "hat", "Image Src": f"https://dead.example/{n}.jpg"} for n in range(30)]
    job = run_import(csv_file(ROW, *rows))
    assert sum("dead" in url for url in world["asked"]) < 20
    assert job.problems.count() == 30


def test_two_workers_do_not_fetch_the_same_picture(world):
    job = run_import(csv_file(*ROWS), pictures=False)
    assert len(fetching._claim(job.pk)) == 2
    assert fetching._claim(job.pk) == []
    finish_import(job.pk)
    job.refresh_from_db()
    assert job.state == "fetching"  # the other worker still holds them
    assert ImportPicture.objects.count() == 2


def test_a_bomb_is_listed(world):
    from PIL import Image

    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    world[RED] = out.getvalue()
    job = run_import(csv_file(ROW))
    assert problems(job) == [(2, "picture_too_large")]
