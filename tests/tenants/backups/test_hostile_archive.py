"""An archive from somebody who means harm is refused, and leaves nothing behind."""

import hashlib
import json
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django_tenants.utils import tenant_context
from hypothesis import example, given
from hypothesis import strategies as st

from kernel import clock
from tenants.accounts.models import User
from tenants.backups import restoring
from tenants.backups.building import build_empty
from tenants.backups.dumping import dump_shop
from tenants.backups.errors import ArchiveRefused
from tenants.backups.heartbeat import LEASE, Heartbeat
from tenants.backups.manifest import read_manifest
from tenants.backups.models import ShopRestore
from tenants.backups.reading import check_file_name
from tenants.backups.restoring import _reserve, restore_shop, undo_the_dead
from tenants.directory.models import Tenant
from tenants.provisioning.errors import SlugMalformed
from tenants.provisioning.schemas import shop_schemas
from tenants.staff.errors import WrongPassword
from tenants.staff.models import StaffMember
from tenants.staff.services import add_staff, staff_by_password

pytestmark = pytest.mark.race


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def traces() -> tuple:
    """Everything a restore makes."""
    files = {p for p in Path(settings.MEDIA_ROOT).parent.rglob("*") if p.is_file()}
    rows = tuple(model.objects.count() for model in (Tenant, ShopRestore, User))
    return shop_schemas(), rows, files


@pytest.fixture
def refused(forged):
    """refused(change) restores a forged archive, which must fail and leave nothing; the reason."""

    def attempt(change, **options) -> str:
        path, before = forged(change), traces()
        with pytest.raises(ArchiveRefused) as refusal:
            restore_shop(path, slug="evil", **options)
        assert traces() == before
        return str(refusal.value)

    return attempt


def add_file(name: str, content: bytes = b"x"):
    def change(manifest, parts):
        parts[f"files/{name}"] = content
        manifest["files"][name] = {"size": len(content), "sha256": sha(content)}

    return change


def set_rows(table: str, content: bytes, rows: int):
    def change(manifest, parts):
        parts[f"rows/{table}"] = content
        manifest["tables"][table] |= {"rows": rows, "sha256": sha(content)}

    return change


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.webp", "/etc/evil.webp", "a/../../evil.webp", "..\\evil.webp", "a//b.webp", "./a.webp",
        "", ".", "..", ".hidden", "a/.git/b.webp", "a\0b.webp", "page.html", "logo.SVG", "a.js", "x" * 300,
    ],
)  # fmt: skip
def test_no_file_leaves_its_folder_or_is_a_page(name):
    with pytest.raises(ArchiveRefused):
        check_file_name(name)


@pytest.mark.parametrize(
    "name", ["original_images/衣.webp", "images/a.2e16.fill-20x20.webp", "documents/a b.pdf"]
)
def test_files_of_shops_are_taken(name):
    check_file_name(name)


@given(st.text(st.characters(exclude_characters="/\\\0"), max_size=60))
@example(".")
@example("..hidden")
def test_whatever_a_person_uploads_can_come_back(typed):
    check_file_name(f"documents/{default_storage.get_valid_name(typed + '.pdf')}")


def test_path_traversal(refused):
    assert "name" in refused(add_file("../t_testbeta/evil.webp"))


def test_files_in_each_others_way(refused):
    def change(manifest, parts):
        add_file("images/a")(manifest, parts)
        add_file("images/a/b.webp")(manifest, parts)

    assert "way" in refused(change)


def test_a_file_that_is_not_what_was_promised(refused):
    def change(manifest, parts):
        parts["files/original_images/sleeve.webp"] = b"else" * 1750

    assert "damaged" in refused(change)


def test_parts_that_nobody_named(refused):
    assert "parts" in refused(
        lambda manifest, parts: parts.update({"run.sql": b"DROP SCHEMA public CASCADE"})
    )


def test_rows_for_a_table_of_another_schema(refused):
    def change(manifest, parts):
        manifest["tables"]['x" FROM STDIN; DROP SCHEMA t_testbeta CASCADE; --'] = manifest[
            "tables"
        ]["taggit_tag"]

    assert "manifest" in refused(change)


