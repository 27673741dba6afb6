"""Before what cannot be taken back the back office asks whether it is them: on the platform, or by the shop's password."""

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django_tenants.utils import tenant_context

from kernel import clock
from tenants.accounts.models import User
from tenants.directory.models import ShopAccess, Tenant
from tenants.staff import handoff
from tenants.staff.models import Role, StaffMember, StaffRules
from tenants.staff.services import add_staff, require_two_factor
from tests.support.people import PASSWORD, last_code, sign_in
from tests.support.staff import BackOffice, staff_client

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def lin(shop_a: Tenant) -> StaffMember:
    person = User.objects.create_user(username="lin", email="lin@example.com", name="Lin")
    ShopAccess.objects.create(tenant=shop_a, user=person)
    with tenant_context(shop_a):
        return add_staff(email=person.email, role=Role.MANAGER, public_uuid=person.uuid)


@pytest.fixture
def owner(shop_a: Tenant) -> User:
    shop_a.owner.set_password(PASSWORD)
    shop_a.owner.save()
    return shop_a.owner


@pytest.fixture
def office(owner: User, shop_a: Tenant) -> BackOffice:
    client = BackOffice(shop_a)
    client.post("/handoff/", {"token": handoff.issue(owner, shop_a)})
    client.cookies["lang"] = "en"
    return client


def _page(member: StaffMember) -> str:
    return f"/settings/staff/{member.pk}/ownership/"


def _there(office: BackOffice, page: str) -> str:
    """Where the page that asks leads on the platform."""
    asked = office.get(page)
    assert asked["Location"] == f"/proof/?next={page.replace('/', '%2F')}"
    text = office.get(asked["Location"]).content.decode()
    return re.search(r'href="http://mall\.localhost:8000(/shops/alpha/proof/\?next=[^"]+)"', text)[
        1
    ]


def _come_back(portal, office: BackOffice, there: str) -> str:
    token = portal.get(there).context["token"]
    return office.post("/handoff/", {"token": token})["Location"]


def test_ownership_asks_for_the_password_on_the_platform(office, owner, lin, shop_a, portal_client):
    page, form = _page(lin), {"confirmation": lin.email}
    assert office.post(page, form)["Location"].startswith("/proof/")
    shop_a.refresh_from_db()
    assert shop_a.owner_id == owner.pk
    sign_in(portal_client, owner)
    there = _there(office, page)
    asked = portal_client.get(there)
    assert asked["Location"].startswith("/account/reauthenticate/?next=%2Fshops%2Falpha%2Fproof%2F")
    assert portal_client.post(asked["Location"], {"password": "guess"}).status_code == 200
    assert portal_client.get(there).status_code == 302
    portal_client.post(asked["Location"], {"password": PASSWORD})
    assert _come_back(portal_client, office, there) == page
    assert office.get(page).status_code == 200
    assert office.post(page, form)["Location"] == "/"
    shop_a.refresh_from_db()
    assert shop_a.owner_id != owner.pk


def test_the_app_proves_it_too(office, owner, lin, portal_client):
    TOTP.activate(owner, SECRET)
    sign_in(portal_client, owner)
    there = _there(office, _page(lin))
    portal_client.get(there)
    code = format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))
    portal_client.post("/account/2fa/reauthenticate/", {"code": code})
    assert _come_back(portal_client, office, there) == _page(lin)


def test_who_has_codes_only_comes_in_by_a_new_one(shop_a, lin, portal_client):
    person = shop_a.owner
    person.set_unusable_password()
    person.save()
    sign_in(portal_client, person)
    there = f"/shops/{shop_a.slug}/proof/?next=/settings/data/"
    asked = portal_client.get(there)
    assert "token" not in (asked.context or {})
    assert "Come in with a new code" in asked.content.decode()
    portal_client.post("/account/logout/")
    portal_client.post("/account/login/code/?next=" + there, {"login": person.email})
    portal_client.post("/account/login/code/confirm/", {"code": last_code(person.email)})
    assert "token" in portal_client.get(there).context


