"""Every shop gets the tables the code expects, in a transaction of its own, and one failure stops nobody else."""

import json
import threading
import time
from io import StringIO
from unittest.mock import patch

import psycopg2
import pytest
from django.core.management import call_command
from django.db import connection, connections
from django_tenants.utils import schema_context, tenant_context

from kernel import clock
from kernel.states import MoveRefused
from tenants.directory.models import Tenant
from tenants.profile.models import ShopProfile
from tenants.upgrades.applied import applied_in
from tenants.upgrades.models import ShopUpgrade, UpgradePlan, UpgradeRun
from tenants.upgrades.planning import missing_migrations
from tenants.upgrades.services import (
    Patience,
    find_outdated,
    open_run,
    upgrade_all,
    work,
    work_through,
)
from tenants.upgrades.services.attempt import upgrade_schema
from tenants.upgrades.services.moves import move
from tests.support.schema_shape import shape_of

pytestmark = pytest.mark.race
QUICK = Patience(lock_timeout_ms=100, tries=2, hopeless_tries=2, first_pause_seconds=0.01)


def work_through_once(run: UpgradeRun, report) -> None:
    """Until nothing is left that can be claimed."""
    with patch.object(work, "_wait_for_work", lambda run: False):
        work_through(run, report=report)


def _and_close(act, *arguments) -> None:
    try:
        act(*arguments)
    finally:
        connections.close_all()


def sql_in(tenant, statement: str) -> None:
    with schema_context(tenant.schema_name), connection.cursor() as cursor:
        cursor.execute(statement)


def moves_of(tenant) -> list[tuple[str, str, str]]:
    upgrade = ShopUpgrade.objects.get(tenant=tenant)
    return [(m.state_before, m.verb, m.state_after) for m in upgrade.moves.all()]


def test_nothing_to_do_writes_nothing(shops):
    summary = upgrade_all()
    assert (summary.shops, summary.done, summary.failed) == (5, 0, [])
    assert not UpgradeRun.objects.exists()


def test_every_shop_gets_the_field_and_keeps_its_rows(shops, new_migration, has_column):
    with tenant_context(shops[0]):
        before = ShopProfile.objects.values().get()
    new_migration()
    summary = upgrade_all()
    assert (summary.done, summary.failed, summary.good) == (5, [], True)
    assert all(has_column(tenant) for tenant in shops)
    assert UpgradeRun.objects.get().state == "done"
    assert len({applied.digest for applied in applied_in([t.schema_name for t in shops])}) == 1
    with tenant_context(shops[0]):
        assert missing_migrations() == []
        assert ShopProfile.objects.values().get() == before
    assert find_outdated().outdated == []


def test_the_first_shop_is_recorded_and_the_others_repeat_its_text(shops, new_migration):
    new_migration()
    upgrade_all()
    plan = UpgradePlan.objects.get()
    assert [s for s in plan.sql if "ALTER TABLE" in s] == [
        'ALTER TABLE "profile_shopprofile" ADD COLUMN "motto" varchar(80) NULL'
    ]
    assert len({tuple(shape_of(tenant.schema_name)) for tenant in shops}) == 1


def test_a_shop_that_fails_is_tried_again_reported_and_stops_nobody(
    shops, new_migration, has_column
):
    sql_in(shops[2], "ALTER TABLE profile_shopprofile ADD COLUMN motto integer")
    new_migration()
    summary = upgrade_all(patience=QUICK)
    assert summary.done == 4
    [(name, why)] = summary.failed
    assert name == shops[2].slug
    assert "already exists" in why
    assert moves_of(shops[2]) == [
        ("waiting", "begin", "running"),
        ("running", "put_off", "waiting"),
        ("waiting", "begin", "running"),
        ("running", "fail", "failed"),
    ]
    assert all(has_column(tenant) for tenant in shops)
    assert UpgradeRun.objects.get().state == "incomplete"
    with tenant_context(shops[2]):
        assert [m.name for m in missing_migrations()] == ["9998_outside"]


