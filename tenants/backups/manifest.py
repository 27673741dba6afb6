"""What an archive says of itself. Everything read from a file is checked here before anything believes it."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from .errors import ArchiveRefused

FORMAT = 1
_SCHEMA = re.compile(r"^t_[a-z0-9]{4,60}$")
_NAME = re.compile(r"^[a-z_][a-z0-9_]{0,62}$")
_SUM = re.compile(r"^[0-9a-f]{64}$")
LARGEST = 2**63 - 1


@dataclass(frozen=True)
class TablePart:
    """The rows of a table in PostgreSQL's COPY text; `sha256` of exactly these bytes."""

    columns: list[str]
    rows: int
    sha256: str


@dataclass(frozen=True)
class FilePart:
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """`shop`: slug, name, uuid. `owner`: uuid, email, name. `migrations`: [app, name] of all the schema had."""

    schema_name: str
    created_at: str
    shop: dict[str, str]
    owner: dict[str, str]
    migrations: list[list[str]]
    tables: dict[str, TablePart]
    sequences: dict[str, int]
    ledger: dict[str, list[int]]
    files: dict[str, FilePart]
    domains: list[str] = field(default_factory=list)
    payment_routes: list[list[str]] = field(
        default_factory=list
    )  # public id, provider, "open" or ""
    versions: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def read_manifest(said: Any) -> Manifest:
    """Raises ArchiveRefused for anything that is not exactly what we write."""
    try:
        return _read(said)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ArchiveRefused(f"its manifest is not ours ({type(error).__name__})") from None


def _read(said: Mapping[str, Any]) -> Manifest:
    if said["format"] != FORMAT:
        raise ArchiveRefused("it was written by another version")
    return Manifest(
        schema_name=_matching(_SCHEMA, said["schema_name"]),
        created_at=_text(said["created_at"], 40),
        shop={key: _text(said["shop"][key], 80) for key in ("slug", "name", "uuid")},
        owner={key: _text(said["owner"][key], 254) for key in ("uuid", "email", "name")},
        migrations=[[_text(app, 255), _text(name, 255)] for app, name in said["migrations"]],
        tables={_matching(_NAME, name): _table(part) for name, part in said["tables"].items()},
        sequences={_matching(_NAME, name): _number(n) for name, n in said["sequences"].items()},
        ledger={_text(name, 80): _sums(figures) for name, figures in said["ledger"].items()},
        files={_text(name, 500): _file(part) for name, part in said["files"].items()},
        domains=[_text(domain, 253) for domain in said["domains"]],
        payment_routes=[
            [_text(key, 40), _text(by, 30), _text(still, 4)]
            for key, by, still in said["payment_routes"]
        ],
        versions={_text(k, 40): _text(v, 80) for k, v in said["versions"].items()},
    )


def _table(said: Mapping[str, Any]) -> TablePart:
    columns = [_matching(_NAME, column) for column in said["columns"]]
    if not columns or len(set(columns)) != len(columns):
        raise ValueError("columns")
    return TablePart(columns, _number(said["rows"]), _matching(_SUM, said["sha256"]))


def _file(said: Mapping[str, Any]) -> FilePart:
    return FilePart(_number(said["size"]), _matching(_SUM, said["sha256"]))


def _sums(said: Any) -> list[int]:
    moved, posted, held = said
    if not all(type(figure) is int for figure in said):
        raise TypeError("sums")
    return [moved, posted, held]


def _number(said: Any) -> int:
    if type(said) is not int or not 0 <= said <= LARGEST:
        raise ValueError("number")
    return said


def _text(said: Any, length: int) -> str:
    if type(said) is not str or len(said) > length or "\0" in said:
        raise ValueError("text")
    return said


def _matching(pattern: re.Pattern[str], said: Any) -> str:
    if type(said) is not str or not pattern.fullmatch(said):
        raise ValueError("name")
    return said
