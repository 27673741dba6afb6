"""One shop as a file: taken while it serves, back again whole, or not at all."""

import json
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django_tenants.utils import schema_context, tenant_context

from integrations.models import PaymentRoute
from ledger.selectors import discrepancies
from storefront.catalog.models import Product
from storefront.orders.models import Order
from tenants.accounts.models import User
from tenants.backups.dumping import dump_shop
from tenants.backups.errors import ArchiveRefused
from tenants.backups.models import ShopRestore
from tenants.backups.restoring import restore_shop
from tenants.backups.sums import ledger_sums
from tenants.backups.tables import sequences_of, tables_of
from tenants.directory.hosts import HostKind
from tenants.directory.models import Domain, Tenant
from tenants.provisioning.errors import SlugTaken
from tenants.provisioning.schemas import shop_schemas
from tenants.staff.models import SpentNonce, StaffMember
from tests.storefront.purchase import placed, variant
from tests.support.rights import assert_application_works_but_never_changes_the_books
from tests.support.schema_shape import shape_of

pytestmark = pytest.mark.race


def rows_of(tenant: Tenant) -> dict[str, list[str]]:
    """Every row of every table that goes along; the schema's name is left out of texts."""
    rows = {}
    with connection.cursor() as cursor:
        for table in tables_of(cursor, tenant.schema_name):
            cursor.execute(
                f'SELECT t::text FROM "{tenant.schema_name}"."{table.name}" t ORDER BY 1'
            )
            rows[table.name] = [r.replace(tenant.schema_name, "") for (r,) in cursor.fetchall()]
    return rows


def files_of(tenant: Tenant) -> dict[str, bytes]:
    folder = Path(settings.MEDIA_ROOT) / tenant.schema_name
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def sums_of(tenant: Tenant) -> dict[str, list[int]]:
    with connection.cursor() as cursor:
        return ledger_sums(cursor, tenant.schema_name)


def test_a_copy_has_every_row_file_and_sum(lived_in, archive):
    restored = restore_shop(archive, slug="copy").tenant
    theirs, ours = rows_of(restored), rows_of(lived_in)
    for table in ("accounts_user", "staff_staffmember", "auth_group_permissions"):
        theirs.pop(table), ours.pop(table)  # who may work there is settled anew, see below
    assert theirs == ours
    assert len(ours["orders_order"]) == 1
    assert files_of(restored) == files_of(lived_in)
    assert "original_images/sleeve.webp" in files_of(restored)
    assert sums_of(restored) == sums_of(lived_in)
    assert sums_of(restored)
    assert shape_of(restored.schema_name) == shape_of(lived_in.schema_name)
    with tenant_context(restored):
        assert list(discrepancies()) == []
    assert_application_works_but_never_changes_the_books(restored.schema_name)


def test_the_copy_serves_and_goes_on_with_numbers_of_its_own(lived_in, archive, client_for):
    restored = restore_shop(archive, slug="copy").tenant
    assert client_for(HostKind.SHOP, restored).get("/en/").status_code == 200
    with tenant_context(restored):
        before = set(Order.objects.values_list("pk", flat=True))
        order = placed((variant(title="Hat"), 1))
        assert order.pk not in before
    with tenant_context(lived_in):
        assert Order.objects.count() == 1


def test_numbers_of_deleted_rows_are_not_given_out_again(lived_in, tmp_path):
    with tenant_context(lived_in):
        gone = variant(title="Gone").product
        pk = gone.pk
        Product.objects.filter(pk=pk).delete()
    dump_shop(lived_in, tmp_path / "shop.mall")
    with tenant_context(restore_shop(tmp_path / "shop.mall", slug="copy").tenant):
        assert variant(title="New").product_id == pk + 1


def test_addresses_of_pictures_follow_the_new_schema(lived_in, tmp_path):
    with tenant_context(lived_in):
        line = Order.objects.get().lines.get()
        line.picture_url = f"/media/{lived_in.schema_name}/original_images/sleeve.webp"
        line.save()
    dump_shop(lived_in, tmp_path / "shop.mall")
    restored = restore_shop(tmp_path / "shop.mall", slug="copy").tenant
    with tenant_context(restored):
        url = Order.objects.get().lines.get().picture_url
    assert url == f"/media/{restored.schema_name}/original_images/sleeve.webp"


def test_sessions_and_used_nonces_stay_behind(lived_in, tmp_path):
    with tenant_context(lived_in):
        Session.objects.create(
            session_key="s" * 32, session_data="x", expire_date="2040-01-01T00:00:00Z"
        )
        SpentNonce.objects.create(nonce="n", expires_at="2040-01-01T00:00:00Z")
    dump_shop(lived_in, tmp_path / "shop.mall")
    with zipfile.ZipFile(tmp_path / "shop.mall") as written:
        names = set(written.namelist())
    assert names & {"rows/django_session", "rows/staff_spentnonce"} == set()
    with tenant_context(restore_shop(tmp_path / "shop.mall", slug="copy").tenant):
        assert not Session.objects.exists()
        assert not SpentNonce.objects.exists()


def test_an_owners_own_copy_holds_no_password(lived_in, tmp_path):
    manifest = dump_shop(lived_in, tmp_path / "shop.mall", passwords=False)
    with tenant_context(lived_in):
        hashes = [user.password for user in User.objects.all() if user.has_usable_password()]
    with zipfile.ZipFile(tmp_path / "shop.mall") as written:
        people = written.read("rows/accounts_user").decode()
    assert hashes
    assert not any(password in people for password in hashes)
    assert manifest.tables["accounts_user"].rows == people.count("\n")


