"""An installation saved in November 2026 (tests/data) is brought to today's code, and nothing in it is lost."""

import gzip
import json
import subprocess
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django_tenants.utils import schema_context, tenant_context

from tenants.directory.models import Tenant
from tenants.upgrades.services import find_outdated, upgrade_all
from tests.support.databases import drop_database, maintenance, use_database
from tests.support.schema_shape import shape_of

pytestmark = pytest.mark.race
SAVED = Path(settings.BASE_DIR) / "tests" / "data" / "installation_2026_11.sql.gz"
SCHEMA = "t_tzcxk8nyx8463wcx"
# what the shop had: rows that no upgrade may lose or change
COUNTS = {
    "catalog_product": 3,
    "catalog_variant": 6,
    "orders_order": 5,
    "customers_customer": 2,
    "ledger_transfer": 7,
}


@pytest.fixture
def todays_shape(committed_db) -> list[str]:
    return shape_of("t_testalpha")


@pytest.fixture
def saved(todays_shape, tmp_path) -> Iterator[Tenant]:
    name = f"mall_saved_{connection.settings_dict['NAME'][-12:]}"
    before = connection.settings_dict["NAME"]
    with maintenance() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    use_database(name)
    try:
        _restore(tmp_path)
        yield Tenant.objects.get(slug="legacy")
    finally:
        connections.close_all()
        use_database(before)
        drop_database(name)


def _restore(folder: Path) -> None:
    text = folder / "saved.sql"
    text.write_bytes(gzip.decompress(SAVED.read_bytes()))
    database = connection.settings_dict
    psql = Path(settings.PG_DUMP).parent / "psql"  # ours: the PATH's may be older than the server
    subprocess.run(
        [psql, "-XqAt", "-v", "ON_ERROR_STOP=1", "-f", text, "-d", database["NAME"], "-U", database["USER"],
         "-h", database["HOST"], "-p", database["PORT"]],
        env={"PGPASSWORD": database["PASSWORD"]}, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    call_command("migrate_schemas", shared=True, verbosity=0)


def rows_of(schema_name: str, columns: dict[str, str] | None = None) -> dict[str, list[str]]:
    """Every row of every table, of the columns it had then."""
    with schema_context(schema_name), connection.cursor() as cursor:
        if columns is None:
            cursor.execute(
                "SELECT table_name, string_agg(quote_ident(column_name), ', ' ORDER BY column_name)"
                " FROM information_schema.columns WHERE table_schema = %s GROUP BY 1",
                [schema_name],
            )
            columns = dict(cursor.fetchall())
        rows = {}
        for table, names in columns.items():
            cursor.execute(f"SELECT ({names})::text FROM {table} ORDER BY 1")
            rows[table] = [row for (row,) in cursor.fetchall()]
        rows["columns"] = [json.dumps(columns)]
    return rows


def ledger_sums(tenant: Tenant) -> list[tuple]:
    with tenant_context(tenant), connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.kind, a.unit, sum(CASE WHEN t.credit_id = a.id THEN t.amount ELSE -t.amount END)"
            " FROM ledger_account a JOIN ledger_transfer t ON a.id IN (t.debit_id, t.credit_id)"
            " GROUP BY 1, 2 ORDER BY 1, 2"
        )
        return cursor.fetchall()


def test_it_becomes_what_a_new_shop_is_and_keeps_every_row(saved, todays_shape):
    before, sums = rows_of(SCHEMA), ledger_sums(saved)
    assert {table: len(before[table]) for table in COUNTS} == COUNTS
    lacking = {tuple(name) for group in find_outdated().outdated for name in group.names}

    summary = upgrade_all()

    assert (summary.failed, summary.good) == ([], True)
    assert shape_of(SCHEMA) == todays_shape
    after = rows_of(SCHEMA, json.loads(before["columns"][0]))
    # an upgrade adds to these, roles follow the code, and nothing else changes
    for table in ("auth_group", "auth_group_permissions"):
        before.pop(table), after.pop(table)
    rights = ("wagtailcore_grouppagepermission", "wagtailcore_groupcollectionpermission")
    for table in ("django_migrations", "django_content_type", "auth_permission", *rights):
        assert set(before.pop(table)) <= set(after.pop(table))
    assert after == before
    assert ledger_sums(saved) == sums
    assert sum(amount for _, _, amount in sums) == 0
    assert find_outdated().outdated == []
    with schema_context(SCHEMA), connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        assert lacking <= set(cursor.fetchall())


def test_the_command_brings_public_and_the_template_along(saved, settings):
    told = StringIO()
    settings.MALL_POOL_SIZE = 1
    call_command("upgrade_shops", stdout=told, stderr=StringIO())
    assert json.loads(told.getvalue())["failed"] == {}
    assert Tenant.objects.filter(state="pooled").count() == 1
