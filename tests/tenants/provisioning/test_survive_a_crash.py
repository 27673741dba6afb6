"""A process may be killed at any statement: then there is a whole shop or none, and it goes on."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django_tenants.utils import tenant_context

from kernel import clock
from tenants.directory.models import Tenant, TenantState, generate_schema_name
from tenants.profile.selectors import current_profile
from tenants.provisioning.errors import LeaseLost
from tenants.provisioning.models import Opening, SchemaDrop, SchemaTemplate
from tenants.provisioning.pool import fill_pool
from tenants.provisioning.schemas import schema_exists
from tenants.provisioning.services import look_after, request_shop, run, run_opening
from tenants.provisioning.services.janitor import drop_schemas
from tenants.provisioning.template import ready_template
from tenants.staff.models import StaffMember


class Killed(BaseException):
    """Nothing in the code under test may catch this, as nothing can catch SIGKILL."""


def killed_at(statement: int, work) -> bool:
    """Run `work` and kill it before its n-th statement; False when it was done before."""
    seen = 0

    def count(execute, sql, params, many, context):
        nonlocal seen
        seen += 1
        if seen == statement:
            raise Killed
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(count):
            work()
    except Killed:
        connection.close()  # the server rolls back what was open
        connection.set_schema_to_public()
        return True
    return False


def assert_whole(opening: Opening) -> None:
    opening = Opening.objects.select_related("tenant").get(pk=opening.pk)
    assert (opening.state, opening.tenant.state) == ("live", TenantState.LIVE)
    with tenant_context(opening.tenant):
        assert current_profile().name == opening.tenant.name
        assert StaffMember.objects.count() == 1


@pytest.mark.race
@pytest.mark.parametrize("pooled", [True, False], ids=["pool", "replay"])
def test_killed_at_any_statement_it_is_taken_up_by_the_janitor(
    committed_db, wish, settings, pooled
):
    settings.MALL_POOL_SIZE, settings.MALL_SHOPS_PER_OWNER = 1, 1000
    statement, done = 1, False
    while not done:
        if pooled:
            fill_pool()
        opening = request_shop(wish(f"shop-{statement}", name=f"Shop {statement}"))
        done = not killed_at(statement, lambda pk=opening.pk: run_opening(pk))
        tenant = Tenant.objects.get(pk=opening.tenant_id)
        assert schema_exists(tenant.schema_name) is (tenant.state != TenantState.BUILDING)
        with clock.travel(timedelta(minutes=20)):
            look_after()
        assert_whole(opening)
        statement += 13 if statement > 9 else 3


@pytest.mark.race
def test_killed_for_real_it_is_taken_up_by_the_janitor(committed_db, merchant):
    command = [
        sys.executable, "-W", "ignore", "manage.py", "open_shop", "--slug", "killed",
        "--name", "Killed", "--owner", merchant.email,
    ]  # fmt: skip
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    environment["PYTHONPATH"] = f"{settings.BASE_DIR}:{settings.BASE_DIR}/platform"
    child = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment)
    until = time.monotonic() + 60
    while not (opening := Opening.objects.filter(tenant__slug="killed").first()):
        assert time.monotonic() < until
    child.send_signal(signal.SIGKILL)
    child.wait()
    with clock.travel(timedelta(minutes=20)):
        look_after()
    assert_whole(opening)


def test_killed_every_time_it_is_left_to_the_merchant(shop_a, wish):
    opening = request_shop(wish())
    Opening.objects.filter(pk=opening.pk).update(attempts=5)
    with clock.travel(timedelta(minutes=20)):
        look_after()
    opening.refresh_from_db()
    assert opening.state == "failed"


def test_a_second_worker_keeps_off_while_the_lease_runs(shop_a, wish, starter_step):
    opening = request_shop(wish())
    assert run._take_lease(opening.pk)
    assert run_opening(opening.pk) is False
    with clock.travel(timedelta(minutes=1)):
        look_after()
    opening.refresh_from_db()
    assert opening.state == "requested"


def test_a_worker_that_lost_its_lease_writes_nothing(shop_a, wish, starter_step):
    step = starter_step("content")
    opening = request_shop(wish())
    old = run._take_lease(opening.pk)
    with clock.travel(timedelta(minutes=20)):
        assert run._take_lease(opening.pk)
    with pytest.raises(LeaseLost):
        run._stride(opening.pk, old)
    opening.refresh_from_db()
    assert (opening.state, step.schemas) == ("requested", [])


def test_a_failing_step_waits_and_is_tried_again(shop_a, wish, starter_step):
    step = starter_step("moody", fails=True)
    opening = request_shop(wish())
    assert run_opening(opening.pk) is False
    opening.refresh_from_db()
    assert (opening.state, opening.last_error) == ("content", "ValueError: no luck")
    step.fails = False
    assert run_opening(opening.pk) is False  # too early
    with clock.travel(timedelta(minutes=1)):
        look_after()
    opening.refresh_from_db()
    assert opening.state == "live"
    assert step.schemas == [opening.tenant.schema_name] * 2


@pytest.mark.race
def test_drops_schemas_that_are_nobodys(committed_db):
    orphan, building = generate_schema_name(), generate_schema_name()
    with connection.cursor() as cursor:
        for name in (orphan, building):
            cursor.execute(f'CREATE SCHEMA "{name}"; CREATE TABLE "{name}".thing (id int)')
    SchemaTemplate.objects.create(
        fingerprint="next", schema_name=building, lease_until=clock.now() + timedelta(minutes=5)
    )
    look_after()
    assert schema_exists(orphan)  # somebody may be restoring it
    with clock.travel(timedelta(minutes=4)):
        look_after()
        assert schema_exists(orphan)
    with clock.travel(timedelta(minutes=11)):
        look_after()
    assert not schema_exists(orphan)
    assert schema_exists(building)  # its builder's lease ran out only now
    with clock.travel(timedelta(minutes=22)):
        look_after()
    assert not schema_exists(building)
    assert ready_template()


def test_a_schema_that_got_its_shop_is_not_dropped(committed_db, wish):
    opening = request_shop(wish())
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE SCHEMA "{opening.tenant.schema_name}"')
    SchemaDrop.objects.create(schema_name=opening.tenant.schema_name, why="a mistake")
    drop_schemas()
    assert schema_exists(opening.tenant.schema_name)
