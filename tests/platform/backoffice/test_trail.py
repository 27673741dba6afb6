"""Who did what, as the owner reads it."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.http import QueryDict
from django_tenants.utils import tenant_context

from backoffice.history.filters import TrailFilter
from storefront.catalog.importing.services import keep_upload
from storefront.catalog.importing.tasks import import_products
from storefront.catalog.models import ImportJob
from tenants.audit.models import AuditEntry
from tenants.audit.watching import Actor, recording
from tenants.profile.services import save_profile
from tests.storefront.purchase import variant
from tests.support.staff import staff_client

pytestmark = pytest.mark.django_db


def _text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def _change(shop, who: str = "Lin", slogan: str = "Slow clothes", kind: str = "own") -> AuditEntry:
    with tenant_context(shop):
        with recording(Actor(who, kind=kind, role="manager", address="10.0.0.9", agent="Firefox")):
            save_profile(slogan=slogan)
        return AuditEntry.objects.first()


def test_a_form_sent_leaves_a_row_with_before_and_after(owner_client, shop_a):
    owner_client.post("/settings/orders/", {"unpaid_minutes": 45, "auto_receive_days": 9, "complete_days": 5}, headers={"User-Agent": "Firefox 150"})  # fmt: skip
    page = _text(owner_client.get("/settings/history/"))
    assert "The owner" in page
    assert "How orders run" in page
    with tenant_context(shop_a):
        entry = AuditEntry.objects.get()
    assert (entry.address, entry.agent, entry.role) == ("127.0.0.1", "Firefox 150", "owner")
    detail = _text(owner_client.get(f"/settings/history/{entry.pk}/"))
    assert re.search(r"Minutes until an unpaid order is cancelled</th>.*?>45<", detail)


def test_it_speaks_chinese(shop_a):
    client = staff_client(shop_a, language="zh-hans")
    entry = _change(shop_a)
    page = _text(client.get(f"/settings/history/{entry.pk}/"))
    assert "店铺" in page
    assert "Slow clothes" in page
    assert "slogan" not in page.lower()


def test_signing_in_is_on_the_trail(shop_a, backoffice_client):
    from tenants.staff import handoff

    backoffice_client.post("/handoff/", {"token": handoff.issue(shop_a.owner, shop_a)})
    with tenant_context(shop_a):
        entry = AuditEntry.objects.get()
    assert (entry.verb, entry.door, entry.role) == ("signed_in", "handoff", "owner")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=lin", 1),
        ("q=nobody", 0),
        ("who=Lin", 1),
        ("verb=changed", 2),
        ("verb=deleted", 0),
        ("model=profile.shopprofile", 2),
        ("since=2000-01-01", 2),
        ("until=2000-01-01", 0),
        ("since=nonsense", 2),
    ],
)
def test_is_found_by_who_what_and_when(query, found, owner_client, shop_a):
    _change(shop_a)
    _change(shop_a, who="Bo", slogan="Other")
    assert len(owner_client.get(f"/settings/history/?{query}").context["rows"]) == found


def test_guests_of_the_platform_are_marked(owner_client, shop_a):
    entry = _change(shop_a, who="Su", kind="platform")
    for page in ("/settings/history/", f"/settings/history/{entry.pk}/"):
        assert "platform support" in _text(owner_client.get(page))


def _file(client) -> str:
    return client.get("/settings/history/export/").getvalue().decode("utf-8-sig")


def test_the_export_has_the_values_and_is_itself_noted(owner_client, shop_a):
    _change(shop_a, slogan='=HYPERLINK("x")')
    text = _file(owner_client)
    heads, *rows = csv.reader(io.StringIO(text))
    assert (heads[:2], heads[-2]) == (["When", "Who"], "After")
    assert '\'=HYPERLINK("x")' in [row[-2] for row in rows]
    assert {len(row) for row in rows} == {len(heads)}
    with tenant_context(shop_a):
        assert AuditEntry.objects.first().verb == "exported"


def test_a_filter_that_makes_no_sense_exports_nothing_and_notes_nothing(owner_client, shop_a):
    _change(shop_a)
    for query in ("since=gestern", "who=Nobody"):
        answer = owner_client.get(f"/settings/history/export/?{query}")
        assert (answer.status_code, answer.url) == (302, f"/settings/history/?{query}")
        told = _text(owner_client.get(answer.url))
        assert "Nothing was exported: correct the filter first." in told
    with tenant_context(shop_a):
        assert not AuditEntry.objects.filter(verb="exported").exists()


def test_another_shops_trail_is_not_there(owner_client, shop_a, shop_b):
    entry = _change(shop_b, who="Secretname")
    assert owner_client.get(f"/settings/history/{entry.pk}/").status_code == 404
    assert "Secretname" not in _text(owner_client.get("/settings/history/"))


@pytest.mark.parametrize("role", ["manager", "clerk", "designer", "support"])
def test_only_the_owner_reads_it(role, shop_a):
    entry = _change(shop_a)
    client = staff_client(shop_a, role)
    for page in ("", f"{entry.pk}/", "export/"):
        assert client.get(f"/settings/history/{page}").status_code == 302


@pytest.mark.parametrize(
    ("query", "found"),
    [("since=2026-03-02&until=2026-03-02", 1), ("until=2026-03-01", 0), ("since=2026-03-03", 0)],
)
def test_a_day_is_a_day_of_the_shop(query, found, owner_client, shop_a):
    """Ten past midnight in Shanghai is still the day before in UTC."""
    at = datetime(2026, 3, 1, 16, 10, tzinfo=UTC)
    with tenant_context(shop_a):
        AuditEntry.objects.create(at=at, act=uuid4(), verb="changed", model="profile.shopprofile")
    assert len(owner_client.get(f"/settings/history/?{query}").context["rows"]) == found


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("who=Person+7", "audit_of_a_name"),
        ("verb=deleted", "audit_of_a_verb"),
        ("model=profile.shopprofile", "audit_of_a_thing"),
        ("q=rareword", "audit_by_words"),
        ("since=2026-03-01&until=2026-03-02", "audit_newest"),
        ("cause=catalog.importjob&cause_id=7", "audit_of_a_cause"),
    ],
)
def test_each_filter_has_an_index(query, index, in_shop_a):
    """Which is what keeps the list quick with 100,000 entries."""
    _a_year_of_entries()
    found = TrailFilter(QueryDict(query), queryset=AuditEntry.objects.all())
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    assert index in found.qs.order_by().explain()


def _a_year_of_entries() -> None:
    """One a day by one of 20 people, and what the planner has to know of them."""
    first = datetime(2026, 1, 1, 12, tzinfo=UTC)
    verbs = ("added", "changed", "deleted", "exported")
    AuditEntry.objects.bulk_create(
        AuditEntry(
            at=first + timedelta(days=day),
            act=uuid4(),
            actor_name=f"Person {day % 20}",
            verb=verbs[day % 4],
            model="profile.shopprofile" if day % 9 == 0 else "catalog.product",
            object_id=str(day),
            search=f"product {day}",
        )
        for day in range(365)
    )
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {AuditEntry._meta.db_table}")


def test_the_list_asks_the_same_of_the_database_however_long(
    owner_client, shop_a, django_assert_max_num_queries
):
    for number in range(30):
        _change(shop_a, slogan=str(number))
    owner_client.get("/settings/history/")
    with django_assert_max_num_queries(16):
        owner_client.get("/settings/history/")


class TestWhatAWorkerDidForSomebody:
    @pytest.fixture
    def imported(self, owner_client, in_shop_a) -> ImportJob:
        """Shirt from 50.00 to 60.00 by the owner's file."""
        variant(50_00)
        heads = ["Handle", "Title", "Variant Price", "Variant SKU"]
        row = ["shirt", "Shirt", "60.00", "SHIRT"]
        file = io.BytesIO("\n".join(",".join(line) for line in (heads, row)).encode())
        job = keep_upload(file, filename="goods.csv")
        told = {f"column{place}": head for place, head in enumerate(heads)}
        owner_client.post(f"/products/imports/{job.pk}/columns/", told)
        import_products(in_shop_a.schema_name, job.pk)
        owner_client.post(f"/products/imports/{job.pk}/run/", headers={"User-Agent": "Firefox 150"})
        import_products(in_shop_a.schema_name, job.pk)
        job.refresh_from_db()
        assert (job.state, job.updated) == ("done", 1)
        return job

    def test_is_told_in_their_name_with_before_and_after(self, imported):
        entry = AuditEntry.objects.get(model="catalog.product")
        [part] = entry.changes
        assert part["fields"]["price_minor"] == [5000, 6000]
        assert (entry.actor_name, entry.role, entry.address) == ("The owner", "owner", "127.0.0.1")
        assert (entry.cause, entry.cause_id, entry.agent) == (
            "catalog.importjob",
            str(imported.pk),
            "Firefox 150",
        )

    def test_leads_to_the_import_and_back(self, imported, owner_client):
        job = f"/products/imports/{imported.pk}/"
        product = AuditEntry.objects.get(model="catalog.product")
        for page in (
            "/settings/history/",
            f"/settings/history/{product.pk}/",
            f"/products/{product.object_id}/",
        ):
            assert f'<a href="{job}">Import goods.csv</a>' in _text(owner_client.get(page)), page
        all_of_it = f"/settings/history/?cause=catalog.importjob&amp;cause_id={imported.pk}"
        assert all_of_it in _text(owner_client.get(job))
        rows = owner_client.get(all_of_it.replace("&amp;", "&")).context["rows"]
        assert {row.entry.cause_id for row in rows} == {str(imported.pk)}
        assert "Shirt" in [row.of for row in rows]
        file = _file(owner_client)
        assert "Import goods.csv" in file
