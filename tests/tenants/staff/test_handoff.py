from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django_tenants.utils import tenant_context

from tenants.accounts import signing
from tenants.accounts.models import User
from tenants.directory.hosts import HostKind
from tenants.directory.models import Tenant
from tenants.directory.urls import backoffice_url, portal_origin
from tenants.staff import handoff
from tenants.staff.models import Entry, Role, StaffMember
from tenants.staff.services import add_staff, end_access_of
from tests.support.people import PASSWORD, a_shopper, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(shop_a: Tenant) -> User:
    with tenant_context(shop_a):
        add_staff(
            email=shop_a.owner.email,
            name="Owner A",
            role=Role.OWNER,
            public_uuid=shop_a.owner.uuid,
        )
    return shop_a.owner


def present(client: Client, token: str, **headers: str):
    return client.post("/handoff/", {"token": token}, headers=headers)


def is_inside(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_opens_the_back_office(owner: User, shop_a: Tenant, backoffice_client: Client) -> None:
    answer = present(backoffice_client, handoff.issue(owner, shop_a), Origin="null")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert is_inside(backoffice_client)


def test_a_shop_that_is_not_made_yet_has_no_door(portal_client: Client, db) -> None:
    mia = User.objects.create_user(username="mia", email="mia@example.com", password=PASSWORD)
    wished = Tenant.objects.create(slug="wished", owner=mia, schema_name="t_wishedfor00000000")
    assert wished.state == "building"
    sign_in(portal_client, mia)
    assert portal_client.post("/shops/wished/handoff/").status_code == 404
    assert portal_client.get("/invitations/wished/token/").status_code == 410


def test_is_written_down(owner: User, shop_a: Tenant, backoffice_client: Client) -> None:
    present(backoffice_client, handoff.issue(owner, shop_a))
    with tenant_context(shop_a):
        entry = Entry.objects.get()
        assert entry.staff.email == owner.email
    assert (entry.door, entry.actor_uuid, entry.actor_name) == ("handoff", owner.uuid, str(owner))
    assert entry.address == "127.0.0.1"


def test_gives_a_new_session_key(owner: User, shop_a: Tenant, backoffice_client: Client) -> None:
    backoffice_client.cookies[settings.SESSION_COOKIE_NAME] = "chosenbysomebodyelse"
    present(backoffice_client, handoff.issue(owner, shop_a))
    key = backoffice_client.cookies[settings.SESSION_COOKIE_NAME].value
    assert key != "chosenbysomebodyelse"
    assert len(key) == 32


def test_works_once(
    owner: User, shop_a: Tenant, backoffice_client: Client, client_for: Callable[..., Client]
) -> None:
    token = handoff.issue(owner, shop_a)
    present(backoffice_client, token)
    thief = client_for(HostKind.BACKOFFICE, shop_a)
    assert present(thief, token).status_code == 403
    assert not is_inside(thief)


def test_is_refused_after_a_minute(
    owner: User, shop_a: Tenant, backoffice_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handoff, "LIFETIME", timedelta(seconds=-1))
    answer = present(backoffice_client, handoff.issue(owner, shop_a))
    assert answer.status_code == 403
    assert not is_inside(backoffice_client)


def test_lives_one_minute() -> None:
    assert timedelta(minutes=1) == handoff.LIFETIME


def test_of_one_shop_is_refused_in_another(
    owner: User, shop_a: Tenant, shop_b: Tenant, client_for: Callable[..., Client]
) -> None:
    with tenant_context(shop_b):
        add_staff(email=owner.email, role=Role.OWNER, public_uuid=owner.uuid)
    client = client_for(HostKind.BACKOFFICE, shop_b)
    assert present(client, handoff.issue(owner, shop_a)).status_code == 403
    assert not is_inside(client)


def test_of_another_audience_is_refused(
    owner: User, shop_a: Tenant, backoffice_client: Client
) -> None:
    claims = {"nonce": "n", "person": str(owner.uuid), "name": "x"}
    token = signing.dumps(
        claims, "tenants.staff.handoff", audience=HostKind.SHOP, schema=shop_a.schema_name
    )
    assert present(backoffice_client, token).status_code == 403


def test_has_no_door_on_the_shop(owner: User, shop_a: Tenant, shop_client: Client) -> None:
    assert present(shop_client, handoff.issue(owner, shop_a)).status_code == 404


def test_of_somebody_who_is_not_staff_is_refused(
    shop_a: Tenant, shop_b: Tenant, backoffice_client: Client
) -> None:
    assert present(backoffice_client, handoff.issue(shop_b.owner, shop_a)).status_code == 403
    assert not is_inside(backoffice_client)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "http://alpha.shop.localhost:8000"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_posted_by_another_site_is_refused(
    headers: dict[str, str], owner: User, shop_a: Tenant, backoffice_client: Client
) -> None:
    token = handoff.issue(owner, shop_a)
    assert present(backoffice_client, token, **headers).status_code == 403
    assert not is_inside(backoffice_client)
    assert present(backoffice_client, token, Origin=portal_origin()).status_code == 302


def test_losing_the_shop_ends_the_session(
    owner: User, shop_a: Tenant, backoffice_client: Client
) -> None:
    present(backoffice_client, handoff.issue(owner, shop_a))
    end_access_of(shop_a, owner.uuid)
    assert not is_inside(backoffice_client)
    assert present(backoffice_client, handoff.issue(owner, shop_a)).status_code == 403
    with tenant_context(shop_a):
        assert StaffMember.objects.get(email=owner.email).ended_at is not None


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "é" * 2000])
def test_nonsense_is_refused_politely(token: str, backoffice_client: Client) -> None:
    assert present(backoffice_client, token).status_code == 403


