"""Phone and recovery codes lost: the owner resets the second factor of who works here alone."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.management import CommandError, call_command
from django_tenants.utils import tenant_context

from tenants.accounts.models import User
from tenants.audit.models import AuditEntry
from tenants.directory.hosts import HostKind
from tenants.directory.models import ShopAccess, Tenant
from tenants.staff.models import Kind, Role, StaffMember
from tenants.staff.services import add_staff
from tests.support.people import PASSWORD, sign_in
from tests.support.staff import BackOffice, prove, staff_client

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


def _colleague(shop: Tenant, kind: str = Kind.OWN) -> tuple[User, StaffMember]:
    person = User.objects.create_user(username="lin", email="lin@example.com", name="Lin")
    ShopAccess.objects.create(tenant=shop, user=person)
    TOTP.activate(person, SECRET)
    RecoveryCodes.activate(person)
    with tenant_context(shop):
        member = add_staff(
            email=person.email, name="Lin", role=Role.CLERK, public_uuid=person.uuid, kind=kind
        )
    return person, member


@pytest.fixture
def owner(shop_a) -> BackOffice:
    client = staff_client(shop_a)
    prove(client, shop_a)
    return client


def test_they_begin_anew_and_hear_of_it(owner, shop_a, client_for):
    person, member = _colleague(shop_a)
    phone, till = client_for(HostKind.PORTAL), BackOffice(shop_a)
    sign_in(phone, person)
    with tenant_context(shop_a):
        sign_in(till, member.user)
    page = owner.get(f"/settings/staff/{member.pk}/").content.decode()
    assert f"/settings/staff/{member.pk}/second-factor/" in page
    answer = owner.post(f"/settings/staff/{member.pk}/second-factor/")
    assert answer["Location"] == f"/settings/staff/{member.pk}/"
    assert not Authenticator.objects.exists()
    assert phone.get("/shops/").status_code == 302
    assert till.get("/orders/").status_code == 302
    assert [message.to for message in mail.outbox] == [[person.email]]
    assert f"{shop_a.name} has reset your second factor" in mail.outbox[0].body
    with tenant_context(shop_a):
        entry = AuditEntry.objects.get(model="staff.staffmember", object_id=str(member.pk))
        assert (entry.actor_name, entry.changes[0]["fields"]) == ("The owner", {"second_factor": [True, False]})  # fmt: skip
    assert "second-factor/" not in owner.get(f"/settings/staff/{member.pk}/").content.decode()


def test_who_stands_before_the_second_factor_just_then_can_sign_in_anew(
    owner, shop_a, portal_client
):
    person, member = _colleague(shop_a)
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    form = {"login": person.email, "password": PASSWORD}
    portal_client.post("/account/login/", form)
    assert portal_client.get("/account/login/")["Location"] == "/account/2fa/authenticate/"
    owner.post(f"/settings/staff/{member.pk}/second-factor/")
    assert portal_client.get("/account/2fa/authenticate/")["Location"] == "/account/login/"
    assert portal_client.get("/account/login/").status_code == 200
    assert portal_client.post("/account/login/", form)["Location"] == "/shops/"


@pytest.mark.parametrize("where", ["works in another", "owns another", "works for the platform"])
def test_who_has_more_than_this_shop_is_the_platforms_to_help(where, owner, shop_a, shop_b):
    person, member = _colleague(shop_a)
    if where == "works in another":
        ShopAccess.objects.create(tenant=shop_b, user=person)
    elif where == "owns another":
        Tenant.objects.filter(pk=shop_b.pk).update(owner=person)
    else:
        User.objects.filter(pk=person.pk).update(is_superuser=True)
    answer = owner.post(f"/settings/staff/{member.pk}/second-factor/")
    assert answer.status_code == 422
    assert "only the platform can help" in answer.content.decode()
    assert Authenticator.objects.filter(user=person).count() == 2
    assert mail.outbox == []


def test_it_asks_whether_it_is_the_owner(shop_a):
    _person, member = _colleague(shop_a)
    client = staff_client(shop_a)
    answer = client.post(f"/settings/staff/{member.pk}/second-factor/")
    assert answer["Location"].startswith("/proof/")
    assert Authenticator.objects.count() == 2


def test_the_list_says_who_has_one(owner, shop_a):
    _colleague(shop_a)
    page = owner.get("/settings/staff/").content.decode()
    assert page.count('data-label="Second factor">on<') == 1
    assert page.count('data-label="Second factor">off<') == 2


def test_the_platform_helps_an_owner_from_the_command_line(shop_a, capsys):
    person, _member = _colleague(shop_a)
    call_command("reset_second_factor", "LIN@example.com")
    assert "lin@example.com" in capsys.readouterr().out
    assert not Authenticator.objects.exists()
    assert mail.outbox[0].to == [person.email]
    with pytest.raises(CommandError):
        call_command("reset_second_factor", "nobody@example.com")
