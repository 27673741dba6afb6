"""Databases for tests: one template keyed by the migrations, copied in a fraction of a second."""

import contextlib
import hashlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tenants.provisioning.fingerprint import current_fingerprint

ROOT = Path(settings.BASE_DIR)
SOURCES = ("platform", "tenants", "storefront", "loyalty", "cms", "themes", "billing")


def template_name() -> str:
    """Changes when a migration changes, or what fills the template does."""
    digest = hashlib.sha256(current_fingerprint().encode())
    wanted = ("**/migrations/*.py", "**/starter*.py")
    files = [path for top in SOURCES for what in wanted for path in ROOT.glob(f"{top}/{what}")]
    for path in sorted([*files, *ROOT.glob("tests/support/*.py")]):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return f"mall_tmpl_{digest.hexdigest()[:16]}"


@contextlib.contextmanager
def maintenance() -> Iterator[psycopg2.extensions.cursor]:
    """A cursor on the server's `postgres` database, each statement its own transaction."""
    link = psycopg2.connect(maintenance_url())
    link.autocommit = True
    try:
        with link.cursor() as cursor:
            yield cursor
    finally:
        link.close()


def maintenance_url() -> str:
    return urlsplit(os.environ["DATABASE_URL"])._replace(path="/postgres").geturl()


def use_database(name: str) -> None:
    """Point every connection of the process, new threads' too, at the database `name`."""
    connection.close()
    connection.settings_dict["NAME"] = name
    settings.DATABASES["default"]["NAME"] = name
    os.environ["DATABASE_URL"] = (
        urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    )


def copy_of_template() -> str:
    """The name of a new database, equal to the template; built first when it is not there."""
    template, copy = template_name(), f"mall_test_{os.getpid()}_{secrets.token_hex(4)}"
    with maintenance() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [template])
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        if not cursor.fetchone() or not _pictures(template).exists():
            _build(template, cursor)
        cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{template}"')
    shutil.copytree(_pictures(template), settings.MEDIA_ROOT, dirs_exist_ok=True)
    return copy


def drop_database(name: str) -> None:
    with maintenance() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _pictures(template: str) -> Path:
    """The files of the template's shops, kept beside it."""
    return Path(tempfile.gettempdir()) / f"{template}-media"


def _build(template: str, cursor: psycopg2.extensions.cursor) -> None:
    building = f"{template}_building"
    cursor.execute(f'DROP DATABASE IF EXISTS "{building}" WITH (FORCE)')
    cursor.execute(f'CREATE DATABASE "{building}"')
    before = connection.settings_dict["NAME"]
    use_database(building)
    try:
        call_command("migrate_schemas", shared=True, verbosity=0)
        _fill()
    finally:
        use_database(before)
    shutil.copytree(settings.MEDIA_ROOT, _pictures(template), dirs_exist_ok=True)
    cursor.execute(f'DROP DATABASE IF EXISTS "{template}" WITH (FORCE)')
    cursor.execute(f'ALTER DATABASE "{building}" RENAME TO "{template}"')


def _fill() -> None:
    """Two live shops that differ in every name: alpha (two languages, CNY) and beta (English, USD)."""
    from .shops import open_test_shops

    open_test_shops()
