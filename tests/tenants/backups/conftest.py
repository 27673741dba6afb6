import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django_tenants.utils import tenant_context

from kernel.events.draining import drain
from storefront.orders.services import mark_paid
from tenants.backups.dumping import dump_shop
from tenants.directory.models import Tenant
from tests.storefront.purchase import placed, variant
from tests.support.people import a_shopper

Change = Callable[[dict[str, Any], dict[str, bytes]], None]


@pytest.fixture
def lived_in(shop_a: Tenant, committed_db) -> Tenant:
    """Shop A with goods, a paid order of a shopper, and an uploaded file in a folder."""
    with tenant_context(shop_a):
        shopper = a_shopper()
        goods = variant(price_minor=25_00)
        order = placed((goods, 2), user=shopper, email=shopper.email)
        mark_paid(order.pk, reference="pay-1")
        drain()
    folder = Path(settings.MEDIA_ROOT) / shop_a.schema_name / "original_images"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sleeve.webp").write_bytes(b"picture" * 1000)
    return shop_a


@pytest.fixture
def archive(lived_in: Tenant, tmp_path: Path) -> Path:
    dump_shop(lived_in, tmp_path / "shop.mall")
    return tmp_path / "shop.mall"


@pytest.fixture
def forged(archive: Path, tmp_path: Path) -> Callable[[Change], Path]:
    """forged(change) writes the archive anew after `change(manifest, parts)`."""

    def make(change: Change) -> Path:
        with zipfile.ZipFile(archive) as honest:
            parts = {name: honest.read(name) for name in honest.namelist()}
        manifest = json.loads(parts.pop("manifest.json"))
        change(manifest, parts)
        target = tmp_path / "forged.mall"
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
            for name, content in parts.items():
                written.writestr(name, content)
            written.writestr("manifest.json", json.dumps(manifest))
        return target

    return make
