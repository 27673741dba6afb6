"""Who did what, as the owner reads it."""

import csv
import io
import re

import pytest
from django_tenants.utils import tenant_context

from tenants.audit.models import AuditEntry
from tenants.audit.watching import Actor, recording
from tenants.profile.services import save_profile
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


def test_the_export_has_the_values_and_is_itself_noted(owner_client, shop_a):
    _change(shop_a, slogan='=HYPERLINK("x")')
    text = owner_client.get("/settings/history/export/").content.decode("utf-8-sig")
    heads, *rows = csv.reader(io.StringIO(text))
    assert (heads[:2], heads[-1]) == (["When", "Who"], "After")
    assert '\'=HYPERLINK("x")' in [row[-1] for row in rows]
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


def test_the_list_asks_the_same_of_the_database_however_long(
    owner_client, shop_a, django_assert_max_num_queries
):
    for number in range(30):
        _change(shop_a, slogan=str(number))
    owner_client.get("/settings/history/")
    with django_assert_max_num_queries(16):
        owner_client.get("/settings/history/")
