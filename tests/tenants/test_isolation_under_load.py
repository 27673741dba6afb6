"""16 threads, 1,000 requests each, over 8 shops whose data differ in every field: never a wrong schema."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connections
from django.test import Client
from django_tenants.utils import tenant_context

from tenants.accounts.models import User
from tenants.directory import middleware
from tenants.directory.hosts import HostKind
from tenants.directory.models import Tenant
from tenants.profile.models import ShopProfile
from tenants.profile.services import save_profile
from tenants.provisioning.services import ShopRequest, open_shop, request_shop

THREADS, REQUESTS, SHOPS = 16, 1_000, 8


@pytest.mark.race
def test_no_request_ever_sees_another_shop(committed_db: None, monkeypatch) -> None:
    monkeypatch.setitem(middleware.URLCONFS, HostKind.SHOP, "tests.support.urls_probe")
    expected = {slug: _expectation(tenant) for slug, tenant in _open_shops().items()}

    def visit(seed: int) -> list[str]:
        chance, wrong = random.Random(seed), []
        client = Client()
        for _ in range(REQUESTS):
            slug = chance.choice(list(expected))
            answer = client.get("/probe/", headers={"host": f"{slug}.shop.localhost"})
            if answer.status_code != 200 or answer.json() != expected[slug]:
                wrong.append(f"{slug}: {answer.status_code} {answer.content[:200]!r}")
        connections.close_all()
        return wrong

    with ThreadPoolExecutor(THREADS) as pool:
        wrong = [line for lines in pool.map(visit, range(THREADS)) for line in lines]
    assert wrong == []


def _open_shops() -> dict[str, Tenant]:
    owner = User.objects.create_user(username="many", email="many@example.com")
    shops = {}
    for number in range(SHOPS):
        wish = ShopRequest(owner=owner, slug=f"load-{number}", name=f"Shop {number}", language="en")
        tenant = open_shop(request_shop(wish)).tenant
        with tenant_context(tenant):
            save_profile(name=f"Load {number}", languages=["en"], main_language="en")
            _shift_content_types(number)
        shops[tenant.slug] = tenant
    return shops


def _shift_content_types(by: int) -> None:
    """Give the same natural key another content type id in each shop."""
    ContentType.objects.create(pk=10_000 + by, app_label="probe", model="thing")


def _expectation(tenant: Tenant) -> dict[str, object]:
    with tenant_context(tenant):
        name = ShopProfile.objects.get().name
        return {
            "tenant": tenant.schema_name,
            "schema": tenant.schema_name,
            "row": name,
            "near": name,
            "cached": name,
            "content_type": ContentType.objects.get(app_label="probe").pk,
        }
