"""Opening an archive that somebody gave us. Nothing in it is executed and no name in it is used as a path."""

import json
import os
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from django.conf import settings

from .dumping import FILES, LISTS, MANIFEST, ROWS
from .errors import ArchiveRefused
from .manifest import Manifest, read_manifest

LARGEST_MANIFEST = 64 * 1024 * 1024
LARGEST_PARTS = 2_000_000
# what a browser could take for a page; no upload of ours ends so
_NEVER_FILES = {
    ".htm",
    ".html",
    ".js",
    ".mht",
    ".mhtml",
    ".shtml",
    ".svg",
    ".swf",
    ".xht",
    ".xhtml",
    ".xml",
}


_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_DAMAGED = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError)
# numbers and names of a broken directory
_UNREADABLE = (*_DAMAGED, struct.error, ValueError, OverflowError, OSError)


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """The archive and its checked manifest. Raises ArchiveRefused."""
    try:
        with _zip(path) as archive:
            yield archive, _checked(archive)
    except _DAMAGED as error:
        raise ArchiveRefused(f"it is damaged ({error})") from error


def _zip(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except _UNREADABLE as error:
        raise ArchiveRefused(f"it is no archive, or damaged ({error})") from error


def part(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    """One part, to be read. Raises ArchiveRefused; what is read may still turn out to be damaged."""
    try:
        return archive.open(name)
    except _UNREADABLE as error:
        raise ArchiveRefused(f"it is damaged ({error})") from error


def _checked(archive: zipfile.ZipFile) -> Manifest:
    infos = archive.infolist()
    names = {info.filename for info in infos}
    if len(infos) > LARGEST_PARTS or len(names) != len(infos):
        raise ArchiveRefused("it has parts of the same name, or too many")
    if any(info.flag_bits & 1 for info in infos):
        raise ArchiveRefused("it is encrypted")
    if any(info.compress_type not in _PACKED for info in infos):
        raise ArchiveRefused("it is packed in a way we do not write")
    manifest = read_manifest(_manifest_json(archive, names))
    wanted = {MANIFEST, *(ROWS + name for name in manifest.tables)}
    wanted |= {FILES + name for name in manifest.files}
    extra = {name for name in names - wanted if not name.startswith(LISTS)}
    if extra or wanted - names:
        raise ArchiveRefused("its parts are not those its manifest names")
    for name in manifest.files:
        check_file_name(name)
    _check_room(sum(info.file_size for info in infos))
    return manifest


def _manifest_json(archive: zipfile.ZipFile, names: set[str]) -> object:
    if MANIFEST not in names:
        raise ArchiveRefused("it has no manifest")
    if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        raise ArchiveRefused("its manifest is too large")
    with part(archive, MANIFEST) as member:
        text = member.read()
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise ArchiveRefused("its manifest can't be read") from None


def check_file_name(name: str) -> None:
    """A plain relative path, as our own uploads have. Raises ArchiveRefused."""
    path = PurePosixPath(name)
    plain = bool(path.parts) and name == str(path) and "\\" not in name
    if not plain or not all(_plain(part) for part in path.parts):
        raise ArchiveRefused("a file in it has a name no file of a shop has")
    if path.suffix.lower() in _NEVER_FILES:
        raise ArchiveRefused("a file in it is of a kind no shop has")


def _plain(part: str) -> bool:
    return not part.startswith((".", "/")) and part.isprintable() and len(part.encode()) <= 255


def _check_room(size: int) -> None:
    """Said sizes are enforced while reading, so a small file can't fill the disk."""
    if size > settings.MALL_RESTORE_BYTES:
        raise ArchiveRefused("it is larger than this installation takes")
    os.makedirs(settings.MEDIA_ROOT, exist_ok=True)
    if size * 2 > shutil.disk_usage(settings.MEDIA_ROOT).free:
        raise ArchiveRefused("there is not enough room on the disk")
