import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django_tenants.utils import tenant_context

from kernel import clock
from tenants.accounts.models import User
from tenants.directory.models import ShopAccess, Tenant
from tenants.staff import handoff
from tenants.staff.errors import (
    AddressTaken,
    AlreadyInvited,
    AlreadyStaff,
    InvitationOver,
    InvitedOften,
    NotInvitable,
    OtherAddress,
    TooManyInvitations,
    TooSoon,
)
from tenants.staff.models import Invitation, Kind, Role, StaffMember
from tenants.staff.services import (
    accept_invitation,
    add_staff,
    invite,
    let_in,
    remove_staff,
    revoke_invitation,
    send_again,
)
from tenants.staff.services.invitations import open_invitation
from tests.support.people import PASSWORD, last_code, sign_in
from tests.support.staff import staff_client

pytestmark = pytest.mark.django_db
EMAIL = "lin@example.com"


def _link() -> str:
    return re.search(r"http://\S+/invitations/\S+", mail.outbox[-1].body).group(0)


def _token() -> str:
    return _link().rstrip("/").rpartition("/")[2]


def _path() -> str:
    return "/" + _link().split("/", 3)[3]


def _portal_person(email: str = EMAIL, *, proven: bool = True) -> User:
    person = User.objects.create_user(username=email, email=email, password=PASSWORD, name="Lin")
    EmailAddress.objects.create(user=person, email=email, verified=proven, primary=True)
    return person


def _invite(shop: Tenant, role: str = Role.CLERK, email: str = EMAIL) -> Invitation:
    with tenant_context(shop):
        return invite(email=email, role=role, by=None)


def _members(shop: Tenant) -> list[str]:
    with tenant_context(shop):
        return sorted(StaffMember.objects.filter(ended_at=None).values_list("email", flat=True))


def test_a_portal_account_accepts_and_comes_in(shop_a, portal_client, backoffice_client):
    _invite(shop_a, Role.MANAGER)
    person = _portal_person()
    sign_in(portal_client, person)
    assert "Accept the invitation" in portal_client.get(_path()).content.decode()
    answer = portal_client.post(_path())
    assert (answer.status_code, answer["Location"]) == (302, "/shops/")
    assert shop_a.name in portal_client.get("/shops/").content.decode()
    token = portal_client.post(f"/shops/{shop_a.slug}/handoff/").context["token"]
    backoffice_client.post("/handoff/", {"token": token})
    assert backoffice_client.get("/orders/").status_code == 200
    assert backoffice_client.get("/settings/payments/").status_code == 302


def test_somebody_new_makes_an_account_and_is_led_back(shop_a, portal_client):
    _invite(shop_a)
    page = portal_client.get(_path())
    signup = re.search(r'href="(/account/signup/\?next=[^"]+)"', page.content.decode()).group(1)
    form = {"login": EMAIL, "password1": PASSWORD, "name": "Lin", "next": _path()}
    portal_client.post(signup, form)
    mails = [m for m in mail.outbox if EMAIL in m.to]
    path = "/" + re.search(r"http://\S+/invitations/\S+", mails[0].body).group(0).split("/", 3)[3]
    answer = portal_client.post("/account/confirm-email/", {"code": last_code(EMAIL)})
    assert answer["Location"] == path
    assert portal_client.post(path)["Location"] == "/shops/"
    assert EMAIL in _members(shop_a)


def test_the_link_is_used_once(shop_a):
    _invite(shop_a)
    person = _portal_person()
    accept_invitation(shop_a, _token(), person)
    with tenant_context(shop_a):
        remove_staff(StaffMember.objects.get(email=EMAIL))
    with pytest.raises(InvitationOver):
        accept_invitation(shop_a, _token(), person)
    assert EMAIL not in _members(shop_a)
    assert not ShopAccess.objects.filter(user=person).exists()


def test_the_link_of_one_shop_says_nothing_in_another(shop_a, shop_b, portal_client):
    _invite(shop_a)
    person = _portal_person()
    with pytest.raises(InvitationOver):
        accept_invitation(shop_b, _token(), person)
    sign_in(portal_client, person)
    assert portal_client.post(f"/invitations/{shop_b.slug}/{_token()}/").status_code == 410
    assert EMAIL not in [*_members(shop_a), *_members(shop_b)]
    assert not ShopAccess.objects.exists()


