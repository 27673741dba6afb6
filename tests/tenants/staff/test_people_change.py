from datetime import timedelta

import pytest
from django.core import mail
from django_tenants.utils import tenant_context

from kernel import clock
from tenants.accounts.models import User
from tenants.audit.models import AuditEntry
from tenants.directory.models import ShopAccess, Tenant
from tenants.staff import handoff
from tenants.staff.errors import LastOwner, NoPlatformAccount, NotConfirmed, NotInvitable
from tenants.staff.models import Kind, Role, StaffMember
from tenants.staff.services import (
    add_staff,
    change_role,
    let_in,
    remove_staff,
    transfer_ownership,
)
from tests.support.people import sign_in
from tests.support.staff import BackOffice, staff_client

pytestmark = pytest.mark.django_db


def _colleague(shop: Tenant, email: str = "lin@example.com", role: str = Role.MANAGER) -> User:
    person = User.objects.create_user(username=email, email=email, name="Lin")
    with tenant_context(shop):
        add_staff(email=email, name="Lin", role=role, public_uuid=person.uuid)
    ShopAccess.objects.create(tenant=shop, user=person)
    return person


def _member(shop: Tenant, person: User) -> StaffMember:
    with tenant_context(shop):
        return StaffMember.objects.select_related("user").get(user__public_uuid=person.uuid)


def test_a_new_role_acts_at_the_next_click(shop_a):
    client = staff_client(shop_a, "manager")
    assert client.get("/products/").status_code == 200
    with tenant_context(shop_a):
        change_role(StaffMember.objects.get(email="manager@example.com"), role=Role.SUPPORT)
    assert client.get("/orders/").status_code == 200
    assert client.get("/products/new/").status_code == 302


def test_who_is_removed_is_out_at_once_and_stays_out(shop_a):
    person = _colleague(shop_a)
    member, client = _member(shop_a, person), BackOffice(shop_a)
    sign_in(client, member.user)
    assert client.get("/orders/").status_code == 200
    with tenant_context(shop_a):
        remove_staff(member)
    assert client.get("/orders/")["Location"].startswith("/login/")
    assert not handoff.may_enter(person, shop_a)
    token = handoff.issue(person, shop_a)
    assert client.post("/handoff/", {"token": token}).status_code == 403


def test_the_last_owner_stays(shop_a):
    with tenant_context(shop_a):
        owner = StaffMember.objects.get(role=Role.OWNER)
        for act in (remove_staff, lambda member: change_role(member, role=Role.CLERK)):
            with pytest.raises(LastOwner):
                act(owner)
        assert StaffMember.objects.get(pk=owner.pk).role == Role.OWNER


def test_who_owns_the_shop_on_the_platform_stays_though_another_row_says_owner(shop_a):
    with tenant_context(shop_a):
        owner = StaffMember.objects.get(role=Role.OWNER)
        add_staff(email="second@example.com", role=Role.OWNER)
        with pytest.raises(LastOwner):
            remove_staff(owner)


@pytest.mark.parametrize("role", ["owner", "admin", ""])
def test_nobody_is_made_an_owner_by_a_form(role, shop_a):
    member = _member(shop_a, _colleague(shop_a))
    answer = staff_client(shop_a).post(f"/settings/staff/{member.pk}/role/", {"role": role})
    assert answer.status_code == 422
    with tenant_context(shop_a), pytest.raises(NotInvitable):
        change_role(member, role=role)
    assert _member(shop_a, User.objects.get(uuid=member.user.public_uuid)).role == Role.MANAGER


@pytest.mark.parametrize("role", ["manager", "clerk", "designer", "support"])
def test_nobody_but_the_owner_changes_staff(role, shop_a):
    member = _member(shop_a, _colleague(shop_a, role=Role.CLERK))
    client = staff_client(shop_a, role)
    for page, data in (
        (f"{member.pk}/role/", {"role": "manager"}),
        (f"{member.pk}/removal/", {}),
        (f"{member.pk}/sign-out/", {}),
        (f"{member.pk}/ownership/", {"confirmation": "lin@example.com"}),
        (f"{member.pk}/second-factor/", {}),
        ("invitations/new/", {"email": "x@example.com", "role": "manager"}),
        ("rules/", {"require_two_factor": "on"}),
    ):
        answer = client.post(f"/settings/staff/{page}", data)
        assert (answer.status_code, answer["Location"]) == (302, "/"), page
    assert _member(shop_a, User.objects.get(uuid=member.user.public_uuid)).role == Role.CLERK


