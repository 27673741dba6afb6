import json
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django_tenants.utils import tenant_context

from tenants.directory.hosts import HostKind, HostName
from tenants.directory.lookup import tenant_for_host
from tenants.directory.models import Tenant, TenantState
from tenants.profile.selectors import current_profile
from tenants.provisioning.errors import OpeningFailed, SlugTaken, TooManyShops
from tenants.provisioning.models import Opening, PooledSchema
from tenants.provisioning.selectors import opening_progress
from tenants.provisioning.services import (
    open_shop,
    request_shop,
    retry_opening,
    run,
    run_opening,
)
from tenants.staff.models import Role, StaffMember


@pytest.fixture(params=["from the pool", "by replay"])
def way(request, shop_a):
    if request.param == "from the pool":
        from tenants.provisioning.pool import fill_pool

        fill_pool()
    return request.param


def test_is_live_with_profile_and_owner(way, wish, merchant):
    opening = open_shop(request_shop(wish(currency="USD", language="en")))
    assert (opening.state, opening.tenant.state) == ("live", TenantState.LIVE)
    assert opening.tenant.owner == merchant
    with tenant_context(opening.tenant):
        profile = current_profile()
        assert (profile.name, profile.currency, profile.main_language) == ("Tea House", "USD", "en")
        member = StaffMember.objects.select_related("user").get()
        assert (member.email, member.role) == ("mia@example.com", Role.OWNER)
        assert member.user.public_uuid == merchant.uuid


@pytest.mark.parametrize("demo", [True, False])
def test_sample_goods_come_only_when_wanted(shop_a, wish, merchant, starter_step, demo):
    step = starter_step("Samples of a test", only_demo=True)
    opening = open_shop(request_shop(wish(demo=demo)))
    assert step.schemas == [opening.tenant.schema_name] * demo
    labels = [shown.label for shown in opening_progress(opening.key, merchant).steps]
    assert ("Samples of a test" in labels) is demo


def test_a_slow_step_does_not_hold_back_what_is_done(shop_a, wish, starter_step, monkeypatch):
    monkeypatch.setattr(run, "STRIDE_SECONDS", 0.0)
    starter_step("last", fails=True)
    opening = request_shop(wish())
    run_opening(opening.pk)
    opening.refresh_from_db()
    assert {"profile", "owner"} <= set(opening.steps_done)
    assert "last" not in opening.steps_done


def test_each_move_leaves_a_row(shop_a, wish):
    assert not PooledSchema.objects.exists()
    opening = open_shop(request_shop(wish()))
    verbs = list(opening.moves.values_list("verb", flat=True))
    assert verbs == ["begin", "schema_made", "finish"]


def test_the_shop_is_found_only_once_it_is_whole(shop_a, wish):
    host = HostName(HostKind.SHOP, slug="tea-house")
    opening = request_shop(wish())
    assert tenant_for_host(host) is None
    run_opening(opening.pk)
    assert tenant_for_host(host).schema_name == opening.tenant.schema_name


def test_asking_twice_with_one_key_is_one_shop(way, wish):
    key = uuid4()
    first, second = request_shop(wish(key=key)), request_shop(wish(key=key))
    assert first.pk == second.pk
    assert Tenant.objects.filter(slug="tea-house").count() == 1


def test_a_key_of_somebody_else_opens_nothing(shop_a, wish):
    theirs = request_shop(wish())
    wish_of_another = wish("other-shop", key=theirs.key)
    object.__setattr__(wish_of_another, "owner", shop_a.owner)
    with pytest.raises(SlugTaken):
        request_shop(wish_of_another)
    assert not Tenant.objects.filter(slug="other-shop").exists()


def test_refuses_an_address_that_is_taken_and_keeps_the_pool(way, wish, merchant):
    pooled = PooledSchema.objects.count()
    with pytest.raises(SlugTaken) as refusal:
        request_shop(wish("alpha"))
    assert refusal.value.field == "slug"
    assert not merchant.openings.exists()
    assert PooledSchema.objects.count() == pooled


def test_refuses_more_shops_than_an_owner_may_have(shop_a, wish, settings):
    settings.MALL_SHOPS_PER_OWNER = 1
    request_shop(wish("one"))
    with pytest.raises(TooManyShops):
        request_shop(wish("two"))
    assert not Tenant.objects.filter(slug="two").exists()


def test_a_step_that_always_fails_leaves_the_address_and_another_try(shop_a, wish, starter_step):
    broken = starter_step("broken", fails=True)
    opening = request_shop(wish())
    with pytest.raises(OpeningFailed):
        open_shop(opening)
    Opening.objects.filter(pk=opening.pk).update(state="failed")
    broken.fails = False
    assert open_shop(retry_opening(opening.pk)).tenant.slug == "tea-house"


def test_from_the_shell_prints_json(shop_a):
    out = StringIO()
    call_command(
        "open_shop",
        slug="shell-shop",
        name="Shell",
        owner="new@example.com",
        demo=False,
        stdout=out,
    )
    answer = json.loads(out.getvalue())
    tenant = Tenant.objects.get(slug="shell-shop")
    assert answer["schema"] == tenant.schema_name
    assert answer["shop_url"].startswith("http://shell-shop.shop.localhost")
    assert answer["backoffice_url"].startswith("http://shell-shop.mall.localhost")
    assert tenant.owner.email == "new@example.com"
    with pytest.raises(CommandError, match="taken"):
        call_command("open_shop", slug="shell-shop", name="Shell", owner="new@example.com")