def test_calling_it_again_does_what_is_left(shops, new_migration):
    sql_in(shops[2], "ALTER TABLE profile_shopprofile ADD COLUMN motto integer")
    new_migration()
    upgrade_all(patience=QUICK)
    sql_in(shops[2], "ALTER TABLE profile_shopprofile DROP COLUMN motto")
    summary = upgrade_all(patience=QUICK)
    assert (summary.done, summary.failed) == (5, [])
    assert UpgradeRun.objects.get().state == "done"
    assert moves_of(shops[2])[-3:] == [
        ("failed", "retry", "waiting"),
        ("waiting", "begin", "running"),
        ("running", "finish", "done"),
    ]


def test_a_locked_shop_waits_its_turn_and_the_others_go_on(shops, new_migration, has_column):
    new_migration()
    link = psycopg2.connect(**_libpq())
    try:
        with link.cursor() as cursor:
            cursor.execute(
                f"SELECT 1 FROM {shops[1].schema_name}.profile_shopprofile"
            )  # a long report
            summary = upgrade_all(patience=QUICK)
        assert summary.done == 4
        assert "lock timeout" in summary.failed[0][1]
        assert not has_column(shops[1])
    finally:
        link.close()
    assert upgrade_all(patience=QUICK).good
    assert has_column(shops[1])


def test_a_lock_that_passes_costs_only_another_try(shops, new_migration):
    new_migration()
    link = psycopg2.connect(**_libpq())
    with link.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {shops[1].schema_name}.profile_shopprofile")
    patience = Patience(lock_timeout_ms=100, tries=20, first_pause_seconds=0.01)
    summary = upgrade_all(
        patience=patience, report=lambda row: link.close() if row.state == "waiting" else None
    )
    assert summary.good
    assert ("running", "put_off", "waiting") in moves_of(shops[1])


def test_when_a_canary_fails_no_other_shop_is_touched(shops, new_migration, has_column):
    sql_in(shops[0], "ALTER TABLE profile_shopprofile ADD COLUMN motto integer")
    new_migration()
    summary = upgrade_all(patience=QUICK, oldest_first=1, canaries=[shops[3].slug])
    assert summary.stopped
    assert UpgradeRun.objects.get().state == "stopped"
    assert [has_column(tenant) for tenant in (shops[1], shops[2], shops[4])] == [False] * 3
    sql_in(shops[0], "ALTER TABLE profile_shopprofile DROP COLUMN motto")
    assert upgrade_all(patience=QUICK, oldest_first=1).good


def test_a_shop_whose_worker_was_killed_is_taken_over(shops, new_migration, has_column):
    new_migration()
    run = open_run(find_outdated().outdated, canaries=[], others=0)
    dead = ShopUpgrade.objects.get(tenant=shops[4])
    move(dead, "begin")
    ShopUpgrade.objects.filter(pk=dead.pk).update(lease_until="2020-01-01T00:00:00Z")
    assert upgrade_all().good
    assert has_column(shops[4])
    assert ("running", "take_over", "running") in moves_of(shops[4])
    assert run.shops.filter(state="done").count() == 5


def test_a_shop_deleted_meanwhile_stops_nobody(shops, new_migration, has_column):
    new_migration()
    survey = find_outdated()
    run = open_run(survey.outdated, canaries=[], others=0)
    gone = shops[1]

    def delete_it(_upgrade: ShopUpgrade) -> None:
        if Tenant.objects.filter(pk=gone.pk).exists():
            gone.delete(force_drop=True)

    work_through(run, report=delete_it)  # after the first shop of a claim of five
    assert sorted(run.shops.values_list("tenant_id", "state")) == sorted(
        (tenant.pk, "done") for tenant in shops if tenant.pk != gone.pk
    )
    assert all(has_column(tenant) for tenant in shops if tenant.pk != gone.pk)


