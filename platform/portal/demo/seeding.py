"""Opening the demo shops, and telling each its story once."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import translation
from django_tenants.utils import tenant_context

from kernel import clock
from kernel.events.draining import drain
from media.services import add_image
from storefront.catalog.samples.emblem import emblem
from storefront.catalog.samples.starter import stock_the_shelves
from storefront.orders.models import Order
from storefront.payments.services import save_payment_settings
from storefront.shipping.services import save_shipping_settings
from tenants.accounts.models import User
from tenants.directory.models import Tenant
from tenants.directory.urls import backoffice_origin, shop_origin
from tenants.profile.selectors import current_profile
from tenants.profile.services import save_profile
from tenants.provisioning.services import ShopRequest, open_shop, request_shop

from .people import PASSWORD, SHOPPER
from .shops import SHOPS, ShopPlan
from .story import DAYS, Story

OWNER = "merchant@example.com"


@dataclass(frozen=True)
class DemoShop:
    plan: ShopPlan
    tenant: Tenant
    orders: int


def seed_demo() -> list[DemoShop]:
    """Open the demo shops and tell their stories, or leave both as they are."""
    owner = _merchant()
    return [_shop(plan, owner) for plan in SHOPS]


def describe(shops: list[DemoShop]) -> dict[str, Any]:
    """What ./mall up shows at the end."""
    return {
        "shops": [
            {
                "name": shop.plan.name,
                "shop_url": shop_origin(shop.tenant),
                "backoffice_url": backoffice_origin(shop.tenant),
            }
            for shop in shops
        ],
        "accounts": [
            {"who": "Merchant (owns all three)", "email": OWNER, "password": PASSWORD},
            {"who": "Shopper (in each shop)", "email": SHOPPER, "password": PASSWORD},
        ],
        "orders": sum(shop.orders for shop in shops),
    }


def _merchant() -> User:
    known = User.objects.filter(email=OWNER).first()
    if known:
        return known
    user = User.objects.create_user(
        username=OWNER, email=OWNER, password=PASSWORD, name="Demo Merchant"
    )
    EmailAddress.objects.create(user=user, email=OWNER, verified=True, primary=True)
    return user


def _shop(plan: ShopPlan, owner: User) -> DemoShop:
    tenant = Tenant.objects.filter(slug=plan.slug).first() or _open(plan, owner)
    with tenant_context(tenant):
        if not Order.objects.exists():
            # told whole or not at all, in the shop's main language
            with transaction.atomic(), translation.override("zh-hans"):
                _furnish(plan)
                Story(plan, datetime.now(UTC), ZoneInfo(current_profile().time_zone)).tell()
            drain(limit=10_000)
        return DemoShop(plan, tenant, Order.objects.count())


def _open(plan: ShopPlan, owner: User) -> Tenant:
    """With its shelves empty: the demo shops have more goods than a new shop's samples."""
    wish = ShopRequest(
        owner=owner, slug=plan.slug, name=plan.name, trade=plan.trade, look=plan.look
    )
    return open_shop(request_shop(wish)).tenant


def _furnish(plan: ShopPlan) -> None:
    from cms.pages.starter import refresh_home_pages

    with clock.travel(-timedelta(days=DAYS + 2)):
        stock_the_shelves(plan.trade, "zh-hans", "CNY", everything=True)
    refresh_home_pages(plan.look, "zh-hans")
    logo = add_image(BytesIO(emblem(plan.icon, plan.brand)), name="logo.png", title=plan.name)
    save_profile(slogan=plan.slogan, story=plan.story, contact_email=OWNER, logo=logo)
    save_shipping_settings(flat_minor=12_00, free_over_minor=plan.free_over_minor)
    save_payment_settings(
        bank_transfer=True, bank_instructions="请转账至示例银行 6222 0000 0000 0000，附言写订单号。"
    )
