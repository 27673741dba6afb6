"""Two shops whose data differ in every field, one process, caches on: each shows its own, in any order."""

from django.test import Client
from django_tenants.utils import tenant_context

from tenants.directory.hosts import HostKind
from tenants.directory.models import Tenant
from tenants.profile.services import save_profile
from tests.storefront.purchase import placed, variant
from tests.support.people import a_shopper, sign_in

MARKS = {"alpha": "Aprikose", "beta": "Brombeere"}


def furnish(tenant: Tenant, mark: str, price_minor: int, client: Client) -> list[str]:
    """Goods, a member and an order that all carry the shop's mark; the paths that show them."""
    with tenant_context(tenant):
        save_profile(
            name=f"{mark} shop", slogan=f"{mark} slogan", story=f"{mark} story",
            contact_email=f"{mark.lower()}@example.com", contact_phone="", languages=["en"],
            main_language="en", country="CN",
        )  # fmt: skip
        item = variant(price_minor, title=f"{mark} coat", body_html=f"<p>{mark} body</p>")
        shopper = a_shopper(f"{mark.lower()}-member@example.com", f"{mark} Member")
        order = placed((item, 1), user=shopper, name=f"{mark} Member")
        sign_in(client, shopper)
    return [
        "/",
        "/products/",
        f"/products/{item.product.slug}/",
        f"/search/?q={mark}",
        "/cart/",
        "/account/",
        "/orders/",
        f"/orders/{order.number}/",
        "/account/points/",
        "/sitemap.xml",
        "/-/me/",
    ]


def test_each_shows_its_own(shop_a: Tenant, shop_b: Tenant, client_for) -> None:
    shops = {}
    for tenant, price in ((shop_a, 123_00), (shop_b, 456_00)):
        client = client_for(HostKind.SHOP, tenant)
        shops[tenant.slug] = client, furnish(tenant, MARKS[tenant.slug], price, client)
    for _ in range(2):  # the second round finds every cache warm
        for slug, (client, paths) in shops.items():
            other = MARKS["beta" if slug == "alpha" else "alpha"]
            shown = ""
            for path in paths:
                answer = client.get(path)
                assert answer.status_code == 200, (slug, path)
                text = answer.content.decode()
                assert other.lower() not in text.lower(), (slug, path)
                shown += text
            assert shown.count(MARKS[slug]) > 8


def test_the_same_number_in_the_other_shop_is_not_found(shop_a, shop_b, client_for) -> None:
    first, second = client_for(HostKind.SHOP, shop_a), client_for(HostKind.SHOP, shop_b)
    paths = furnish(shop_a, "Aprikose", 123_00, first)
    furnish(shop_b, "Brombeere", 456_00, second)
    for path in paths:
        if "orders/2" in path or path.startswith("/products/ap"):
            assert second.get(path).status_code == 404, path