def test_a_shop_deleted_while_it_is_being_upgraded_stops_nobody(shops, new_migration, monkeypatch):
    new_migration()
    run = open_run(find_outdated().outdated, canaries=[], others=0)

    def delete_it(schema_name: str, plan: UpgradePlan, lock_timeout_ms: int):
        if schema_name == shops[1].schema_name:
            shops[1].delete(force_drop=True)
        return upgrade_schema(schema_name, plan, lock_timeout_ms)

    monkeypatch.setattr(work, "upgrade_schema", delete_it)
    work_through(run, patience=QUICK)
    assert list(run.shops.values_list("state", flat=True)) == ["done"] * 4


def test_a_claim_whose_time_is_over_is_left_to_who_took_it(shops, new_migration):
    """A process that slept too long: of the five shops it had claimed it does none that another one has."""
    new_migration()
    run = open_run(find_outdated().outdated, canaries=[], others=0)
    later = clock.now() + work.LEASE * 3

    def another_takes_it(_upgrade: ShopUpgrade) -> None:
        run.shops.filter(tenant=shops[3], state="running").update(lease_until=later)

    seen = []
    work_through_once(run, lambda row: (seen.append(row.tenant_id), another_takes_it(row)))
    assert shops[3].pk not in seen
    assert run.shops.get(tenant=shops[3]).state == "running"


def test_code_that_fills_rows_never_runs_twice_at_the_same_time(shops, new_migration):
    """Its first process is at it for longer than a lease: the second one waits, and counts no failure."""
    new_migration(
        "migrations.RunPython(lambda apps, editor: __import__('time').sleep(1.5) or"
        " apps.get_model('profile', 'ShopProfile').objects.filter(pk__gte=0).update("
        "slogan=models.functions.Concat('slogan', models.Value('!'))))"
    )
    outdated = find_outdated().outdated
    outdated[0].tenants[:] = shops[:1]
    run = open_run(outdated, canaries=[], others=0)
    first = threading.Thread(target=_and_close, args=(work_through, run))
    first.start()
    while not run.shops.filter(state="running").exists():
        time.sleep(0.02)
    time.sleep(0.5)
    run.shops.update(lease_until="2020-01-01T00:00:00Z")
    work_through(run, patience=QUICK)
    first.join()
    row = run.shops.get()
    assert (row.state, row.attempts) == ("done", 1)
    with tenant_context(shops[0]):
        assert ShopProfile.objects.get().slogan == "!"


def test_a_shop_upgraded_before_its_worker_could_say_so_is_only_noted(shops, new_migration):
    new_migration()
    run = open_run(find_outdated().outdated, canaries=[], others=0)
    call_command("migrate_schemas", schema_name=shops[1].schema_name, verbosity=0)
    work_through(run)
    assert run.shops.filter(state="done").count() == 5
    assert run.shops.get(tenant=shops[1]).attempts == 1


def test_python_code_goes_the_ordinary_way(shops, new_migration):
    new_migration(
        "migrations.RunPython(lambda apps, editor: apps.get_model('profile', 'ShopProfile')"
        ".objects.update(slogan='upgraded'))"
    )
    summary = upgrade_all()
    assert (summary.done, summary.failed) == (5, [])
    plan = UpgradePlan.objects.get()
    assert plan.obstacle == "profile.9998_outside: RunPython"
    assert plan.sql is None
    for tenant in shops:
        with tenant_context(tenant):
            assert ShopProfile.objects.get().slogan == "upgraded"


def test_code_that_fails_in_one_shop_stops_nobody(shops, new_migration):
    with tenant_context(shops[1]):
        ShopProfile.objects.update(slogan="bad")
    new_migration(
        "migrations.RunPython(lambda apps, editor: [1 / (row.slogan != 'bad') for row in"
        " apps.get_model('profile', 'ShopProfile').objects.all()])"
    )
    summary = upgrade_all(patience=QUICK)
    assert (summary.done, [name for name, _why in summary.failed]) == (4, [shops[1].slug])
    assert "ZeroDivisionError" in summary.failed[0][1]
    assert UpgradeRun.objects.get().state == "incomplete"


