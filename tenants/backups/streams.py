"""Files that count, hash and rename on the way, so that no shop has to fit into memory."""

import hashlib
from collections.abc import Callable
from typing import IO, Protocol

from .errors import ArchiveRefused

CHUNK = 1 << 16


Tick = Callable[[], None]  # called again and again while something large goes through


class Writable(Protocol):
    def write(self, data: bytes, /) -> int | None: ...


class HashingWriter:
    """For COPY ... TO STDOUT."""

    def __init__(self, target: Writable, tick: Tick) -> None:
        self._target, self._hash, self._tick = target, hashlib.sha256(), tick
        self.size = 0

    def write(self, data: bytes) -> int:
        self._tick()
        self._hash.update(data)
        self._target.write(data)
        self.size += len(data)
        return len(data)

    def hexdigest(self) -> str:
        return self._hash.hexdigest()


class RenamingReader:
    """For COPY ... FROM STDIN: hashes what it reads, and answers it with one schema's name in place of another's.

    Addresses of pictures in texts carry the schema's name.
    """

    def __init__(self, source: IO[bytes], old: str, new: str, tick: Tick) -> None:
        self._source, self._hash = source, hashlib.sha256()
        self._old, self._new = old.encode(), new.encode()
        self._ready, self._ended, self._tick = b"", False, tick

    def read(self, size: int = CHUNK) -> bytes:
        keep = len(self._old) - 1  # a name may lie across two chunks
        while not self._ended and len(self._ready) <= size + keep:
            chunk = self._source.read(CHUNK)
            self._tick()
            self._ended = not chunk
            self._hash.update(chunk)
            self._ready = (self._ready + chunk).replace(self._old, self._new)
        available = len(self._ready) if self._ended else len(self._ready) - keep
        answer, self._ready = (
            self._ready[: min(size, available)],
            self._ready[min(size, available) :],
        )
        return answer

    def hexdigest(self) -> str:
        """Of all there is: what COPY did not want is read too."""
        while self.read(CHUNK):
            pass
        return self._hash.hexdigest()


def copy_checked(source: IO[bytes], target: Writable, *, size: int, sha256: str) -> None:
    """Raises ArchiveRefused when the content is not what was promised; never writes more than `size`."""
    digest, written = hashlib.sha256(), 0
    while chunk := source.read(CHUNK):
        written += len(chunk)
        if written > size:
            break
        digest.update(chunk)
        target.write(chunk)
    if written != size or digest.hexdigest() != sha256:
        raise ArchiveRefused("a file in it is damaged")
