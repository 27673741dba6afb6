"""A shop back from its archive: a new schema of our own making, filled by COPY, checked, then opened.

Nothing of the file is executed. Until the last step the shop is not there for anybody; a failure takes away what was
made, and when the process is killed the janitor does.
"""

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.backends.utils import CursorWrapper

from integrations.payment_routes import adopt_routes
from kernel import clock
from tenants.database.rights import owner_rights
from tenants.directory.hosts import parse_host
from tenants.directory.lookup import forget_hosts
from tenants.directory.models import Domain, Tenant, TenantState, generate_schema_name
from tenants.provisioning.errors import SlugTaken
from tenants.provisioning.schemas import drop_schema, remove_files
from tenants.provisioning.slugs import check_slug
from tenants.upgrades.services import bring_up_to_date

from .building import build_empty
from .dumping import FILES, ROWS, Progress
from .errors import ArchiveRefused
from .heartbeat import LEASE, UPGRADE_LEASE, Heartbeat
from .manifest import Manifest
from .models import ShopRestore
from .people import owner_account, owners_email, settle_people
from .ports import left_out
from .reading import opened, part
from .streams import RenamingReader, copy_checked
from .sums import ledger_sums
from .tables import Table, sequences_of, tables_of


@dataclass(frozen=True)
class Restored:
    tenant: Tenant
    rows: int
    files: int


def restore_shop(
    source: Path,
    *,
    slug: str = "",
    owner_email: str = "",
    progress: Progress = lambda what, share: None,
) -> Restored:
    """The shop of an archive, live under `slug` (its own by default) and owned by the public person with
    `owner_email` (its own owner's by default; made when there is none).

    Raises ArchiveRefused, SlugTaken or another ExpectedFailure; then nothing is left of it.
    """
    with opened(source) as (archive, manifest):
        email = owners_email(manifest, owner_email)
        restore = _reserve(manifest, slug or manifest.shop["slug"])
        try:
            _fill(archive, manifest, restore, progress)
            tenant = _open(restore, manifest, email)
        except DatabaseError as error:  # it refused a row, or rows that point nowhere
            undo(restore)
            raise ArchiveRefused(str(error).partition("\n")[0]) from error
        except BaseException:
            undo(restore)
            raise
    forget_hosts()
    rows = sum(table.rows for table in manifest.tables.values())
    return Restored(tenant, rows, len(manifest.files))


def undo(restore: ShopRestore) -> None:
    """Take away everything of a restore that is not finished; may be called again after a crash."""
    tenant = Tenant.objects.filter(pk=restore.tenant_id, state=TenantState.BUILDING).first()
    if tenant is None:
        return
    drop_schema(tenant.schema_name)
    remove_files(tenant.schema_name)
    with transaction.atomic():
        ShopRestore.objects.filter(tenant=tenant).delete()
        tenant.delete(force_drop=False)


def undo_the_dead() -> int:
    """Restores whose process is gone, or has been silent for so long that it may not go on any more."""
    dead = [restore for restore in ShopRestore.objects.all() if not _may_go_on(restore)]
    for restore in dead:
        undo(restore)
    return len(dead)


@transaction.atomic
def _may_go_on(restore: ShopRestore) -> bool:
    """Still there and alive. Who asks last, inside a transaction, decides: once dead is never alive again."""
    alive = ShopRestore.objects.filter(pk=restore.pk, alive_until__gt=clock.now())
    return alive.select_for_update().exists()


def _reserve(manifest: Manifest, slug: str) -> ShopRestore:
    """The address is the shop's from here on, and nobody else can be restored or opened under it."""
    slug = check_slug(slug)
    try:
        with transaction.atomic():
            tenant = Tenant.objects.create(
                uuid=_uuid(manifest.shop["uuid"]),
                schema_name=generate_schema_name(),
                slug=slug,
                name=manifest.shop["name"],
                state=TenantState.BUILDING,
            )
            return ShopRestore.objects.create(tenant=tenant, alive_until=clock.now() + LEASE)
    except IntegrityError:
        raise SlugTaken(field="slug") from None


def _uuid(said: str) -> UUID:
    """The shop's own, unless the shop it was taken from is here too."""
    try:
        wanted = UUID(said)
    except ValueError:
        raise ArchiveRefused("its manifest is not ours (uuid)") from None
    return uuid4() if Tenant.objects.filter(uuid=wanted).exists() else wanted


