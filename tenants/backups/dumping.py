"""Writing a shop into one file while it serves: rows as of one moment, then the uploaded files."""

import json
import secrets
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO

import django
from django.conf import settings
from django.db import connections
from django.db.backends.utils import CursorWrapper
from django_tenants.utils import schema_context, tenant_context

from integrations.payment_routes import routes_of_schema
from kernel import clock
from tenants.directory.models import Tenant

from .manifest import FilePart, Manifest, TablePart
from .ports import readable_tables
from .streams import CHUNK, HashingWriter, Tick
from .sums import ledger_sums
from .tables import MIGRATIONS, Table, sequences_of, tables_of

MANIFEST, ROWS, FILES, LISTS = "manifest.json", "rows/", "files/", "lists/"
HALF = ".half"  # the end of a file's name while it is written; nobody else writes to the same one
Progress = Callable[[str, float], None]  # what is being done, and how much of all is done (0 to 1)

# an owner's own copy holds nothing with which somebody could try to guess shoppers' passwords
_WITHOUT_PASSWORDS = {("accounts_user", "password"): "'!'"}
_STORED = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".zip", ".pdf", ".xlsx"}  # small already


def dump_shop(
    tenant: Tenant,
    target: Path,
    *,
    passwords: bool = True,
    lists: bool = False,
    progress: Progress = lambda what, share: None,
) -> Manifest:
    """Write the archive to `target`, whole or not at all.

    passwords: with the hashes of the shop's people. lists: with CSV files for people besides.
    """
    half = target.with_name(f"{target.name}.{secrets.token_hex(4)}{HALF}")
    half.touch(mode=0o600)
    try:
        with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
            manifest = _write(archive, tenant, passwords, lists, progress)
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)
    return manifest


def _write(
    archive: zipfile.ZipFile, tenant: Tenant, passwords: bool, lists: bool, progress: Progress
) -> Manifest:
    name = tenant.schema_name
    with _one_moment() as cursor:
        tables = tables_of(cursor, name)
        parts = {}
        for number, table in enumerate(tables):
            tick = partial(progress, table.name, 0.6 * number / len(tables))
            parts[table.name] = _copy_out(archive, cursor, name, table, passwords, tick)
        cursor.execute(f'SELECT app, name FROM "{name}".{MIGRATIONS} ORDER BY id')
        migrations = [list(row) for row in cursor.fetchall()]
        sequences = _sequences(cursor, name)
        sums = ledger_sums(cursor, name)
    if lists:
        _write_lists(archive, tenant, partial(progress, "lists", 0.6))
    files = _add_files(archive, settings.MEDIA_ROOT / name, progress)
    manifest = Manifest(
        schema_name=name,
        created_at=clock.now().isoformat(timespec="seconds"),
        migrations=migrations,
        tables=parts,
        sequences=sequences,
        ledger=sums,
        files=files,
        **_public_rows(tenant),
    )
    archive.writestr(MANIFEST, json.dumps(manifest.as_json(), ensure_ascii=False, indent=1))
    progress("done", 1)
    return manifest


@contextmanager
def _one_moment() -> Iterator[CursorWrapper]:
    """A connection that sees the database as it is now, however long we read. Nobody waits for it."""
    link = connections.create_connection("default")
    try:
        link.ensure_connection()
        link.connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
        link.connection.autocommit = False
        with link.cursor() as cursor:
            yield cursor
    finally:
        link.close()


def _copy_out(
    archive: zipfile.ZipFile,
    cursor: CursorWrapper,
    schema_name: str,
    table: Table,
    passwords: bool,
    tick: Tick,
) -> TablePart:
    wanted = ", ".join(_expression(table.name, column, passwords) for column in table.columns)
    with archive.open(f"{ROWS}{table.name}", "w", force_zip64=True) as member:
        writer = HashingWriter(member, tick)
        cursor.copy_expert(
            f'COPY (SELECT {wanted} FROM "{schema_name}"."{table.name}") TO STDOUT', writer, CHUNK
        )
    return TablePart(list(table.columns), cursor.rowcount, writer.hexdigest())


def _expression(table: str, column: str, passwords: bool) -> str:
    if not passwords and (table, column) in _WITHOUT_PASSWORDS:
        return _WITHOUT_PASSWORDS[table, column]
    return f'"{column}"'


def _sequences(cursor: CursorWrapper, schema_name: str) -> dict[str, int]:
    """The last number each has given out; 0 when none yet."""
    values = {}
    for sequence in sequences_of(cursor, schema_name):
        cursor.execute(
            f'SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM "{schema_name}"."{sequence.name}"'
        )
        values[sequence.name] = max(cursor.fetchone()[0], 0)
    return values


def _add_files(archive: zipfile.ZipFile, folder: Path, progress: Progress) -> dict[str, FilePart]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    found = {}
    for number, path in enumerate(paths):
        tick = partial(progress, "files", 0.7 + 0.3 * number / len(paths))
        name = path.relative_to(folder).as_posix()
        info = zipfile.ZipInfo(FILES + name)
        info.compress_type = (
            zipfile.ZIP_STORED if path.suffix.lower() in _STORED else zipfile.ZIP_DEFLATED
        )
        try:
            with path.open("rb") as source, archive.open(info, "w", force_zip64=True) as member:
                writer = HashingWriter(member, tick)
                _copy(source, writer)
        except FileNotFoundError:  # deleted since we looked
            continue
        found[name] = FilePart(writer.size, writer.hexdigest())
    return found


def _copy(source: IO[bytes], target: HashingWriter) -> None:
    while chunk := source.read(CHUNK):
        target.write(chunk)


def _write_lists(archive: zipfile.ZipFile, tenant: Tenant, tick: Tick) -> None:
    with tenant_context(tenant):
        for table in readable_tables:
            with archive.open(f"{LISTS}{table.name}.csv", "w", force_zip64=True) as member:
                for piece in table.pieces(tenant):
                    tick()
                    member.write(piece)


def _public_rows(tenant: Tenant) -> dict:
    with schema_context("public"):
        owner = tenant.owner
        return {
            "shop": {"slug": tenant.slug or "", "name": tenant.name, "uuid": str(tenant.uuid)},
            "owner": {
                "uuid": str(owner.uuid) if owner else "",
                "email": owner.email if owner else "",
                "name": owner.name if owner else "",
            },
            "domains": list(tenant.domains.order_by("pk").values_list("domain", flat=True)),
            "payment_routes": routes_of_schema(tenant.schema_name),
            "versions": {"django": django.get_version()},
        }
