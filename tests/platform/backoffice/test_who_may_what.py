"""Every address of the back office, asked by every role: allowed or refused as tests/.../who_may.py says."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from backoffice.ports import settings_cards
from tenants.staff.models import Role
from tenants.staff.roles import EVERYBODY, NOBODY, RIGHTS, permissions_for, roles_with
from tests.support.staff import staff_client

from .who_may import NOT_ASKED, OWN, WAGTAILS

pytestmark = pytest.mark.django_db

LETTERS = {
    Role.OWNER: "O",
    Role.MANAGER: "M",
    Role.CLERK: "C",
    Role.DESIGNER: "D",
    Role.SUPPORT: "S",
}
LEAD_HOME = ("/language/", "/saved-views/")  # when nothing was sent
VALUES = {
    "language": "en",
    "pk": "1",
    "number": "1",
    "act": "category",
    "key": "00000000-0000-4000-8000-000000000000",
    "app_label": "pages",
    "filter_spec": "max-80x80",
}


def _routes(patterns, prefix: str = "") -> Iterator[tuple[str, bool]]:
    for pattern in patterns:
        if not isinstance(pattern.pattern, RoutePattern):
            continue
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.lookup_str.startswith("wagtail.")


def _expected(route: str, wagtails: bool) -> tuple[str, str] | None:
    words = OWN.get(route)
    if words is None or (wagtails and route in ("", "login/", "jsi18n/", "account/")):
        fitting = [start for start in WAGTAILS if route.startswith(start)]
        words = WAGTAILS[max(fitting, key=len)] if fitting else words
    if words is None:
        return None
    see, _, send = words.partition(" ")
    return see, send or see


def _path(route: str) -> str:
    def value(place: re.Match[str]) -> str:
        kind, _, name = place[1].rpartition(":")
        return VALUES.get(name, "1" if kind in ("int", "") else "x")

    return "/" + re.sub(r"<([^>]+)>", value, route)


ROUTES = sorted(set(_routes(get_resolver(settings.URLCONF_BACKOFFICE).url_patterns)))


def test_every_address_says_who_may_open_it():
    unsaid = [
        route
        for route, wagtails in ROUTES
        if route not in NOT_ASKED and _expected(route, wagtails) is None
    ]
    assert unsaid == [], "add these to tests/platform/backoffice/who_may.py"


@pytest.mark.parametrize("role", [*Role, None])
def test_every_address_opens_for_those_only(role, shop_a, backoffice_client):
    letter = LETTERS.get(role, "")
    wrong = []
    for route, wagtails in ROUTES:
        if route in NOT_ASKED or route.startswith("login") or route == "handoff/":
            continue
        path = _path(route)
        for method, who in zip(("get", "post"), _expected(route, wagtails), strict=True):
            allowed = who == "=" or bool(role) and (who == "*" or letter in who)
            if wagtails and allowed:
                continue  # what Wagtail then says of a page that is not there is its own
            client = staff_client(shop_a, role) if role else backoffice_client
            client.raise_request_exception = False
            answer = getattr(client, method)(path)
            closed = who == "-" and answer.status_code == 404
            if answer.status_code == 405:
                continue
            if (_refused(answer, path) or closed) is allowed:
                wrong.append(f"{method} {path}: {answer.status_code}, expected {who}")
    assert "\n".join(wrong) == ""


@pytest.mark.parametrize("role", list(Role))
def test_what_wagtails_scripts_ask_for_is_the_roles_too(role, shop_a):
    """Their addresses are regular expressions, so they are named here: titles of drafts, pictures, documents."""
    client, allowed = staff_client(shop_a, role), LETTERS[role] in "OMD"
    for path in ("pages/", "pages/1/", "pages/find/?id=1", "images/", "documents/"):
        answer = client.get(f"/api/main/{path}")
        assert _refused(answer, f"/api/{path}") is not allowed, (path, answer.status_code)
    if not allowed:
        assert _refused(client.post("/api/main/pages/1/action/copy/"), "/api/")
        compared = client.get("/pages/1/revisions/compare/live...latest/")
        assert compared.status_code == 404 or _refused(compared, "/pages/")


def _refused(answer, path: str) -> bool:
    if answer.status_code in (301, 302):
        place = answer["Location"]
        return place.startswith("/login/") or (place == "/" and path not in LEAD_HOME)
    return answer.status_code == 403


@pytest.mark.parametrize("role", list(Role))
def test_menu_and_doors_lead_only_where_one_may_go(role, shop_a):
    """Every link of Home, Design and Settings that a role is shown opens."""
    client = staff_client(shop_a, role)
    seen = set()
    for page in ("/", "/design/", "/settings/"):
        answer = client.get(page)
        if answer.status_code == 200:
            text = answer.content.decode()
            seen |= set(re.findall(r'(?:href|"url"): ?"(/[a-z/-]*/)"', text))
            seen |= set(re.findall(r'href="(/[a-z/-]+/)"', text))
    seen -= {path for path in seen if path.startswith(("/static/", "/media/", "/logout/", "/api/"))}
    refused = [path for path in sorted(seen) if client.get(path).headers.get("Location") == "/"]
    assert refused == []
    assert seen


def test_every_right_of_a_door_is_in_the_table():
    named = {card.permission for card in settings_cards if card.permission}
    assert [name for name in sorted(named) if name not in permissions_for(Role.OWNER)] == []


def test_nobody_holds_rights_over_accounts():
    for right in ("accounts.change_user", "auth.change_group", "mfa.delete_authenticator"):
        assert roles_with(right) == NOBODY


def test_what_no_row_names_is_the_owners_alone():
    assert roles_with("somethingnew.change_thing") == {Role.OWNER}
    assert roles_with("wagtailadmin.access_admin") == EVERYBODY
    assert all(right.roles for right in RIGHTS if right.label)