def _owner_by_handoff(shop: Tenant) -> BackOffice:
    client = BackOffice(shop)
    client.post("/handoff/", {"token": handoff.issue(shop.owner, shop, proved=True)})
    client.cookies["lang"] = "en"
    return client


def test_ownership_goes_over_with_its_keys(shop_a):
    person, former = _colleague(shop_a), shop_a.owner
    member, client = _member(shop_a, person), _owner_by_handoff(shop_a)
    page = f"/settings/staff/{member.pk}/ownership/"
    assert client.post(page, {"confirmation": "lin@example.co"}).status_code == 422
    assert client.post(page, {"confirmation": "Lin@example.com "})["Location"] == "/"
    shop_a.refresh_from_db()
    assert shop_a.owner_id == person.pk
    assert _member(shop_a, person).role == Role.OWNER
    assert _member(shop_a, former).role == Role.MANAGER
    assert handoff.may_enter(former, shop_a)
    assert client.get("/settings/staff/").status_code == 302
    assert sorted(to for message in mail.outbox for to in message.to) == [
        person.email,
        former.email,
    ]
    text = mail.outbox[0].body
    assert f"owner-a has transferred {shop_a.name} to Lin." in text
    with tenant_context(shop_a):
        parts = AuditEntry.objects.filter(model="staff.staffmember", verb="changed")
        roles = [part["fields"].get("role") for entry in parts for part in entry.changes]
        assert sorted(filter(None, roles)) == [["manager", "owner"], ["owner", "manager"]]
        remove_staff(_member(shop_a, former))
    assert not handoff.may_enter(former, shop_a)


def test_ownership_needs_an_account_on_the_platform(shop_a):
    with tenant_context(shop_a):
        owner = StaffMember.objects.get(role=Role.OWNER)
        local = add_staff(email="local@example.com", role=Role.MANAGER)
        with pytest.raises(NoPlatformAccount):
            transfer_ownership(to=local, by=owner, confirmation="local@example.com")
        with pytest.raises(NotConfirmed):
            transfer_ownership(to=local, by=owner, confirmation="")


def test_a_row_that_says_owner_but_is_not_cannot_give_the_shop_away(shop_a):
    member = _member(shop_a, _colleague(shop_a))
    with tenant_context(shop_a):
        pretender = add_staff(email="pretender@example.com", role=Role.OWNER)
        with pytest.raises(NoPlatformAccount):
            transfer_ownership(to=member, by=pretender, confirmation=member.email)
    shop_a.refresh_from_db()
    assert shop_a.owner.email == "owner-a@example.com"


def test_a_guest_comes_in_marked_for_some_days_and_no_longer(shop_a):
    person = User.objects.create_user(username="s", email="support@mall.example", name="Su")
    let_in(shop_a, person, kind=Kind.PLATFORM, role=Role.SUPPORT, days=2)
    client = BackOffice(shop_a)
    client.post("/handoff/", {"token": handoff.issue(person, shop_a)})
    client.cookies["lang"] = "en"
    assert "platform support: Su" in client.get("/orders/").content.decode()
    with clock.travel(timedelta(days=2, minutes=1)):
        assert client.get("/orders/").status_code == 302
        again = client.post("/handoff/", {"token": handoff.issue(person, shop_a)})
        assert again.status_code == 403


def test_no_guest_is_an_owner_and_the_owner_is_no_guest(shop_a):
    with pytest.raises(NotInvitable):
        let_in(shop_a, shop_a.owner, kind=Kind.RESELLER, role=Role.OWNER, days=1)
    let_in(shop_a, shop_a.owner, kind=Kind.RESELLER, role=Role.SUPPORT, days=1)
    assert _member(shop_a, shop_a.owner).role == Role.OWNER