def _fill(
    archive: zipfile.ZipFile, manifest: Manifest, restore: ShopRestore, progress: Progress
) -> None:
    schema_name, beat = restore.tenant.schema_name, Heartbeat(restore.pk)
    try:
        progress("tables", 0)
        older = build_empty(schema_name, manifest)
        beat()
        _fill_rows(archive, manifest, schema_name, beat, progress)
        _write_files(archive, manifest, settings.MEDIA_ROOT / schema_name, beat, progress)
        if older:
            progress("upgrade", 0.95)
            beat.hold(UPGRADE_LEASE)
            bring_up_to_date(schema_name)
    finally:
        beat.close()


@transaction.atomic
def _fill_rows(
    archive: zipfile.ZipFile,
    manifest: Manifest,
    schema_name: str,
    beat: Callable[[], None],
    progress: Progress,
) -> None:
    """All tables in one transaction: constraints are checked, then counts and the books' sums."""
    with owner_rights(), connection.cursor() as cursor:
        tables = tables_of(cursor, schema_name)
        _check_tables(manifest, tables)
        for number, table in enumerate(tables):
            if table.name in manifest.tables:
                progress(table.name, 0.1 + 0.5 * number / len(tables))
                _copy_in(archive, cursor, manifest, schema_name, table.name, beat)
        _set_sequences(cursor, manifest, schema_name)
        if ledger_sums(cursor, schema_name) != manifest.ledger:
            raise ArchiveRefused("its books do not add up to what it says")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _check_tables(manifest: Manifest, tables: Sequence[Table]) -> None:
    known = {table.name: set(table.columns) for table in tables}
    for name, promised in manifest.tables.items():
        if name in left_out:
            continue  # written before we left it out
        if set(promised.columns) != known.get(name):
            raise ArchiveRefused(f"its table {name} is not as its migrations make it")


def _copy_in(
    archive: zipfile.ZipFile,
    cursor: CursorWrapper,
    manifest: Manifest,
    schema_name: str,
    table: str,
    beat: Callable[[], None],
) -> None:
    """Names were found in our own schema before they come here."""
    promised = manifest.tables[table]
    columns = ", ".join(f'"{column}"' for column in promised.columns)
    with part(archive, ROWS + table) as member:
        reader = RenamingReader(member, manifest.schema_name, schema_name, beat)
        cursor.copy_expert(f'COPY "{schema_name}"."{table}" ({columns}) FROM STDIN', reader)
        copied = cursor.rowcount
        if copied != promised.rows or reader.hexdigest() != promised.sha256:
            raise ArchiveRefused(f"the rows of {table} are not those it says")


def _set_sequences(cursor: CursorWrapper, manifest: Manifest, schema_name: str) -> None:
    """Behind every number given out so far, of deleted rows too."""
    for sequence in sequences_of(cursor, schema_name):
        cursor.execute(
            f'SELECT setval(%s, s.last, s.last > 0) FROM (SELECT greatest(%s, max("{sequence.column}"))'
            f' AS last FROM "{schema_name}"."{sequence.table}") s WHERE s.last > 0',
            [f'"{schema_name}"."{sequence.name}"', manifest.sequences.get(sequence.name, 0)],
        )


def _write_files(
    archive: zipfile.ZipFile,
    manifest: Manifest,
    folder: Path,
    beat: Callable[[], None],
    progress: Progress,
) -> None:
    """Names were checked when the archive was opened; each becomes a new plain file below `folder`."""
    for number, (name, promised) in enumerate(manifest.files.items()):
        if number % 20 == 0:
            beat()
            progress("files", 0.6 + 0.35 * number / len(manifest.files))
        target = folder / name
        if not target.resolve().is_relative_to(folder.resolve()):
            raise ArchiveRefused("a file in it wants out of the shop's folder")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with part(archive, FILES + name) as source, target.open("xb") as written:
                copy_checked(source, written, size=promised.size, sha256=promised.sha256)
        except (FileExistsError, NotADirectoryError):
            raise ArchiveRefused("two files in it stand in each other's way") from None


@transaction.atomic
def _open(restore: ShopRestore, manifest: Manifest, email: str) -> Tenant:
    """The shop is there at once and whole. Its own domains have to be proven anew before they lead anywhere."""
    tenant = restore.tenant
    if not _may_go_on(restore):
        raise ArchiveRefused("it took too long and was cleared away")
    owner = owner_account(email, manifest.owner["name"])
    settle_people(tenant, manifest, owner)
    for domain in manifest.domains:
        if parse_host(domain) and not Domain.objects.filter(domain=domain).exists():
            Domain.objects.create(tenant=tenant, domain=domain, is_primary=False)
    adopt_routes(tenant.schema_name, manifest.payment_routes)
    tenant.owner, tenant.state, tenant.opened_at = owner, TenantState.LIVE, clock.now()
    tenant.save(update_fields=["owner", "state", "opened_at"])
    ShopRestore.objects.filter(pk=restore.pk).delete()
    return tenant