def test_rows_for_public(refused):
    def change(manifest, parts):
        manifest["tables"]["directory_tenant"] = {"columns": ["id"], "rows": 0, "sha256": sha(b"")}
        parts["rows/directory_tenant"] = b""

    assert "directory_tenant" in refused(change)


def test_another_schemas_name_changes_only_texts(forged, shop_b):
    """The name only says what to replace in the archive's own rows."""
    path = forged(lambda manifest, parts: manifest.update(schema_name=shop_b.schema_name))
    restored = restore_shop(path, slug="odd").tenant
    assert restored.schema_name not in (shop_b.schema_name, "t_testalpha")


@pytest.mark.parametrize("name", ["public", "t_x; DROP", 'a"b', "pg_catalog", 7, None])
def test_a_schema_name_that_is_none_of_ours(refused, name):
    assert "manifest" in refused(lambda manifest, parts: manifest.update(schema_name=name))


def test_columns_that_are_none(refused):
    def change(manifest, parts):
        manifest["tables"]["taggit_tag"]["columns"] = ["id", "name", "slug) FROM PROGRAM 'id' --"]

    assert "manifest" in refused(change)


def test_copy_ends_early_and_sql_follows(refused):
    """`\\.` ends COPY's data; what follows is not run, and it shows."""
    refused(set_rows("taggit_tag", b"\\.\nDROP SCHEMA t_testbeta CASCADE;\n", 1))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM t_testbeta.profile_shopprofile")
        assert cursor.fetchone() == (1,)


def test_fewer_rows_than_promised(refused):
    assert "rows" in refused(set_rows("cart_cartline", b"", 5))


def test_rows_that_point_nowhere(refused):
    def change(manifest, parts):
        parts["rows/orders_order"] = b""
        manifest["tables"]["orders_order"] |= {"rows": 0, "sha256": sha(b"")}

    assert "foreign key" in refused(change)


def test_books_that_do_not_add_up(refused):
    def change(manifest, parts):
        name = next(iter(manifest["ledger"]))
        manifest["ledger"][name][0] += 1

    assert "books" in refused(change)


def test_migrations_that_never_were(refused):
    assert "newer" in refused(
        lambda manifest, parts: manifest["migrations"].append(["catalog", "9999_evil"])
    )


def test_migrations_with_gaps(refused):
    def change(manifest, parts):
        manifest["migrations"].remove(["catalog", "0001_initial"])

    assert "gaps" in refused(change)


def test_more_than_this_installation_takes(refused, settings):
    settings.MALL_RESTORE_BYTES = 1000
    assert "larger" in refused(lambda manifest, parts: None)


def test_the_same_part_twice(archive, tmp_path):
    with zipfile.ZipFile(archive, "a") as doubled, pytest.warns(UserWarning, match="Duplicate"):
        doubled.writestr("manifest.json", "{}")
    with pytest.raises(ArchiveRefused):
        restore_shop(archive, slug="evil")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip" * 100])
def test_no_archive_at_all(committed_db, tmp_path, content):
    path = tmp_path / "x.mall"
    path.write_bytes(content)
    with pytest.raises(ArchiveRefused):
        restore_shop(path, slug="evil")


@pytest.mark.parametrize(
    "said",
    [None, [], {}, {"format": 2}, {"format": 1}, {"format": 1, "schema_name": "t_abcdef"}, "x", 1],
)
def test_a_manifest_of_anything(said):
    with pytest.raises(ArchiveRefused):
        read_manifest(said)


def test_a_manifest_nested_to_the_bottom(archive, tmp_path):
    path = tmp_path / "deep.mall"
    with zipfile.ZipFile(path, "w") as written:
        written.writestr("manifest.json", "[" * 200_000)
    with pytest.raises(ArchiveRefused):
        restore_shop(path, slug="evil")