@pytest.mark.parametrize("proven", [False, None])
def test_who_found_the_link_gets_nothing(proven, shop_a, portal_client):
    """Neither another account, nor one that only claims the address."""
    _invite(shop_a)
    thief = _portal_person(proven=False) if proven is False else _portal_person("thief@example.com")
    with pytest.raises(OtherAddress):
        accept_invitation(shop_a, _token(), thief)
    sign_in(portal_client, thief)
    page = portal_client.get(_path()).content.decode()
    assert "Accept the invitation" not in page
    assert EMAIL not in page
    assert portal_client.post(_path()).status_code == 410
    assert EMAIL not in _members(shop_a)
    assert not handoff.may_enter(thief, shop_a)


def test_a_visitor_cannot_accept(shop_a, portal_client):
    _invite(shop_a)
    assert portal_client.post(_path()).status_code == 200
    assert EMAIL not in _members(shop_a)


def test_it_is_over_after_a_week(shop_a):
    _invite(shop_a)
    with clock.travel(timedelta(days=7, seconds=1)), pytest.raises(InvitationOver):
        accept_invitation(shop_a, _token(), _portal_person())


def test_sent_again_the_old_link_is_void(shop_a):
    invitation = _invite(shop_a)
    old = _token()
    with tenant_context(shop_a):
        with pytest.raises(TooSoon):
            send_again(invitation)
        with clock.travel(timedelta(minutes=2)):
            send_again(invitation)
    person = _portal_person()
    with pytest.raises(InvitationOver):
        accept_invitation(shop_a, old, person)
    assert accept_invitation(shop_a, _token(), person).role == Role.CLERK


def test_taken_back_it_is_void_and_the_address_can_be_invited_anew(shop_a):
    invitation = _invite(shop_a)
    old = _token()
    with tenant_context(shop_a):
        revoke_invitation(invitation)
    person = _portal_person()
    with pytest.raises(InvitationOver):
        accept_invitation(shop_a, old, person)
    _invite(shop_a, Role.DESIGNER)
    assert accept_invitation(shop_a, _token(), person).role == Role.DESIGNER


def test_an_address_is_invited_once_at_a_time(shop_a):
    _invite(shop_a)
    with pytest.raises(AlreadyInvited):
        _invite(shop_a, email=EMAIL.upper())
    with clock.travel(timedelta(days=8)):
        _invite(shop_a)


def test_nobody_is_invited_as_an_owner(shop_a):
    with pytest.raises(NotInvitable):
        _invite(shop_a, Role.OWNER)
    answer = staff_client(shop_a).post(
        "/settings/staff/invitations/new/", {"email": EMAIL, "role": "owner"}
    )
    assert answer.status_code == 422
    with tenant_context(shop_a):
        assert not Invitation.objects.exists()


def test_who_works_here_is_not_invited_and_an_owner_is_not_made_less(shop_a):
    with pytest.raises(AlreadyStaff):
        _invite(shop_a, email=shop_a.owner.email)
    _invite(shop_a, email="other@example.com")
    EmailAddress.objects.create(user=shop_a.owner, email="other@example.com", verified=True)
    with pytest.raises(AlreadyStaff):
        accept_invitation(shop_a, _token(), shop_a.owner)
    with tenant_context(shop_a):
        owner = StaffMember.objects.get(user__public_uuid=shop_a.owner.uuid)
    assert owner.role == Role.OWNER


def test_only_its_hash_is_kept(shop_a):
    invitation = _invite(shop_a)
    assert _token() not in repr(vars(invitation))


def test_the_mail_says_who_invites_whom_as_what(shop_a: Tenant):
    client = staff_client(shop_a)
    client.post("/settings/staff/invitations/new/", {"email": EMAIL, "role": "support"})
    message = mail.outbox[-1]
    assert message.to == [EMAIL]
    assert (
        "The owner invites you to work in the back office of Alpha 衣坊 as support." in message.body
    )
    assert f"http://mall.localhost:8000/invitations/{shop_a.slug}/" in message.body


def test_a_shop_is_no_machine_for_mails_to_strangers(shop_a, monkeypatch):
    """Taking one back does not make room for the next."""
    monkeypatch.setattr("tenants.staff.services.invitations.MOST_A_DAY", 2)
    for number in range(2):
        invitation = _invite(shop_a, email=f"stranger{number}@example.com")
        with tenant_context(shop_a):
            revoke_invitation(invitation)
    with pytest.raises(TooManyInvitations):
        _invite(shop_a)
    assert len(mail.outbox) == 2
    with clock.travel(timedelta(days=1, minutes=1)):
        _invite(shop_a)
    assert len(mail.outbox) == 3


