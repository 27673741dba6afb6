"""An owner's order of all data: written by a worker, told by mail, gone after its days, and never half."""

import csv
import io
import zipfile
from datetime import timedelta

import pytest
from django.conf import settings
from django_tenants.utils import tenant_context

from kernel import clock
from kernel.states import MoveRefused
from loyalty.members.selectors import member_for_customer
from loyalty.points.selectors import balances
from storefront.customers.models import Customer
from storefront.orders.models import Order
from tenants.backups.dumping import HALF
from tenants.backups.errors import ExportRunning
from tenants.backups.models import ShopExport
from tenants.backups.restoring import restore_shop
from tenants.backups.selectors import downloadable
from tenants.backups.services import exports, look_after, order_export, write_export
from tenants.backups.services.exports import Person, file_of
from tests.support.people import last_message

pytestmark = pytest.mark.race
OWNER = Person(user_id=1, name="Olive", email="owner-a@example.com", address="192.0.2.7")


@pytest.fixture
def ordered(lived_in, tmp_path, settings) -> ShopExport:
    settings.EXPORTS_DIR = tmp_path / "exports"
    return order_export(lived_in, OWNER, language="en")


def verbs(export: ShopExport) -> list[str]:
    return list(export.moves.values_list("verb", flat=True))


def table(export: ShopExport, name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(file_of(export)) as archive:
        return list(
            csv.DictReader(io.StringIO(archive.read(f"lists/{name}.csv").decode("utf-8-sig")))
        )


def test_the_file_has_lists_that_people_read(ordered, lived_in):
    assert write_export(ordered.pk)
    [order] = table(ordered, "orders")
    with tenant_context(lived_in):
        known = Order.objects.get()
        customer = Customer.objects.get(email="mei@example.com")
        pots = balances(member_for_customer(customer.pk).pk)
    assert (order["number"], order["total"], order["currency"]) == (
        known.number, f"{known.total_minor / 100:.2f}", "CNY",
    )  # fmt: skip
    assert [line["quantity"] for line in table(ordered, "order-lines")] == ["2"]
    assert [member["email"] for member in table(ordered, "members")] == ["mei@example.com"]
    assert any(row["Title"] == "Shirt" for row in table(ordered, "products"))
    earned = sum(int(row["points"]) for row in table(ordered, "points"))
    assert earned == pots.active + pots.pending - pots.debt > 0


def test_it_is_an_archive_too(ordered):
    write_export(ordered.pk)
    assert restore_shop(file_of(ordered), slug="copy").rows > 0


def test_the_owner_is_told_by_mail_where_to_get_it(ordered, mailoutbox):
    write_export(ordered.pk)
    text = last_message("owner-a@example.com")
    assert "/settings/data/" in text
    assert str(ordered.key) not in text  # the page asks who you are; a link in a mail can't


def test_each_step_is_written_down(ordered):
    write_export(ordered.pk)
    ordered.refresh_from_db()
    assert verbs(ordered) == ["order", "begin", "finish"]
    assert (ordered.state, ordered.progress, ordered.size > 0) == ("ready", 100, True)
    assert ordered.moves.get(verb="order").address == "192.0.2.7"


def test_one_at_a_time(ordered, lived_in):
    with pytest.raises(ExportRunning):
        order_export(lived_in, OWNER, language="en")
    write_export(ordered.pk)
    assert order_export(lived_in, OWNER, language="en").pk != ordered.pk


def test_a_second_message_finds_nothing_to_do(ordered):
    assert write_export(ordered.pk)
    assert not write_export(ordered.pk)
    assert verbs(ordered) == ["order", "begin", "finish"]


def test_it_is_this_persons_and_this_shops_alone(ordered, lived_in, shop_b):
    key = str(ordered.key)
    assert downloadable(lived_in, OWNER.user_id, key) is None  # not ready
    write_export(ordered.pk)
    assert downloadable(lived_in, OWNER.user_id, key) == ordered
    assert downloadable(lived_in, OWNER.user_id + 1, key) is None
    assert downloadable(shop_b, OWNER.user_id, key) is None
    with clock.travel(timedelta(days=settings.MALL_EXPORT_DAYS, minutes=1)):
        assert downloadable(lived_in, OWNER.user_id, key) is None


def test_after_its_days_the_file_is_gone_and_the_row_stays(ordered):
    write_export(ordered.pk)
    path = file_of(ordered)
    look_after()
    assert path.exists()
    with clock.travel(timedelta(days=settings.MALL_EXPORT_DAYS, minutes=1)):
        look_after()
    ordered.refresh_from_db()
    assert (path.exists(), ordered.state) == (False, "gone")


def test_a_failure_leaves_no_file_and_is_tried_three_times(ordered, monkeypatch):
    def full_disk(*args, **options):
        raise OSError("No space left on device")

    monkeypatch.setattr(exports, "dump_shop", full_disk)
    for _ in range(3):
        assert not write_export(ordered.pk)
        ShopExport.objects.filter(pk=ordered.pk).update(alive_until=None)
    ordered.refresh_from_db()
    assert (ordered.state, ordered.attempts) == ("failed", 3)
    assert "No space left" in ordered.last_error
    assert not list(file_of(ordered).parent.glob("*"))


def test_an_export_whose_worker_was_killed_is_taken_up_again(ordered):
    ShopExport.objects.filter(pk=ordered.pk).update(
        state="running", attempts=1, alive_until=clock.now() - timedelta(minutes=1)
    )
    assert write_export(ordered.pk)
    assert verbs(ordered) == ["order", "take_over", "finish"]


def test_a_worker_of_a_large_shop_is_known_to_be_alive(ordered, monkeypatch):
    """Inside of one table or file too, however long it takes: or another one would write beside it."""
    said = []
    monkeypatch.setattr(
        exports._Progress, "__call__", lambda self, what, share: said.append((what, share))
    )
    monkeypatch.setattr("tenants.backups.dumping.CHUNK", 64)
    write_export(ordered.pk)
    assert said.count(("files", 0.7)) > 1
    assert {"orders_order", "files"} <= {what for what, _share in said}


def test_two_at_the_same_file_never_write_into_each_others(ordered, monkeypatch):
    """The first one slept through its lease; both files are whole, and the last one stands."""
    dump, inner = exports.dump_shop, []

    def sleeps(tenant, path, **options):
        if not inner:
            inner.append(True)
            ShopExport.objects.update(alive_until=clock.now())
            assert write_export(ordered.pk)
        return dump(tenant, path, **options)

    monkeypatch.setattr(exports, "dump_shop", sleeps)
    assert write_export(ordered.pk)
    assert verbs(ordered) == ["order", "begin", "take_over", "finish", "finish"]
    assert [path.name for path in file_of(ordered).parent.iterdir()] == [file_of(ordered).name]
    assert restore_shop(file_of(ordered), slug="copy").rows > 0


def test_who_fails_after_another_took_it_over_takes_nothing_away(ordered, monkeypatch):
    dump, inner = exports.dump_shop, []

    def sleeps_and_fails(tenant, path, **options):
        if inner:
            return dump(tenant, path, **options)
        inner.append(True)
        ShopExport.objects.update(alive_until=clock.now(), attempts=2)
        assert write_export(ordered.pk)
        raise OSError("too late")

    monkeypatch.setattr(exports, "dump_shop", sleeps_and_fails)
    assert not write_export(ordered.pk)
    ordered.refresh_from_db()
    assert (ordered.state, file_of(ordered).exists()) == ("ready", True)


def test_the_janitor_gives_up_only_what_nobody_is_at(ordered):
    half = file_of(ordered).with_name(f"{file_of(ordered).name}.0a{HALF}")
    half.parent.mkdir(parents=True)
    half.write_bytes(b"x")
    later = clock.now() + timedelta(minutes=1)
    ShopExport.objects.update(state="running", attempts=3, alive_until=later)
    exports.give_up(ordered.pk)
    ordered.refresh_from_db()
    assert (ordered.state, half.exists()) == ("running", True)
    ShopExport.objects.update(alive_until=clock.now() - timedelta(minutes=1))
    look_after()
    ordered.refresh_from_db()
    assert (ordered.state, half.exists()) == ("failed", False)


def test_a_download_that_comes_too_late_does_not_bring_it_back(ordered):
    write_export(ordered.pk)
    seen = ShopExport.objects.get(pk=ordered.pk)
    exports.expire_export(ordered.pk)
    with pytest.raises(MoveRefused):
        exports.note_download(seen, OWNER)
    ordered.refresh_from_db()
    assert ordered.state == "gone"


def test_what_a_shopper_typed_is_no_formula(lived_in, tmp_path, settings):
    settings.EXPORTS_DIR = tmp_path / "exports"
    with tenant_context(lived_in):
        Order.objects.update(name="=HYPERLINK(1)", note="'=1")
    export = order_export(lived_in, OWNER, language="en")
    assert write_export(export.pk)
    [order] = table(export, "orders")
    assert (order["name"], order["note"]) == ("'=HYPERLINK(1)", "''=1")