def test_an_address_that_is_none(archive):
    with pytest.raises(SlugMalformed):
        restore_shop(archive, slug="../evil")


def test_nobody_comes_back_above_the_roles(lived_in, tmp_path):
    with tenant_context(lived_in):
        User.objects.filter(is_staff=True).update(is_superuser=True)
    dump_shop(lived_in, tmp_path / "shop.mall")
    with tenant_context(restore_shop(tmp_path / "shop.mall", slug="copy").tenant):
        assert not User.objects.filter(is_superuser=True).exists()


def test_a_stranger_of_the_archive_gets_no_door_of_somebody_here(lived_in, tmp_path, forged):
    """A staff row may claim to be any public person; here nobody of that number has that e-mail."""
    victim = User.objects.create_user(username="v", email="victim@example.com")
    with tenant_context(lived_in):
        add_staff(email="else@example.com", role="manager", public_uuid=victim.uuid)
    dump_shop(lived_in, tmp_path / "shop.mall")
    with tenant_context(restore_shop(tmp_path / "shop.mall", slug="copy").tenant):
        assert not User.objects.filter(public_uuid=victim.uuid).exists()


def test_nobody_comes_back_as_a_second_owner(lived_in, tmp_path):
    """With a password of their own they would need no account here."""
    with tenant_context(lived_in):
        other = add_staff(email="else@example.com", role="owner", password="slow-clothes-2026")
        add_staff(email="clerk@example.com", role="clerk", password="slow-clothes-2026")
    dump_shop(lived_in, tmp_path / "shop.mall")
    with tenant_context(restore_shop(tmp_path / "shop.mall", slug="copy").tenant):
        assert staff_by_password("clerk@example.com", "slow-clothes-2026").role == "clerk"
        with pytest.raises(WrongPassword):
            staff_by_password(other.email, "slow-clothes-2026")
        owners = StaffMember.objects.filter(role="owner", ended_at=None)
        assert [owner.email for owner in owners] == [lived_in.owner.email]


def test_an_archive_that_names_no_owner(refused):
    assert "owner" in refused(lambda manifest, parts: manifest["owner"].update(email=""))


def test_rows_that_no_shop_can_live_with(refused):
    """The tables take them, but a shop without pages can't be opened."""

    def change(manifest, parts):
        for name in [name for name in manifest["tables"] if name.startswith("wagtailcore_")]:
            set_rows(name, b"", 0)(manifest, parts)
        for name in [name for name in manifest["tables"] if name.startswith("pages_")]:
            set_rows(name, b"", 0)(manifest, parts)
        set_rows("auth_group", b"", 0)(manifest, parts)
        set_rows("auth_group_permissions", b"", 0)(manifest, parts)
        set_rows("accounts_user_groups", b"", 0)(manifest, parts)

    assert refused(change)


def test_a_restore_that_was_silent_too_long_does_not_open(archive, monkeypatch):
    """The janitor may be taking its schema away at this very moment."""
    before = traces()
    fill = restoring._fill

    def slowly(opened, manifest, restore, progress):
        fill(opened, manifest, restore, progress)
        ShopRestore.objects.update(alive_until=clock.now())
        beat = Heartbeat(restore.pk)
        beat.hold(LEASE)  # too late
        beat.close()

    monkeypatch.setattr(restoring, "_fill", slowly)
    with pytest.raises(ArchiveRefused, match="too long"):
        restore_shop(archive, slug="late")
    assert traces() == before


def test_what_a_killed_restore_left_is_cleared_away(archive):
    before = traces()
    with zipfile.ZipFile(archive) as opened:
        manifest = read_manifest(json.loads(opened.read("manifest.json")))
    restore = _reserve(manifest, "half")
    build_empty(restore.tenant.schema_name, manifest)
    folder = Path(settings.MEDIA_ROOT) / restore.tenant.schema_name
    folder.mkdir()
    (folder / "a.webp").write_bytes(b"x")
    assert undo_the_dead() == 0
    with clock.travel(LEASE * 2):
        assert undo_the_dead() == 1
    assert traces() == before