def test_the_portal_issues_one_to_the_owner_only(
    owner: User, shop_a: Tenant, shop_b: Tenant, portal_client: Client
) -> None:
    sign_in(portal_client, owner)
    assert portal_client.post(f"/shops/{shop_b.slug}/handoff/").status_code == 404
    answer = portal_client.post(f"/shops/{shop_a.slug}/handoff/")
    assert answer.status_code == 200
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert answer.context["target"] == backoffice_url(shop_a, "handoff")
    assert answer.context["token"] in answer.content.decode()


def test_the_page_that_asks_can_post_to_the_portal(
    owner: User, shop_a: Tenant, portal_client: Client
) -> None:
    """Without a referrer its form would come with the origin "null" and be refused."""
    sign_in(portal_client, owner)
    answer = portal_client.get(f"/shops/{shop_a.slug}/handoff/")
    assert answer.status_code == 200
    assert answer["Referrer-Policy"] == "same-origin"


def test_the_portal_asks_visitors_to_sign_in(shop_a: Tenant, portal_client: Client) -> None:
    answer = portal_client.post(f"/shops/{shop_a.slug}/handoff/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


def test_leaves_shoppers_alone(owner: User, shop_a: Tenant) -> None:
    """A shopper with the owner's e-mail is another row, without any rights."""
    with tenant_context(shop_a):
        shopper = a_shopper(email=owner.email)
        member = StaffMember.objects.select_related("user").get()
    assert member.user_id != shopper.pk
    assert (member.user.email, member.user.phone) == ("", None)
    assert not shopper.is_staff


def test_lets_in_an_owner_known_by_a_long_address(
    shop_a: Tenant, backoffice_client: Client
) -> None:
    address = f"{'o' * 60}@{'.'.join(['long' * 10] * 4)}.example"
    User.objects.filter(pk=shop_a.owner_id).update(name="", email=address)
    with tenant_context(shop_a):
        add_staff(email=address, role=Role.OWNER, public_uuid=shop_a.owner.uuid)
    shop_a.owner.refresh_from_db()
    assert present(backoffice_client, handoff.issue(shop_a.owner, shop_a)).status_code == 302
    assert is_inside(backoffice_client)
