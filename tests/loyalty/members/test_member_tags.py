"""Words that staff put on members: on one, on many at once, and to find members by."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django_tenants.utils import tenant_context

from loyalty.members.errors import TooManyTags
from loyalty.members.models import MOST_TAGS, Member
from loyalty.members.selectors import known_tags
from loyalty.members.services import put_tags, take_tags
from tenants.audit.models import AuditEntry

from ...support.staff import staff_client
from ..shopping import new_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]


def tags_of(member: Member) -> list[str]:
    return Member.objects.get(pk=member.pk).tags


class TestPutting:
    def test_answers_how_many_did_not_have_them(self):
        ann, bob = new_member("Ann"), new_member("Bob")
        put_tags([ann.pk], ["VIP"])
        assert put_tags([ann.pk, bob.pk], ["VIP"]) == 1
        assert put_tags([ann.pk, bob.pk], ["VIP", "Tall"]) == 2
        assert put_tags([ann.pk, bob.pk], ["VIP", "Tall"]) == 0
        assert (tags_of(ann), tags_of(bob)) == (["VIP", "Tall"], ["VIP", "Tall"])

    def test_capitals_make_no_second_tag(self):
        ann, bob = new_member("Ann"), new_member("Bob")
        put_tags([ann.pk], ["VIP"])
        put_tags([ann.pk, bob.pk], ["vip", "Vip"])
        assert (tags_of(ann), tags_of(bob)) == (["VIP"], ["VIP"])
        assert take_tags([ann.pk], ["vIP"]) == 1
        assert tags_of(ann) == []

    def test_twenty_are_enough_and_then_nobody_has_any(self):
        full, other = new_member("Ann"), new_member("Bob")
        most = [f"t{number}" for number in range(MOST_TAGS)]
        put_tags([full.pk], most)
        with pytest.raises(TooManyTags, match=full.number), transaction.atomic():
            put_tags([other.pk, full.pk], ["one more"])
        assert (tags_of(full), tags_of(other)) == (most, [])

    def test_taking_off_leaves_the_others_in_their_order(self):
        ann, bob = new_member("Ann"), new_member("Bob")
        put_tags([ann.pk, bob.pk], ["a", "b", "c"])
        assert take_tags([ann.pk, bob.pk], ["b", "gone"]) == 2
        assert take_tags([ann.pk, bob.pk], ["b"]) == 0
        assert tags_of(ann) == ["a", "c"]

    def test_known_are_those_in_use_most_used_first(self):
        ann, bob = new_member("Ann"), new_member("Bob")
        put_tags([ann.pk], ["rare", "often"])
        put_tags([bob.pk], ["often"])
        assert known_tags() == ("often", "rare")
        take_tags([ann.pk], ["rare"])
        assert known_tags() == ("often",)

    def test_as_many_statements_for_three_members_as_for_thirty(self):
        ids = [new_member().pk for _ in range(30)]
        with CaptureQueriesContext(connection) as few:
            put_tags(ids[:3], ["VIP"])
        with CaptureQueriesContext(connection) as many:
            put_tags(ids, ["Tall"])
        assert len(many) == len(few)


class TestOnAMembersScreen:
    @pytest.mark.parametrize("role", ["owner", "manager", "support"])
    def test_put_on_and_taken_off(self, shop_a, role):
        member, client = new_member(), staff_client(shop_a, role=role)
        path = f"/members/{member.number}/"
        answer = client.post(f"{path}tags/", {"tags": " VIP， big  spender、<b> ,vip"})
        assert answer["Location"] == path
        assert tags_of(member) == ["VIP", "big spender", "<b>"]
        page = client.get(path).content.decode()
        assert 'aria-label="Remove the tag big spender"' in page
        assert "&lt;b&gt;" in page
        assert client.post(f"{path}tags/removal/", {"tag": "<b>"})["Location"] == path
        assert tags_of(member) == ["VIP", "big spender"]

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("", "This field is required."),
            (" ,， ", "This field is required."),
            ("x" * 31, "A tag has 30 characters at most."),
            (", ".join(f"t{n}" for n in range(21)), "would have more than 20 tags"),
        ],
        ids=["nothing", "only commas", "too long", "too many"],
    )
    def test_what_is_wrong_is_said_at_the_field(self, owner_client, typed, said):
        member = new_member()
        answer = owner_client.post(f"/members/{member.number}/tags/", {"tags": typed})
        assert answer.status_code == 422
        assert said in " ".join(answer.context["form"].errors["tags"])
        assert tags_of(member) == []

    def test_a_clerk_sees_them_and_changes_none(self, shop_a):
        member, client = new_member(), staff_client(shop_a, role="clerk")
        put_tags([member.pk], ["VIP"])
        path = f"/members/{member.number}/"
        page = client.get(path).content.decode()
        assert '<li class="bo-badge">VIP</li>' in page
        assert "/tags/" not in page
        for name, data in (("tags/", {"tags": "x"}), ("tags/removal/", {"tag": "VIP"})):
            assert client.post(f"{path}{name}", data).headers.get("Location") != path
        assert tags_of(member) == ["VIP"]

    def test_another_shops_member_is_not_found(self, owner_client, shop_b):
        with tenant_context(shop_b):
            other = new_member("Other")
        path = f"/members/{other.number}/tags/"
        assert owner_client.post(path, {"tags": "x"}).status_code == 404
        assert owner_client.post(f"{path}removal/", {"tag": "x"}).status_code == 404
        with tenant_context(shop_b):
            assert tags_of(other) == []

    def test_leaves_who_did_it_with_before_and_after(self, owner_client):
        member = new_member()
        put_tags([member.pk], ["VIP"])
        owner_client.post(f"/members/{member.number}/tags/", {"tags": "Tall"})
        entry = AuditEntry.objects.get()
        assert (entry.actor_name, entry.model, entry.object_text) == (
            "The owner",
            "members.member",
            member.number,
        )
        assert entry.changes[0]["fields"] == {"tags": ['["VIP"]', '["VIP", "Tall"]']}
        page = owner_client.get(f"/settings/history/{entry.pk}/").content.decode()
        assert "VIP, Tall" in page


class TestInTheList:
    def _names(self, client, query: str) -> list[str]:
        rows = client.get(f"/members/{query}").context["rows"]
        return sorted(row["member"].customer.name for row in rows)

    def test_finds_who_has_a_tag(self, clerk_client):
        ann, bob, cai = (new_member(name) for name in ("Ann", "Bob", "Cai"))
        put_tags([ann.pk, cai.pk], ["VIP"])
        put_tags([bob.pk], ["VIP2"])
        assert self._names(clerk_client, "?tag=VIP") == ["Ann", "Cai"]
        assert self._names(clerk_client, "?tag=VIP&q=ann") == ["Ann"]
        assert self._names(clerk_client, "?tag=nobody has it") == []

    def test_ticked_members_get_the_tags_and_nobody_else(self, owner_client):
        ann, bob, cai = (new_member(name) for name in ("Ann", "Bob", "Cai"))
        data = {"act": "put", "tags": "VIP，Tall", "number": [ann.number, bob.number, "x", "²"]}
        answer = owner_client.post("/members/?only=others", data)
        assert answer["Location"] == "/members/?only=others"
        assert [tags_of(m) for m in (ann, bob, cai)] == [["VIP", "Tall"], ["VIP", "Tall"], []]
        assert AuditEntry.objects.filter(model="members.member").count() == 2
        owner_client.post("/members/", {"act": "take", "tags": "vip", "number": ann.number})
        assert (tags_of(ann), tags_of(bob)) == (["Tall"], ["VIP", "Tall"])

    def test_all_are_those_that_the_filters_leave(self, owner_client):
        members = [new_member(f"Ann {n}") for n in range(30)] + [new_member("Bob")]
        owner_client.post("/members/?q=ann", {"act": "put", "tags": "VIP", "all": "1"})
        assert [tags_of(member) for member in members] == [["VIP"]] * 30 + [[]]

    def test_keeps_what_was_typed_and_ticked_when_something_is_wrong(self, owner_client):
        ann = new_member("Ann")
        given = {"act": "put", "tags": "y" * 40, "number": ann.number}
        page = owner_client.post("/members/", given)
        text = page.content.decode()
        assert page.status_code == 422
        assert "A tag has 30 characters at most." in text
        assert "y" * 40 in text
        assert f'value="{ann.number}" form="picked" checked' in text
        nobody = owner_client.post("/members/", {"act": "put", "tags": "VIP"})
        assert "Tick at least one member." in nobody.content.decode()
        assert tags_of(ann) == []

    @pytest.mark.parametrize("role", ["clerk", "designer"])
    def test_who_may_not_is_shown_no_form_and_refused(self, shop_a, role):
        member, client = new_member(), staff_client(shop_a, role=role)
        assert 'id="picked"' not in client.get("/members/").content.decode()
        answer = client.post("/members/", {"act": "put", "tags": "x", "number": member.number})
        assert answer.status_code in (302, 403)
        assert answer.headers.get("Location") != "/members/"
        assert tags_of(member) == []

    def test_is_in_the_export_of_what_the_list_shows(self, owner_client):
        ann, _bob = new_member("Ann"), new_member("Bob")
        put_tags([ann.pk], ["VIP", "Tall"])
        answer = owner_client.get("/members/export/?format=csv&tag=VIP")
        lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
        assert len(lines) == 2
        assert "Tags" in lines[0].split(",")
        assert '"VIP, Tall"' in lines[1]
