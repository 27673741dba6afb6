"""Whatever a member of staff types into addresses and forms, no screen of ours answers with a server error."""

from urllib.parse import quote

import pytest
from django.conf import settings
from django_tenants.utils import tenant_context

from storefront.customers.services import customer_of_user, save_address
from storefront.drafts import services as drafts
from storefront.shipping.services import own_methods, ship_order
from tests.storefront.purchase import ADDRESS, paid, placed, variant
from tests.support.addresses import every_address
from tests.support.people import a_shopper
from tests.support.staff import staff_client

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
NOBODY = "00000000-0000-0000-0000-000000000000"
NASTY = (
    b"\x00",
    b"9" * 18,
    b"9" * 5_000,
    "²".encode(),
    b"<script>'\"</script>",
    b"[" * 5_000,
    b"",
)
PARAMETERS = (
    *("q", "who", "page", "sort", "state", "since", "until", "least", "most", "only", "payment"),
    *("number", "all", "query", "customer", "country", "name", "kind", "format", "way", "days"),
)
FIELDS = (
    *("name", "screen", "query", "path", "variant", "quantity", "customer", "entry", "expected"),
    *("use_points", "delivery", "note", "pay_days", "way", "why", "text", "act", "chosen", "all"),
    *("number", "tracking", "pasted", "carrier", "code", "key", "amount", "shown_minor", "reason"),
    *("price", "price_seen", "stock", "stock_seen", "title", "values1", "option1", "version"),
    *("next", "language", "email", "role", "confirmation", "points", "form-TOTAL_FORMS"),
    *("variants-TOTAL_FORMS", "pictures-TOTAL_FORMS", "variants-0-id", "pictures-0-id"),
)


@pytest.fixture
def known(shop_a) -> dict[str, list[str]]:
    """One of everything that screens are about."""
    with tenant_context(shop_a):
        shopper = a_shopper()
        save_address(customer_of_user(shopper), **ADDRESS)
        item = variant(50_00)
        orders = [paid((item, 1), user=shopper), placed((item, 1), user=shopper)]
        parcel = ship_order(orders[0].pk, carrier="SF", tracking_number="SF1000000001", by="x")
        draft = drafts.start_draft(by="x", customer=customer_of_user(shopper))
        drafts.add_goods(draft.pk, {item.pk: 1}, by="x")
        [method] = own_methods()
        return {
            "number": [order.number for order in orders],
            "reference": [draft.reference],
            "pk": [str(item.product_id)],
            "int": [str(parcel.pk)],
            "variant_id": [str(item.pk)],
            "method_id": [str(method.pk)],
            "zone_id": [str(method.zones.get().pk)],
            "act": ["category", "price", "delete"],
            "language": ["en"],
            "key": [NOBODY],
        }


def _places(values: dict[str, list[str]]) -> list[str]:
    found = every_address(settings.URLCONF_BACKOFFICE, values)
    return [place.path for place in found if not place.wagtails and "logout" not in place.path]


def _query(names: tuple[str, ...], value: bytes) -> str:
    return "&".join(f"{name}={quote(value)}" for name in names)


def test_nothing_typed_anywhere_is_a_server_error(known, shop_a) -> None:
    client = staff_client(shop_a)
    client.raise_request_exception = False
    cookies, wrong = dict(client.cookies), set()

    def ask(method: str, path: str, *sent: str, **more: str) -> None:
        answer = getattr(client, method)(path, *sent, **more)
        client.cookies.clear()
        client.cookies.update(cookies)
        if answer.status_code >= 500:
            failure = answer.exc_info[1] if answer.exc_info else ""
            wrong.add(f"{method} {path.partition('?')[0][:80]}: {failure!r:.200}")

    for value in NASTY:
        for path in _places(known):
            if len(value) < 200:
                ask("get", f"{path}?{_query(PARAMETERS, value)}")
            ask("post", path, _query(FIELDS, value), content_type=FORM)
    nonsense = [quote(value, safe="") for value in NASTY if value]
    for path in _places({"int": ["9" * 30], "uuid": [NOBODY], "str": nonsense}):
        ask("get", path)
        ask("post", path, "", content_type=FORM)
    assert sorted(wrong) == []
