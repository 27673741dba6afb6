"""The owner may ask everybody for a second factor; the hand-off keeps it."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django_tenants.utils import tenant_context

from tenants.accounts.models import User
from tenants.directory.models import ShopAccess, Tenant
from tenants.staff import handoff
from tenants.staff.models import Role, StaffMember, StaffRules
from tenants.staff.services import add_staff, require_two_factor
from tests.support.people import PASSWORD, sign_in
from tests.support.staff import BackOffice

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


def _code(secret: str = SECRET) -> str:
    counter = int(time.time()) // 30
    return format_hotp_value(hotp_value(secret, counter))


@pytest.fixture
def lin(shop_a: Tenant) -> User:
    person = User.objects.create_user(username="lin", email="lin@example.com", password=PASSWORD)
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    ShopAccess.objects.create(tenant=shop_a, user=person)
    with tenant_context(shop_a):
        add_staff(email=person.email, role=Role.CLERK, public_uuid=person.uuid)
    return person


@pytest.fixture
def required(shop_a: Tenant) -> None:
    with tenant_context(shop_a):
        owner = StaffMember.objects.get(role=Role.OWNER)
        require_two_factor(True, by=owner)


def _password_sign_in(client, code: str | None = None):
    answer = client.post("/account/login/", {"login": "lin@example.com", "password": PASSWORD})
    return client.post("/account/2fa/authenticate/", {"code": code}) if code else answer


def _is_in(client) -> bool:
    return client.get("/shops/").status_code == 200


def test_a_password_alone_is_not_enough(lin, portal_client):
    TOTP.activate(lin, SECRET)
    assert _password_sign_in(portal_client)["Location"] == "/account/2fa/authenticate/"
    assert not _is_in(portal_client)
    assert _password_sign_in(portal_client, "000000").status_code == 200
    assert not _is_in(portal_client)
    _password_sign_in(portal_client, _code())
    assert _is_in(portal_client)


def test_a_code_is_used_once(lin, portal_client, client_for):
    from tenants.directory.hosts import HostKind

    TOTP.activate(lin, SECRET)
    code = _code()
    _password_sign_in(portal_client, code)
    assert _is_in(portal_client)
    thief = client_for(HostKind.PORTAL)
    _password_sign_in(thief, code)
    assert not _is_in(thief)


def test_guessing_is_stopped(lin, portal_client, settings):
    settings.ACCOUNT_RATE_LIMITS = {}
    TOTP.activate(lin, SECRET)
    _password_sign_in(portal_client)
    for guess in range(12):
        portal_client.post("/account/2fa/authenticate/", {"code": f"{guess:06}"})
    cache_is_there = cache.set("there", 1, 5) is None and cache.get("there") == 1
    assert cache_is_there
    portal_client.post("/account/2fa/authenticate/", {"code": _code()})
    assert not _is_in(portal_client)


def test_the_secret_is_sealed_with_the_schema(lin, shop_a):
    TOTP.activate(lin, SECRET)
    stored = Authenticator.objects.get().data["secret"]
    assert SECRET not in stored
    from cryptography.fernet import InvalidToken

    from tenants.accounts.mfa import MFAAdapter

    assert MFAAdapter().decrypt(stored) == SECRET
    with tenant_context(shop_a), pytest.raises(InvalidToken):
        MFAAdapter().decrypt(stored)


def test_setting_up_shows_the_key_as_a_picture_and_gives_recovery_codes(lin, portal_client):
    _password_sign_in(portal_client)
    first = portal_client.get("/account/2fa/totp/activate/")
    assert "reauthenticate" in first["Location"]
    portal_client.post(first["Location"], {"password": PASSWORD})
    page = portal_client.get("/account/2fa/totp/activate/")
    assert page.status_code == 200
    assert "<svg" in page.content.decode()
    secret = page.context["form"].secret
    answer = portal_client.post("/account/2fa/totp/activate/", {"code": _code(secret)})
    assert answer["Location"] == "/account/2fa/recovery-codes/"
    codes = portal_client.get("/account/2fa/recovery-codes/download/").content.decode().split()
    assert len(codes) == 10
    portal_client.post("/account/logout/")
    _password_sign_in(portal_client, codes[0])
    assert _is_in(portal_client)
    portal_client.post("/account/logout/")
    _password_sign_in(portal_client, codes[0])
    assert not _is_in(portal_client)


def test_turning_it_off_asks_again_who_it_is(lin, portal_client):
    TOTP.activate(lin, SECRET)
    sign_in(portal_client, lin)
    answer = portal_client.post("/account/2fa/totp/deactivate/")
    assert answer["Location"].startswith("/account/")
    assert "reauthenticate" in answer["Location"]
    assert Authenticator.objects.filter(type="totp").exists()


def test_who_has_none_is_led_to_set_one_up(lin, required, shop_a, portal_client):
    sign_in(portal_client, lin)
    answer = portal_client.post(f"/shops/{shop_a.slug}/handoff/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/2fa/")
    TOTP.activate(lin, SECRET)
    assert "token" in portal_client.post(f"/shops/{shop_a.slug}/handoff/").context


def test_the_back_office_itself_refuses_who_has_none(lin, required, shop_a):
    client = BackOffice(shop_a)
    assert client.post("/handoff/", {"token": handoff.issue(lin, shop_a)}).status_code == 403
    token = handoff.issue(lin, shop_a, two_factor=True)
    assert client.post("/handoff/", {"token": token}).status_code == 302


def test_asking_for_it_signs_the_others_out(lin, shop_a):
    with tenant_context(shop_a):
        members = StaffMember.objects.select_related("user")
        member = members.get(email=lin.email)
        owner = members.get(role=Role.OWNER)
    client, owners = BackOffice(shop_a), BackOffice(shop_a)
    sign_in(client, member.user)
    sign_in(owners, owner.user)
    owners.post("/settings/staff/rules/", {"require_two_factor": "on"})
    with tenant_context(shop_a):
        assert StaffRules.objects.get().require_two_factor
    assert client.get("/orders/").status_code == 302
    assert owners.get("/orders/").status_code == 200


def test_there_is_one_row_of_rules(required, shop_a):
    """Also while code of before, which knows no such column, still runs."""
    with tenant_context(shop_a):
        for sql in (
            "INSERT INTO staff_staffrules (require_two_factor) VALUES (false)",
            "INSERT INTO staff_staffrules (require_two_factor, is_the_row) VALUES (false, false)",
        ):
            with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql)
        require_two_factor(False, by=StaffMember.objects.get(role=Role.OWNER))
        assert [rules.require_two_factor for rules in StaffRules.objects.all()] == [False]


def test_the_door_by_password_is_closed_then(required, shop_a):
    with tenant_context(shop_a):
        add_staff(email="local@example.com", role=Role.CLERK, password=PASSWORD)
    client = BackOffice(shop_a)
    answer = client.post("/login/", {"email": "local@example.com", "password": PASSWORD})
    assert answer.status_code == 200
    assert client.get("/orders/").status_code == 302


def test_who_has_an_account_on_the_platform_has_no_other_door(lin, shop_a):
    with tenant_context(shop_a):
        add_staff(email=lin.email, role=Role.CLERK, public_uuid=lin.uuid, password=PASSWORD)
    client = BackOffice(shop_a)
    client.post("/login/", {"email": lin.email, "password": PASSWORD})
    assert client.get("/orders/").status_code == 302


def test_a_shop_knows_no_second_factors(shop_client):
    for page in ("", "totp/activate/", "webauthn/add/", "webauthn/login/", "authenticate/"):
        assert shop_client.get(f"/zh/account/2fa/{page}").status_code == 404