def test_it_holds_for_ten_minutes(shop_a, owner, lin):
    client = BackOffice(shop_a)
    client.post("/handoff/", {"token": handoff.issue(owner, shop_a, proved=True)})
    with clock.travel(timedelta(minutes=9)):
        assert client.get(_page(lin)).status_code == 200
    with clock.travel(timedelta(minutes=11)):
        assert client.get(_page(lin))["Location"].startswith("/proof/")


def test_coming_in_by_the_ordinary_way_proves_nothing(office, lin):
    assert office.get(_page(lin))["Location"].startswith("/proof/")


def test_a_password_of_the_shop_is_typed_here_and_guessing_is_stopped(shop_a, lin, settings):
    settings.MALL_STAFF_SIGN_IN_RATES = "3/5m/key"
    with tenant_context(shop_a):
        add_staff(email="local@example.com", role=Role.OWNER, password=PASSWORD)
    client = BackOffice(shop_a)
    client.post("/login/", {"email": "local@example.com", "password": PASSWORD})
    asked = client.get("/settings/data/") and client.post("/settings/data/")["Location"]
    assert client.post(asked, {"password": "guess"}).status_code == 422
    assert client.post(asked, {"password": PASSWORD})["Location"] == "/settings/data/"
    for _guess in range(3):
        client.post(asked, {"password": "guess"})
    with clock.travel(timedelta(minutes=11)):
        assert client.post(asked, {"password": PASSWORD}).status_code == 422
        assert client.get(_page(lin))["Location"].startswith("/proof/")


def test_whose_password_lives_on_the_platform_types_none_here(office, shop_a):
    """A row may still have one from before the account was joined."""
    with tenant_context(shop_a):
        user = StaffMember.objects.get(user__public_uuid=shop_a.owner.uuid).user
        user.set_password(PASSWORD)
        user.save()
        sign_in(office, user)
    assert office.post("/proof/", {"password": PASSWORD}).status_code == 422


def test_asking_everybody_for_less_asks_and_for_more_does_not(shop_a):
    client = staff_client(shop_a)
    assert (
        client.post("/settings/staff/rules/", {"require_two_factor": "on"}).url
        == "/settings/staff/"
    )
    assert client.post("/settings/staff/rules/", {}).url == "/proof/?next=%2Fsettings%2Fstaff%2F"
    with tenant_context(shop_a):
        assert StaffRules.objects.get().require_two_factor


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "no-path", ""])
def test_the_way_back_leads_nowhere_else(target, shop_a, owner):
    client = BackOffice(shop_a)
    token = handoff.issue(owner, shop_a, proved=True, target=target)
    assert client.post("/handoff/", {"token": token})["Location"] == "/"


def test_who_is_sent_to_set_up_a_second_factor_goes_on_where_they_were(lin, shop_a, portal_client):
    person = User.objects.get(uuid=lin.user.public_uuid)
    with tenant_context(shop_a):
        require_two_factor(True, by=StaffMember.objects.get(user__public_uuid=shop_a.owner.uuid))
    client = BackOffice(shop_a)
    login = client.get("/orders/?state=paid")["Location"]
    door = re.search(
        r'href="http://mall\.localhost:8000([^"]+)"', client.get(login).content.decode()
    )[1]
    assert door == "/shops/alpha/handoff/?next=%2Forders%2F%3Fstate%3Dpaid"
    sign_in(portal_client, person)
    asked = portal_client.get(door)
    assert 'name="next" value="/orders/?state=paid"' in asked.content.decode()
    answer = portal_client.post("/shops/alpha/handoff/", {"next": "/orders/?state=paid"})
    assert answer["Location"] == "/account/2fa/"
    told = portal_client.get("/account/2fa/").content.decode()
    assert "Alpha 衣坊 asks everybody who works there for a second factor." in told
    assert "Go on to the back office" not in told
    TOTP.activate(person, SECRET)
    ready = portal_client.get("/account/2fa/").content.decode()
    assert "Go on to the back office of Alpha 衣坊" in ready
    assert 'name="next" value="/orders/?state=paid"' in ready
    sent = portal_client.post("/shops/alpha/handoff/", {"next": "/orders/?state=paid"})
    answer = client.post("/handoff/", {"token": sent.context["token"]})
    assert answer["Location"] == "/orders/?state=paid"
    assert "Go on to the back office" not in portal_client.get("/account/2fa/").content.decode()
