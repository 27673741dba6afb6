"""A shop's files are its own: where they lie, and on which hosts they are served."""

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django_tenants.utils import tenant_context

from tenants.directory.models import Tenant

pytestmark = pytest.mark.django_db


def keep(shop: Tenant, text: str) -> str:
    with tenant_context(shop):
        name = default_storage.save("note.txt", ContentFile(text.encode()))
        return default_storage.url(name)


def test_lie_in_a_folder_of_the_shop(shop_a: Tenant, shop_b: Tenant) -> None:
    with tenant_context(shop_a):
        first = default_storage.path("note.txt")
    with tenant_context(shop_b):
        second = default_storage.path("note.txt")
    assert first == str(settings.MEDIA_ROOT / shop_a.schema_name / "note.txt")
    assert second == str(settings.MEDIA_ROOT / shop_b.schema_name / "note.txt")


def test_are_served_on_the_shops_own_hosts_only(
    shop_a: Tenant, shop_b: Tenant, shop_client: Client, portal_client: Client
) -> None:
    ours, theirs = keep(shop_a, "ours"), keep(shop_b, "theirs")
    answer = shop_client.get(ours)
    assert b"".join(answer.streaming_content) == b"ours"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert shop_client.get(theirs).status_code == 404
    assert portal_client.get(ours).status_code == 404


@pytest.mark.parametrize("path", ["../", "%2e%2e/", "..%2f", "./../"])
def test_cannot_be_reached_around_the_folder(
    path: str, shop_a: Tenant, shop_b: Tenant, shop_client: Client
) -> None:
    name = keep(shop_b, "theirs").rsplit("/", 1)[-1]
    address = f"/media/{shop_a.schema_name}/{path}{shop_b.schema_name}/{name}"
    assert shop_client.get(address).status_code == 404
