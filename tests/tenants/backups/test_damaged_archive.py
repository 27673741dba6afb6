"""A file that lost bytes on its way is refused with a sentence, wherever the damage is."""

import contextlib
import hashlib
import io
import json
import random
import zipfile
from pathlib import Path

import pytest

from tenants.backups.errors import ArchiveRefused
from tenants.backups.reading import opened, part
from tenants.backups.streams import copy_checked

PICTURE = bytes(range(256)) * 40
MANIFEST = {
    "format": 1,
    "schema_name": "t_abcdef",
    "created_at": "2026-01-01",
    "shop": {"slug": "kite", "name": "Kite", "uuid": ""},
    "owner": {"uuid": "", "email": "", "name": ""},
    "migrations": [],
    "tables": {},
    "sequences": {},
    "ledger": {},
    "files": {
        "a.webp": {"size": len(PICTURE), "sha256": hashlib.sha256(PICTURE).hexdigest()},
        "b.txt": {"size": len(PICTURE), "sha256": hashlib.sha256(PICTURE).hexdigest()},
    },
    "domains": [],
    "payment_routes": [],
    "versions": {},
}


def whole(packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packed) as written:
        written.writestr("files/a.webp", PICTURE, zipfile.ZIP_STORED)
        written.writestr("files/b.txt", PICTURE)
        written.writestr("manifest.json", json.dumps(MANIFEST))
    return file.getvalue()


@pytest.fixture(autouse=True)
def _room(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def read_all(path: Path) -> None:
    """As restoring reads it."""
    with opened(path) as (archive, manifest):
        for name, promised in manifest.files.items():
            with part(archive, f"files/{name}") as source:
                copy_checked(source, io.BytesIO(), size=promised.size, sha256=promised.sha256)


def test_the_whole_one_is_read(tmp_path):
    path = tmp_path / "a.mall"
    path.write_bytes(whole())
    read_all(path)


@pytest.mark.parametrize("seed", range(8))
def test_changed_bytes(tmp_path, seed):
    """Each may go unnoticed only where it means nothing; nothing but ArchiveRefused ever comes out."""
    chance, content, path = random.Random(seed), whole(), tmp_path / "a.mall"
    refused = 0
    for _ in range(150):
        broken = bytearray(content)
        for _change in range(chance.randint(1, 6)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        path.write_bytes(broken)
        try:
            read_all(path)
        except ArchiveRefused:
            refused += 1
    assert refused > 100


def test_changed_bytes_of_the_directory(tmp_path):
    content, path = whole(), tmp_path / "a.mall"
    start = content.index(b"PK\x01\x02")
    for place in range(start, len(content)):
        for value in (0, 1, 0x7F, 0xFF):
            path.write_bytes(content[:place] + bytes([value]) + content[place + 1 :])
            with contextlib.suppress(ArchiveRefused):
                read_all(path)


def test_the_end_is_missing(tmp_path):
    content, path = whole(), tmp_path / "a.mall"
    for length in range(0, len(content), 97):
        path.write_bytes(content[:length])
        with pytest.raises(ArchiveRefused):
            read_all(path)


@pytest.mark.parametrize("packed", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packed_otherwise_than_we_do(tmp_path, packed):
    path = tmp_path / "a.mall"
    path.write_bytes(whole(packed))
    with pytest.raises(ArchiveRefused, match="packed"):
        read_all(path)
