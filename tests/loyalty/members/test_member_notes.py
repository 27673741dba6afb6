import pytest
from django_tenants.utils import tenant_context

from loyalty.members.models import MemberNote
from loyalty.members.services import add_note
from tenants.audit.models import AuditEntry

from ...support.staff import staff_client
from ..shopping import new_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]


@pytest.mark.parametrize("role", ["owner", "manager", "clerk", "support"])
def test_staff_leave_a_note_with_their_name(shop_a, role):
    member, client = new_member(), staff_client(shop_a, role=role)
    text = "Wants <b>no</b> calls"
    answer = client.post(f"/members/{member.number}/notes/", {"text": f" {text} "})
    assert answer["Location"] == f"/members/{member.number}/"
    note = MemberNote.objects.get()
    assert (note.member_id, note.by, note.text) == (member.pk, f"The {role}", text)
    page = client.get(f"/members/{member.number}/").content.decode()
    assert "Wants &lt;b&gt;no&lt;/b&gt; calls" in page
    assert f'action="/members/{member.number}/notes/"' in page


def test_an_empty_note_is_refused(clerk_client):
    member = new_member()
    answer = clerk_client.post(f"/members/{member.number}/notes/", {"text": "  "})
    assert answer.status_code == 422
    assert not MemberNote.objects.exists()


def test_who_may_not_write_notes_is_refused(shop_a):
    member, client = new_member(), staff_client(shop_a, role="designer")
    answer = client.post(f"/members/{member.number}/notes/", {"text": "Hi"})
    assert answer.status_code in (302, 403)
    assert answer.headers.get("Location") != f"/members/{member.number}/"
    assert not MemberNote.objects.exists()


def test_another_shops_member_is_not_found(owner_client, shop_b):
    with tenant_context(shop_b):
        number = new_member("Other").number
    assert owner_client.get(f"/members/{number}/").status_code == 404
    assert owner_client.post(f"/members/{number}/notes/", {"text": "Hi"}).status_code == 404
    assert not MemberNote.objects.exists()
    with tenant_context(shop_b):
        assert not MemberNote.objects.exists()


def test_the_newest_stand_first_and_joining_under_the_oldest(clerk_client):
    member = new_member()
    for number in range(25):
        add_note(member.pk, text=f"Call {number:02d}", by="Ann")
    first = clerk_client.get(f"/members/{member.number}/").context["moments"]
    assert [moment.note for moment in first] == [f"Call {n:02d}" for n in range(24, 4, -1)]
    rest = clerk_client.get(f"/members/{member.number}/?notes_page=2").context["moments"]
    assert [moment.note for moment in rest] == [*(f"Call {n:02d}" for n in range(4, -1, -1)), ""]
    assert (str(rest[-1].text), rest[-1].at) == ("Became a member", member.joined_at)


def test_more_notes_ask_no_more(clerk_client, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    member = new_member()
    add_note(member.pk, text="One", by="Ann")
    clerk_client.get(f"/members/{member.number}/")
    with CaptureQueriesContext(connection) as one:
        clerk_client.get(f"/members/{member.number}/")
    for number in range(15):
        add_note(member.pk, text=f"More {number}", by="Ann")
    with django_assert_max_num_queries(len(one)):
        clerk_client.get(f"/members/{member.number}/")


def test_a_note_is_on_the_trail_under_its_member(clerk_client):
    member = new_member()
    clerk_client.post(f"/members/{member.number}/notes/", {"text": "Hi"})
    entry = AuditEntry.objects.order_by("-pk").first()
    assert entry.model == "members.member"