def test_a_migration_outside_a_transaction_goes_the_ordinary_way(shops, new_migration, has_column):
    new_migration(attributes="atomic = False")
    assert upgrade_all().good
    assert UpgradePlan.objects.get().obstacle == "profile.9998_outside is not atomic"
    assert all(has_column(tenant) for tenant in shops)


def test_a_default_that_makes_secrets_is_never_repeated(shops, new_migration):
    new_migration(
        "migrations.AddField('shopprofile', 'key', models.UUIDField(default=__import__('uuid').uuid4))"
    )
    assert upgrade_all().good
    assert "differs from call to call" in UpgradePlan.objects.get().obstacle
    keys = set()
    for tenant in shops:
        with schema_context(tenant.schema_name), connection.cursor() as cursor:
            cursor.execute("SELECT key FROM profile_shopprofile")
            keys.add(cursor.fetchone()[0])
    assert len(keys) == 5


def test_rows_changed_and_tables_altered_in_one_go(shops, new_migration):
    """PostgreSQL refuses ALTER TABLE while checks of changed rows are pending."""
    new_migration(
        "migrations.RunSQL(\"UPDATE accounts_user SET name = name || '!' -- with a comment\"),"
        " migrations.AddField('shopprofile', 'motto', models.CharField(max_length=80, null=True))"
    )
    assert upgrade_all().good


def test_two_at_the_same_time_do_every_shop_once(shops, new_migration):
    new_migration()
    run = open_run(find_outdated().outdated, canaries=[], others=0)

    def work() -> None:
        try:
            work_through(run)
        finally:
            connections.close_all()

    others = [threading.Thread(target=work) for _ in range(3)]
    for other in others:
        other.start()
    for other in others:
        other.join()
    assert sorted(run.shops.values_list("state", "attempts")) == [("done", 1)] * 5


def test_a_new_role_reaches_old_shops(shops, new_migration):
    """What a role may do stands in code; the groups that Wagtail asks about pages are made here."""
    from django.contrib.auth.models import Group, Permission
    from wagtail.models import GroupPagePermission

    with tenant_context(shops[1]):
        Permission.objects.filter(codename="view_shopprofile").delete()
        Group.objects.filter(name="designer").delete()
    new_migration("migrations.AlterModelOptions('shopprofile', {'verbose_name': 'a shop profile'})")
    assert upgrade_all().good
    with tenant_context(shops[1]):
        designers = Group.objects.get(name="designer")
        assert GroupPagePermission.objects.filter(group=designers).exists()


def test_done_is_not_begun_again_without_a_reason(shops, new_migration):
    new_migration()
    upgrade_all()
    with pytest.raises(MoveRefused):
        move(ShopUpgrade.objects.first(), "begin")


def test_the_command_tells_what_it_would_do_and_does_it_with_helpers(
    shops, new_migration, has_column
):
    new_migration()
    told = StringIO()
    call_command("upgrade_shops", dry_run=True, stdout=told)
    assert "5 shops lack:\n  profile.9998_outside\n" in told.getvalue()
    assert not any(has_column(tenant) for tenant in shops)
    told = StringIO()
    call_command("upgrade_shops", shops_only=True, stdout=told, stderr=StringIO())
    answer = json.loads(told.getvalue())
    assert (answer["shops"], answer["done"], answer["failed"]) == (5, 5, {})
    assert all(has_column(tenant) for tenant in shops)


def test_the_command_says_by_its_status_that_a_shop_failed(shops, new_migration):
    sql_in(shops[2], "ALTER TABLE profile_shopprofile ADD COLUMN motto integer")
    new_migration()
    with pytest.raises(SystemExit) as ended:
        call_command("upgrade_shops", shops_only=True, stdout=StringIO(), stderr=StringIO())
    assert ended.value.code == 1


def _libpq() -> dict[str, str]:
    database = connection.settings_dict
    return {
        "dbname": database["NAME"], "user": database["USER"], "password": database["PASSWORD"],
        "host": database["HOST"], "port": database["PORT"],
    }  # fmt: skip
