import pytest
from django.db import connection
from django_tenants.utils import tenant_context

from tenants.provisioning import fingerprint, replay
from tenants.provisioning.models import SchemaTemplate
from tenants.provisioning.pool import fill_pool
from tenants.provisioning.replay import DumpFailed
from tenants.provisioning.schemas import shop_schemas
from tenants.provisioning.services import open_shop, request_shop
from tenants.provisioning.template import build_template, ready_template
from tenants.staff.models import StaffMember


@pytest.fixture
def real_fingerprint():
    fingerprint.current_fingerprint.cache_clear()
    yield
    fingerprint.current_fingerprint.cache_clear()


def test_a_new_neutral_step_makes_a_new_fingerprint(starter_step, real_fingerprint):
    from tenants.provisioning import ports

    before = fingerprint.current_fingerprint()
    ports.register_starter_step(
        "hello", 1, test_a_new_neutral_step_makes_a_new_fingerprint, neutral=True
    )
    fingerprint.current_fingerprint.cache_clear()
    assert fingerprint.current_fingerprint() != before


@pytest.mark.race
def test_is_built_once_and_leaves_no_schema_behind(committed_db):
    SchemaTemplate.objects.all().delete()
    before = shop_schemas()
    assert ready_template() is None
    built = build_template()
    assert built.sql.startswith("CREATE SCHEMA")
    assert shop_schemas() == before
    assert build_template() == built
    assert fill_pool() > 0


@pytest.mark.race
def test_a_shop_opens_without_template_and_without_pg_dump(committed_db, wish, settings):
    SchemaTemplate.objects.all().delete()
    settings.PG_DUMP = "/nowhere/pg_dump"
    opening = open_shop(request_shop(wish()))
    assert opening.state == "live"
    with tenant_context(opening.tenant):
        assert StaffMember.objects.count() == 1


def test_a_dump_that_fails_says_why(shop_a, settings):
    settings.PG_DUMP = "/nowhere/pg_dump"
    with pytest.raises(DumpFailed, match="nowhere"):
        replay.dump_schema(shop_a.schema_name)
    assert connection.schema_name == "public"
