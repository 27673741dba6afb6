"""The pictures of an import, fetched after its products: outside any transaction, a few at a time."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import F, Q

from kernel import clock
from media.errors import PictureRefused, PictureTooLarge
from media.fetching import PictureUnreachable, fetch_picture

from ..models import ImportJob, ImportPicture, ImportProblem, Variant
from ..services.pictures import add_picture
from .problems import RowProblem

AT_ONCE = 8
CLAIM = timedelta(minutes=3)  # after that another worker may try
GIVE_UP_ON_HOST = 4  # failures in a row of one host: its other pictures are not tried


@dataclass
class Hosts:
    """How often each host failed in a row."""

    failures: Counter[str] = field(default_factory=Counter)

    def is_given_up(self, url: str) -> bool:
        return self.failures[urlsplit(url).netloc] >= GIVE_UP_ON_HOST

    def note(self, url: str, *, reached: bool) -> None:
        host = urlsplit(url).netloc
        self.failures[host] = 0 if reached else self.failures[host] + 1


def fetch_next(job_id: int, hosts: Hosts) -> bool:
    """Fetch the next few pictures; True while there may be more."""
    pictures = _claim(job_id)
    if not pictures:
        return False
    for picture, result in zip(pictures, asyncio.run(_fetch_all(pictures, hosts)), strict=True):
        hosts.note(picture.url, reached=not isinstance(result, PictureUnreachable))
        _take_in(picture, result)
    return True


@transaction.atomic
def _claim(job_id: int) -> list[ImportPicture]:
    now = clock.now()
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM)
    queue = ImportPicture.objects.filter(free, job_id=job_id).order_by("id")
    pictures = list(queue.select_for_update(skip_locked=True)[:AT_ONCE])
    ImportPicture.objects.filter(pk__in=[picture.pk for picture in pictures]).update(claimed_at=now)
    ImportJob.objects.filter(pk=job_id).update(beat_at=now)
    return pictures


async def _fetch_all(
    pictures: list[ImportPicture], hosts: Hosts
) -> list[bytes | PictureUnreachable | PictureTooLarge]:
    async def one(url: str) -> bytes | PictureUnreachable | PictureTooLarge:
        if hosts.is_given_up(url):
            return PictureUnreachable(details={"why": "host"})
        try:
            return await fetch_picture(url)
        except (PictureUnreachable, PictureTooLarge) as failure:
            return failure

    return await asyncio.gather(*(one(picture.url) for picture in pictures))


@transaction.atomic
def _take_in(picture: ImportPicture, result: bytes | Exception) -> None:
    """Into the gallery, or into the list of problems; either way this picture is over."""
    removed, _ = ImportPicture.objects.filter(pk=picture.pk).delete()
    if not removed:
        return  # another worker was quicker, or the product is gone
    problem = _problem(picture, result) if isinstance(result, Exception) else _add(picture, result)
    if problem:
        ImportProblem.objects.create(
            job_id=picture.job_id,
            line=picture.line,
            handle=picture.product.slug,
            code=problem.code,
            details=problem.details,
        )
    ImportJob.objects.filter(pk=picture.job_id).update(pictures_done=F("pictures_done") + 1)


def _add(picture: ImportPicture, data: bytes) -> RowProblem | None:
    try:
        with transaction.atomic():
            added = add_picture(
                picture.product_id,
                file=BytesIO(data),
                name=urlsplit(picture.url).path.rpartition("/")[2] or "picture",
                alt=picture.alt,
                source_url=picture.url,
                position=picture.position,
            )
    except PictureRefused as failure:
        return _problem(picture, failure)
    Variant.objects.filter(pk__in=picture.variants).update(picture=added)
    return None


def _problem(picture: ImportPicture, failure: Exception) -> RowProblem:
    shown = picture.url[:300]
    if isinstance(failure, PictureUnreachable):
        return RowProblem("picture_unreachable", url=shown, why=failure.details.get("why", ""))
    code = "picture_too_large" if isinstance(failure, PictureTooLarge) else "picture_refused"
    return RowProblem(code, url=shown)
