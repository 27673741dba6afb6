"""One JSON file a message, named by its time, so that the newest are found by name alone."""

import json
import os
import secrets
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from kernel.schema import current_schema

CAPACITY = 1_000
_KINDS = ("mail", "sms")


@dataclass(frozen=True)
class Message:
    """A mail or a text message as it would have gone out. `at` is seconds since 1970, `id` the file's name."""

    kind: str
    to: list[str]
    text: str
    sender: str = ""
    subject: str = ""
    html: str = ""
    schema: str = ""
    at: float = field(default_factory=time.time)
    id: str = ""


def keep(kind: str, *, to: list[str], text: str, **parts: Any) -> Message:
    """Store one message of kind "mail" or "sms"; the oldest beyond CAPACITY are dropped."""
    own_id = f"{time.time_ns():020d}-{secrets.token_hex(4)}"
    message = Message(kind=kind, to=to, text=text, schema=current_schema(), id=own_id, **parts)
    folder = _folder()
    name = f"{own_id}.json"
    unfinished = folder / f".{name}"
    unfinished.write_text(json.dumps(asdict(message), ensure_ascii=False), encoding="utf-8")
    os.replace(unfinished, folder / name)
    _drop_oldest(folder)
    return message


def messages(*, address: str = "", kind: str = "", limit: int = 100) -> list[Message]:
    """The newest first; `address` matches part of a recipient, `kind` is "mail", "sms" or both."""
    found = []
    for message in _newest_first():
        if kind in _KINDS and message.kind != kind:
            continue
        if address and not any(address.lower() in to.lower() for to in message.to):
            continue
        found.append(message)
        if len(found) == limit:
            break
    return found


def message_by_id(message_id: str) -> Message | None:
    return next((message for message in _newest_first() if message.id == message_id), None)


def _newest_first() -> Iterator[Message]:
    for path in sorted(_folder().glob("[0-9]*.json"), reverse=True):
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            continue
        yield Message(**{**kept, "id": path.stem})


def _drop_oldest(folder: Path) -> None:
    for path in sorted(folder.glob("[0-9]*.json"), reverse=True)[CAPACITY:]:
        path.unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(settings.MAILBOX_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