def test_an_address_is_written_to_five_times_a_day_and_no_more(shop_a):
    """Neither by sending again nor by a new invitation; the last link that was sent still holds."""
    invitation = _invite(shop_a)
    with tenant_context(shop_a):
        for minutes in (2, 4, 6, 8):
            with clock.travel(timedelta(minutes=minutes)):
                send_again(invitation)
        with clock.travel(timedelta(minutes=10)), pytest.raises(InvitedOften):
            send_again(invitation)
        assert len(mail.outbox) == 5
        assert open_invitation(shop_a, _token()) == invitation
        revoke_invitation(invitation)
        with pytest.raises(InvitedOften):
            _invite(shop_a, email=EMAIL.upper())
        assert Invitation.objects.count() == 1
        assert len(mail.outbox) == 5
        _invite(shop_a, email="other@example.com")
        with clock.travel(timedelta(days=1, minutes=9)):
            _invite(shop_a)
    assert len(mail.outbox) == 7


def test_sending_again_counts_for_the_shop_too(shop_a, monkeypatch):
    monkeypatch.setattr("tenants.staff.services.invitations.MOST_A_DAY", 3)
    first, second = _invite(shop_a), _invite(shop_a, email="other@example.com")
    with tenant_context(shop_a):
        with clock.travel(timedelta(minutes=2)):
            send_again(first)
        with clock.travel(timedelta(minutes=4)), pytest.raises(TooManyInvitations):
            send_again(second)
    assert len(mail.outbox) == 3


def test_the_screen_says_why_it_does_not_send_again(shop_a, monkeypatch):
    monkeypatch.setattr("tenants.staff.services.invitations.MOST_TO_ONE", 1)
    invitation, client = _invite(shop_a), staff_client(shop_a)
    with clock.travel(timedelta(minutes=2)):
        answer = client.post(f"/settings/staff/invitations/{invitation.pk}/mail/", follow=True)
    assert "This address has been written to several times today." in answer.content.decode()
    assert len(mail.outbox) == 1


def test_a_former_colleagues_address_taken_over_makes_nobody_of_another(shop_a):
    """Lin left, gave the address up, and somebody new has it; they get a row of their own."""
    lin = _works_here(shop_a, EMAIL)
    with tenant_context(shop_a):
        remove_staff(lin)
    _invite(shop_a, Role.DESIGNER)
    new = accept_invitation(shop_a, _token(), _portal_person())
    with tenant_context(shop_a):
        rows = StaffMember.objects.filter(email=EMAIL).order_by("pk")
        assert [row.pk for row in rows] == [lin.pk, new.pk]
        assert [row.ended_at is None for row in rows] == [False, True]
        assert lin.user.public_uuid == User.objects.get(pk=lin.user_id).public_uuid


def test_who_comes_back_with_a_former_colleagues_address_comes_back_as_themselves(shop_a):
    lin, mei = _works_here(shop_a, EMAIL), _works_here(shop_a, "mei@example.com")
    with tenant_context(shop_a):
        remove_staff(lin)
        remove_staff(mei)
    person = User.objects.get(uuid=mei.user.public_uuid)
    EmailAddress.objects.create(user=person, email=EMAIL, verified=True)
    _invite(shop_a)
    again = accept_invitation(shop_a, _token(), person)
    assert (again.pk, again.email) == (mei.pk, EMAIL)
    with tenant_context(shop_a):
        assert StaffMember.objects.get(pk=lin.pk).ended_at is not None


def test_nobody_is_let_in_as_a_colleague_whose_address_they_took_over(shop_a):
    lin = _works_here(shop_a, EMAIL, Role.MANAGER)
    thief = User.objects.create_user(username="thief", email=EMAIL)
    with pytest.raises(AddressTaken):
        let_in(shop_a, thief, kind=Kind.PLATFORM, role=Role.SUPPORT, days=3)
    with tenant_context(shop_a):
        row = StaffMember.objects.select_related("user").get(email=EMAIL)
        assert (row.pk, row.role, row.kind) == (lin.pk, Role.MANAGER, Kind.OWN)
        assert row.user.public_uuid == lin.user.public_uuid
    assert not ShopAccess.objects.filter(user=thief).exists()


def _works_here(shop: Tenant, email: str, role: str = Role.CLERK) -> StaffMember:
    """Somebody whose account on the platform has another e-mail by now."""
    person = User.objects.create_user(username=f"was {email}", email=f"now-{email}")
    with tenant_context(shop):
        return add_staff(email=email, role=role, public_uuid=person.uuid)


def test_guessing_is_slowed_down(shop_a, portal_client: Client, monkeypatch):
    monkeypatch.setattr("tenants.staff.portal.invitations.RATES", "3/h/ip")
    statuses = [portal_client.get("/invitations/alpha/guess/").status_code for _ in range(5)]
    assert statuses[0] == 410
    assert statuses[-1] == 429
