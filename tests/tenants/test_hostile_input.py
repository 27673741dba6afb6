"""Whatever a stranger or a member types into addresses and forms, no page answers with a server error."""

from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client
from django_tenants.utils import tenant_context

from storefront.customers.services import customer_of_user, save_address
from tenants.accounts.models import User
from tenants.directory.hosts import HostKind
from tests.storefront.purchase import ADDRESS, paid, placed, variant
from tests.support.addresses import every_address
from tests.support.people import a_shopper, sign_in

HUGE = "9" * 30
NOBODY = "00000000-0000-0000-0000-000000000000"
NASTY = (
    b"\x00",
    b"a\x00b",
    b"-1",
    HUGE.encode(),
    b"9" * 5_000,
    b"1e400",
    b"NaN",
    "²".encode(),
    "٣".encode(),
    "\ud800".encode("utf-8", "surrogatepass"),
    b"\xff\xfe",
    b"%s%n{0}{{7*7}}",
    b"<script>'\"</script>",
    b"../../etc/passwd",
    b"\r\nX-Injected: 1",
    b"x" * 12_000,
    b"",
)
PARAMETERS = (
    *("page", "q", "sort", "min", "max", "variant", "quantity", "o.Colour", "o.", "next", "key"),
    *("token", "format", "kind", "address", "slug", "language", "step", "state", "way"),
)
FIELDS = (
    *("login", "password", "password1", "password2", "oldpassword", "email", "phone", "name"),
    *("code", "next", "remember", "variant", "quantity", "step", "cart", "key", "expected"),
    *("address", "country", "region", "city", "district", "line1", "line2", "postcode", "note"),
    *("way", "use_points", "use_", "save_address", "language", "slug", "trade", "currency"),
    *("look", "goods", "token", "is_default", "action", "action_add", "action_send"),
)
FORM = "application/x-www-form-urlencoded"


class Visitor:
    """Somebody on one host who keeps the cookies they came with, and notes what went wrong."""

    def __init__(self, client: Client, urlconf: str, prefix: str = "") -> None:
        self.client, self.urlconf, self.prefix = client, urlconf, prefix
        self.cookies = dict(client.cookies)
        self.wrong: set[str] = set()
        client.raise_request_exception = False

    def types_everywhere(self, known: dict[str, list[str]]) -> None:
        for place in every_address(self.urlconf, known):
            for value in NASTY:
                self._get(f"{place.path}?{_query(PARAMETERS, value)}")
                self._post(place.path, _query(FIELDS, value))

    def asks_for_nonsense(self) -> None:
        texts = [quote(value, safe="") for value in NASTY if 0 < len(value) < 6_000]
        names = ("slug", "number", "public_id", "path", "provider", "str")
        nonsense = {"int": [HUGE, "9" * 5_000], "uuid": [NOBODY]} | dict.fromkeys(names, texts)
        for place in every_address(self.urlconf, nonsense):
            self._get(place.path)
            self._post(place.path, "")

    def _get(self, path: str) -> None:
        self._note("get", path, self.client.get(self.prefix + path))

    def _post(self, path: str, body: str) -> None:
        self._note("post", path, self.client.post(path, body, content_type=FORM))

    def _note(self, method: str, path: str, answer) -> None:
        self.client.cookies.clear()
        self.client.cookies.update(self.cookies)
        if answer.status_code >= 500:
            failure = answer.exc_info[1] if answer.exc_info else ""
            self.wrong.add(f"{method} {path.partition('?')[0][:80]}: {failure!r:.200}")


def _query(names: tuple[str, ...], value: bytes) -> str:
    return "&".join(f"{name}={quote(value)}" for name in names)


@pytest.fixture
def known(shop_a) -> dict[str, list[str]]:
    """What there is to be found in the shop."""
    with tenant_context(shop_a):
        shopper = a_shopper()
        save_address(customer_of_user(shopper), **ADDRESS)
        item = variant(50_00)
        orders = [paid((item, 1), user=shopper), placed((item, 1), user=shopper)]
        return {
            "slug": [item.product.slug],
            "number": [order.number for order in orders],
            "int": [str(item.pk), HUGE],
            "provider": ["demo"],
            "uuid": [NOBODY],
        }


@pytest.fixture
def visitors(known, client_for, shop_a) -> list[Visitor]:
    """A guest and a member of the shop, both with a cart; a stranger and a merchant on the portal."""
    guest, member = client_for(HostKind.SHOP, shop_a), client_for(HostKind.SHOP, shop_a)
    stranger, merchant = client_for(HostKind.PORTAL), client_for(HostKind.PORTAL)
    with tenant_context(shop_a):
        sign_in(member, User.objects.get(email="mei@example.com"))
    sign_in(merchant, shop_a.owner)
    for client in (guest, member):
        client.post("/cart/lines/", {"variant": known["int"][0], "quantity": 1})
    return [
        *(Visitor(client, settings.URLCONF_SHOP, "/en") for client in (guest, member)),
        *(Visitor(client, settings.URLCONF_PORTAL) for client in (stranger, merchant)),
    ]


def test_nothing_typed_anywhere_is_a_server_error(visitors, known) -> None:
    for visitor in visitors:
        visitor.types_everywhere(known)
        visitor.asks_for_nonsense()
    assert sorted({line for visitor in visitors for line in visitor.wrong}) == []
