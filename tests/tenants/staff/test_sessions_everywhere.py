import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django_tenants.utils import tenant_context

from tenants.accounts.models import SessionTrace, User
from tenants.accounts.signed_in import device_of
from tenants.directory.hosts import HostKind
from tenants.directory.models import Tenant
from tenants.staff import handoff
from tenants.staff.models import Role, StaffMember
from tests.support.people import last_code, sign_in
from tests.support.staff import BackOffice, staff_client

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 20_0 like Mac OS X) Version/20.0 Mobile/15E148 Safari/604.1"
)


def _inside(client, path="/orders/") -> bool:
    return client.get(path).status_code == 200


@pytest.fixture
def portal(portal_client, shop_a):
    sign_in(portal_client, shop_a.owner)
    portal_client.defaults["HTTP_USER_AGENT"] = FIREFOX
    portal_client.cookies["lang"] = "en"
    assert _inside(portal_client, "/shops/")
    return portal_client


@pytest.fixture
def phone(client_for, shop_a):
    client = client_for(HostKind.PORTAL)
    sign_in(client, shop_a.owner)
    client.defaults["HTTP_USER_AGENT"] = PHONE
    assert _inside(client, "/shops/")
    return client


@pytest.fixture
def back_office(shop_a):
    client = BackOffice(shop_a)
    client.post("/handoff/", {"token": handoff.issue(shop_a.owner, shop_a)})
    assert _inside(client)
    return client


def _places(client) -> list[tuple[str, str, bool]]:
    places = client.get("/account/sessions/").context["places"]
    return sorted((str(p.shop or ""), p.device, p.is_this) for p in places)


def test_lists_every_browser_on_every_host(portal, phone, back_office, shop_a):
    assert _places(portal) == sorted(
        [("", "Firefox, Windows", True), ("", "Safari, iPhone", False), (str(shop_a), "", False)]
    )
    page = portal.get("/account/sessions/").content.decode()
    assert "127.0.0.1" in page
    assert "this browser" in page


def _end(client, shop: str, pk: int):
    return client.post("/account/sessions/end/", {"shop": shop, "session": pk})


def test_ends_one(portal, phone, back_office, shop_a):
    trace = next(p.trace for p in portal.get("/account/sessions/").context["places"] if p.device == "Safari, iPhone")  # fmt: skip
    _end(portal, "", trace.pk)
    assert not _inside(phone, "/shops/")
    assert _inside(portal, "/shops/")
    assert _inside(back_office)


def test_ends_one_in_a_back_office(portal, back_office, shop_a):
    with tenant_context(shop_a):
        trace = SessionTrace.objects.get()
    _end(portal, shop_a.slug, trace.pk)
    assert not _inside(back_office)


def test_ends_all_but_this_one(portal, phone, back_office):
    portal.post("/account/sessions/others/")
    assert _inside(portal, "/shops/")
    assert not _inside(phone, "/shops/")
    assert not _inside(back_office)


@pytest.mark.parametrize("how", ["change", "reset"])
def test_a_new_password_ends_them_in_every_back_office(how, shop_a, client_for, back_office):
    """Who chooses one because somebody knows the old one must be alone afterwards."""
    client, email = client_for(HostKind.PORTAL), shop_a.owner.email
    EmailAddress.objects.create(user=shop_a.owner, email=email, verified=True, primary=True)
    form = {"password1": "green-kettle-8", "password2": "green-kettle-8"}
    if how == "change":
        sign_in(client, shop_a.owner)
        client.post("/account/password/change/", {"oldpassword": "owner-pass-1", **form})
    else:
        client.post("/account/password/reset/", {"email": email})
        client.post("/account/password/reset/confirm/", {"code": last_code(email)})
        client.post("/account/password/reset/complete/", form)
    assert User.objects.get(pk=shop_a.owner.pk).check_password("green-kettle-8")
    assert not _inside(back_office)


def test_nobody_ends_anothers(portal, shop_a, shop_b, client_for):
    stranger = client_for(HostKind.PORTAL)
    sign_in(stranger, shop_b.owner)
    assert _inside(stranger, "/shops/")
    trace = SessionTrace.objects.get(user=shop_b.owner)
    staff_b = staff_client(shop_b)
    assert _inside(staff_b)
    with tenant_context(shop_b):
        trace_b = SessionTrace.objects.get()
    _end(portal, "", trace.pk)
    _end(portal, shop_b.slug, trace_b.pk)
    _end(portal, "x" * 60, 1)
    portal.post("/account/sessions/end/", {"session": "9" * 40})
    assert _inside(stranger, "/shops/")
    assert _inside(staff_b)


def test_the_owner_sees_and_ends_sessions_of_staff(owner_client, shop_a: Tenant):
    clerk = staff_client(shop_a, "clerk")
    assert _inside(clerk)
    with tenant_context(shop_a):
        member = StaffMember.objects.get(role=Role.CLERK)
        trace = SessionTrace.objects.get(user=member.user)
    assert "127.0.0.1" in owner_client.get(f"/settings/staff/{member.pk}/").content.decode()
    owner_client.post(f"/settings/staff/{member.pk}/sessions/{trace.pk}/end/")
    assert not _inside(clerk)


def test_a_session_of_somebody_else_is_not_ended_by_a_wrong_number(owner_client, shop_a):
    clerk = staff_client(shop_a, "clerk")
    assert _inside(clerk)
    with tenant_context(shop_a):
        clerks = SessionTrace.objects.get(user__staff_member__role=Role.CLERK)
        owner = StaffMember.objects.get(email="owner@example.com")
    answer = owner_client.post(f"/settings/staff/{owner.pk}/sessions/{clerks.pk}/end/")
    assert answer.status_code == 404
    assert _inside(clerk)


def test_is_noted_every_five_minutes_and_no_oftener(portal, django_assert_num_queries):
    before = SessionTrace.objects.get().seen_at
    portal.get("/shops/")
    assert SessionTrace.objects.get().seen_at == before


def test_shoppers_leave_no_traces(shop_client, shop_a):
    from tests.support.people import a_shopper

    with tenant_context(shop_a):
        sign_in(shop_client, a_shopper())
    shop_client.get("/en/account/")
    with tenant_context(shop_a):
        assert not SessionTrace.objects.exists()


def test_a_trace_without_a_session_is_not_shown(portal):
    user = User.objects.get(email="owner-a@example.com")
    SessionTrace.objects.create(session_key="gone", user=user)
    assert len(_places(portal)) == Session.objects.count()


@pytest.mark.parametrize(
    ("agent", "device"),
    [(FIREFOX, "Firefox, Windows"), (PHONE, "Safari, iPhone"), ("", ""), ("curl/8", "")],
)
def test_says_what_browser_it_is(agent, device):
    assert device_of(agent) == device