def test_the_owner_of_the_archive_owns_the_shop_again(lived_in, archive):
    restored = restore_shop(archive, slug="copy").tenant
    assert restored.owner == lived_in.owner
    with tenant_context(restored):
        member = StaffMember.objects.get(email=lived_in.owner.email)
        assert (member.role, member.user.public_uuid) == ("owner", lived_in.owner.uuid)


def test_another_owner_comes_in_and_the_former_one_does_not(lived_in, archive):
    restored = restore_shop(archive, slug="copy", owner_email="new@example.com").tenant
    assert restored.owner.email == "new@example.com"
    with tenant_context(restored):
        working = StaffMember.objects.filter(ended_at__isnull=True)
        assert [(m.email, m.user.public_uuid) for m in working] == [
            ("new@example.com", restored.owner.uuid)
        ]


def test_in_another_installation_nobody_is_known(lived_in, archive):
    email = lived_in.owner.email
    lived_in.domains.all().delete()
    Tenant.objects.filter(owner=lived_in.owner).update(owner=None, slug="moved")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE accounts_user SET email = 'x', uuid = gen_random_uuid() WHERE email = %s",
            [email],
        )
    restored = restore_shop(archive).tenant
    assert restored.slug == "alpha"
    assert restored.owner.email == email
    with tenant_context(restored):
        assert StaffMember.objects.get(email=email).user.public_uuid == restored.owner.uuid


def test_an_owner_who_is_new_here_gets_an_account_with_the_shop_and_not_before(archive):
    people = User.objects.count()
    with pytest.raises(SlugTaken):
        restore_shop(archive, owner_email="new@example.com")
    assert User.objects.count() == people
    owner = restore_shop(archive, slug="Copy", owner_email="New@example.com").tenant.owner
    assert (owner.email, owner.has_usable_password()) == ("new@example.com", False)
    assert User.objects.count() == people + 1
    assert Tenant.objects.get(owner=owner).slug == "copy"


def test_an_owner_whose_account_is_closed_is_refused(archive):
    User.objects.create_user(username="x", email="gone@example.com", is_active=False)
    with pytest.raises(ArchiveRefused, match="closed"):
        restore_shop(archive, slug="copy", owner_email="gone@example.com")
    assert not Tenant.objects.filter(slug="copy").exists()


def test_own_domains_come_along_but_must_be_proven_anew(lived_in, tmp_path):
    Domain.objects.create(
        tenant=lived_in, domain="www.kite.example", verified_at="2026-01-01T00:00:00Z"
    )
    dump_shop(lived_in, tmp_path / "shop.mall")
    Domain.objects.all().delete()
    restored = restore_shop(tmp_path / "shop.mall", slug="copy").tenant
    assert [(d.domain, d.verified_at) for d in restored.domains.all()] == [
        ("www.kite.example", None)
    ]


def test_a_payment_stays_with_the_shop_that_has_it(lived_in, tmp_path):
    PaymentRoute.objects.create(
        public_id="pay_1", provider="demo", schema_name=lived_in.schema_name
    )
    dump_shop(lived_in, tmp_path / "shop.mall")
    restore_shop(tmp_path / "shop.mall", slug="copy")
    assert PaymentRoute.objects.get(public_id="pay_1").schema_name == lived_in.schema_name
    PaymentRoute.objects.all().delete()
    restored = restore_shop(tmp_path / "shop.mall", slug="copy-2").tenant
    assert PaymentRoute.objects.get(public_id="pay_1").schema_name == restored.schema_name


def test_an_address_that_is_taken_is_refused_and_nothing_is_made(archive):
    before = (shop_schemas(), Tenant.objects.count())
    with pytest.raises(SlugTaken):
        restore_shop(archive)
    assert (shop_schemas(), Tenant.objects.count()) == before
    assert not ShopRestore.objects.exists()


def test_the_commands_tell_what_they_did(lived_in, tmp_path):
    told = StringIO()
    call_command("dump_shop", "alpha", to=tmp_path / "a.mall", stdout=told)
    dumped = json.loads(told.getvalue())
    told = StringIO()
    call_command("restore_shop", tmp_path / "a.mall", slug="copy", stdout=told)
    restored = json.loads(told.getvalue())
    assert (restored["slug"], restored["rows"]) == ("copy", dumped["rows"])
    with pytest.raises(CommandError):
        call_command("restore_shop", tmp_path / "a.mall", slug="copy")
    with pytest.raises(CommandError):
        call_command("dump_shop", "nobody", to=tmp_path / "b.mall")
    assert not (tmp_path / "b.mall").exists()


def test_the_dump_sees_one_moment(lived_in, tmp_path, monkeypatch):
    """An order placed while we write is wholly in it or wholly not."""

    def meanwhile(what: str, share: float) -> None:
        if what == "orders_order":
            with tenant_context(lived_in):
                placed((variant(title=f"Late {share}"), 1))

    manifest = dump_shop(lived_in, tmp_path / "shop.mall", progress=meanwhile)
    assert manifest.tables["orders_order"].rows == 1
    assert restore_shop(tmp_path / "shop.mall", slug="copy").rows
    with schema_context(lived_in.schema_name):
        assert Order.objects.count() == 2


def test_sequences_of_every_table_are_known(lived_in):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sequencename FROM pg_sequences WHERE schemaname = %s ORDER BY 1",
            [lived_in.schema_name],
        )
        every = [name for (name,) in cursor.fetchall()]
        assert [s.name for s in sequences_of(cursor, lived_in.schema_name)] == every
