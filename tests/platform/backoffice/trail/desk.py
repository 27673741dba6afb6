"""A shop with one of everything, named as the lines of posts_* name it: `orders/{unpaid.number}/notes/`."""

import io
from datetime import timedelta
from types import SimpleNamespace

from django_tenants.utils import schema_context
from PIL import Image

from cms.pages.models import HomePage, ShopPage
from kernel import clock
from loyalty.members.services import put_tags
from media.services import add_image
from storefront.aftersales.plan import RefundWish
from storefront.aftersales.services import refund
from storefront.catalog.bulk.services import choose_products
from storefront.catalog.importing.services import keep_upload
from storefront.catalog.models import ImportJob
from storefront.catalog.services.categories import save_category
from storefront.customers.models import Customer
from storefront.customers.services import save_address
from storefront.drafts import services as drafts
from storefront.drafts.models import Draft
from storefront.orders.models import Order
from storefront.orders.services import mark_paid
from storefront.payments.models import Payment, PaymentRefund
from storefront.payments.services import (
    record_payment_by_staff,
    save_payment_settings,
    start_payment,
)
from storefront.payments.services.refund import fail, locked_refund
from storefront.shipping import services as shipping
from storefront.shipping.dispatching.services import draft_dispatch
from storefront.shipping.services import MethodInput, ZoneInput
from tenants.accounts.models import User
from tenants.accounts.signed_in import sessions_of
from tenants.directory.models import ShopAccess, Tenant
from tenants.staff.models import Role, StaffMember
from tenants.staff.services import add_staff, invite
from tests.cms.pages.pages import home_page
from tests.loyalty.shopping import new_member
from tests.storefront.purchase import ADDRESS, paid, placed, variant
from tests.support.people import sign_in
from tests.support.staff import BackOffice


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(out, "PNG")
    return out.getvalue()


def file_named(name: str, data: bytes) -> io.BytesIO:
    file = io.BytesIO(data)
    file.name = name
    return file


def desk(shop: Tenant) -> SimpleNamespace:
    owner = StaffMember.objects.select_related("user").get(user__public_uuid=shop.owner.uuid)
    here = SimpleNamespace(shop=shop, owner=owner)
    for furnish in (_goods, _orders, _parcels, _money, _drafts, _people, _settings, _design):
        furnish(here)
    return here


def _goods(here: SimpleNamespace) -> None:
    here.shirt = variant(50_00, stock=50, tags=["linen", "old"])
    here.product = here.shirt.product
    here.hat = variant(20_00, stock=9, title="Hat")
    here.shelf = save_category(title="Tops")
    here.other_shelf = save_category(title="Hats")
    here.third_shelf = save_category(title="Summer")
    here.product.categories.add(here.shelf)
    both = [here.product.pk, here.hat.product_id]
    here.bulk = choose_products(both, by=here.owner.user, name="x")
    text = "Handle,Title,Variant Price,Variant SKU\nshirt,Shirt,60.00,SHIRT\nsock,Sock,5.00,SOCK\n"
    here.upload = keep_upload(file_named("goods.csv", text.encode()), filename="goods.csv")
    checked = keep_upload(file_named("more.csv", text.encode()), filename="more.csv")
    here.checked = _told(checked, ["Handle", "Title", "Variant Price", "Variant SKU"])
    made = variant(5_00, title="Made")
    here.done = ImportJob.objects.create(
        key="00000000-0000-4000-8000-000000000001", state="done", filename="done.csv", currency="CNY",
        created_at=clock.now(), beat_at=clock.now(), finished_at=clock.now(),
        created_ids=[made.product_id],
    )  # fmt: skip


def _told(job: ImportJob, columns: list[str]) -> ImportJob:
    job.mapping, job.state = {"headings": columns, "columns": columns}, "checked"
    job.save()
    return job


def _orders(here: SimpleNamespace) -> None:
    here.unpaid = placed((here.shirt, 1))
    here.paid = paid((here.shirt, 2))
    here.paid_line = here.paid.lines.get()
    here.cash = _in_cash(here.shirt)
    here.cash_line = here.cash.lines.get()


def _parcels(here: SimpleNamespace) -> None:
    here.sent = _in_cash(here.shirt)
    here.parcel = shipping.ship_order(here.sent.pk, carrier="SF", tracking_number="S1", by="x")
    here.lost = _in_cash(here.shirt)
    here.lost_parcel = shipping.ship_order(here.lost.pk, carrier="SF", tracking_number="S2", by="x")
    shipping.lose_shipment(here.lost_parcel.pk, by="x", why="gone")
    point = shipping.add_pickup_point(name="North gate", address="1 Road")
    here.point = point
    given = {"delivery": f"pickup-{point.pk}", "address": {"name": "M", "phone": "1"}}
    here.fetched = paid((here.shirt, 1), **given)
    here.ready = paid((here.shirt, 1), **given)
    shipping.mark_pickup_ready(here.ready.pk, by="x")
    rows = [["order", "tracking"], [here.paid.number, "SF1000000001"]]
    here.dispatch = draft_dispatch(rows, by="x", filename="list.csv", carrier="sf")


def _in_cash(item) -> Order:
    order = placed((item, 1))
    record_payment_by_staff(order.pk, "cash", by="x")
    return order


def _money(here: SimpleNamespace) -> None:
    save_payment_settings(
        bank_transfer=True, bank_instructions="To our account", cash_on_delivery=True
    )
    here.transfer = _waiting(here, "bank_transfer")
    here.payment = Payment.objects.get(order=here.transfer)
    here.door = _waiting(here, "cash_on_delivery")
    shipping.ship_order(here.door.pk, carrier="SF", tracking_number="S3", by="x")
    here.refused = _waiting(here, "bank_transfer")
    payment = Payment.objects.get(order=here.refused)
    Payment.objects.filter(pk=payment.pk).update(provider="demo", state="paid")
    mark_paid(here.refused.pk, reference=payment.public_id)
    refund(here.refused.pk, RefundWish(amount_minor=500), by="x", key="r1")
    here.part = PaymentRefund.objects.get(payment=payment)
    fail(locked_refund(here.part.pk), by="demo", why="card closed")


def _waiting(here: SimpleNamespace, way: str) -> Order:
    order = placed((here.shirt, 1))
    start_payment(order.pk, way)
    order.refresh_from_db()
    return order


def _drafts(here: SimpleNamespace) -> None:
    here.mei = Customer.objects.create(name="Mei", email="mei@example.com", language="en")
    save_address(here.mei, **{**ADDRESS, "name": "Mei"})
    here.mei_entry = here.mei.addresses.get().pk
    here.bo = Customer.objects.create(name="Bo", email="bo@example.com", language="en")
    here.draft = _draft(here)
    here.old_draft = _draft(here)
    past = clock.now() - timedelta(days=1)
    Draft.objects.filter(pk=here.old_draft.pk).update(expires_at=past)


def _draft(here: SimpleNamespace) -> Draft:
    begun = drafts.start_draft(by="Anna", customer=here.mei)
    drafts.add_goods(begun.pk, {here.shirt.pk: 1}, by="Anna")
    begun.refresh_from_db()
    return begun


def _people(here: SimpleNamespace) -> None:
    here.member = new_member()
    put_tags([here.member.pk], ["Tall"])
    here.clerk = add_staff(email="clerk@example.com", name="Clerk", role=Role.CLERK)
    with schema_context("public"):
        person = User.objects.create_user(username="lin", email="lin@example.com", name="Lin")
        ShopAccess.objects.create(tenant=here.shop, user=person)
    here.lin = add_staff(
        email="lin@example.com", name="Lin", role=Role.MANAGER, public_uuid=person.uuid
    )
    here.invitation = invite(email="new@example.com", role=Role.CLERK, by=None)
    browser = BackOffice(here.shop)
    sign_in(browser, here.clerk.user)
    browser.get("/orders/")
    here.session = sessions_of(here.clerk.user).get()


def _settings(here: SimpleNamespace) -> None:
    here.method = shipping.own_methods()[0]
    here.zone = shipping.save_zone(here.method.pk, ZoneInput(("US",), first_minor=90_00))
    here.express = shipping.save_method(MethodInput("Express"))


def _design(here: SimpleNamespace) -> None:
    here.home = home_page()
    here.home_en = home_page("en")
    HomePage.objects.filter(pk=here.home_en.pk).update(locked=True)
    here.about = here.home.add_child(
        instance=ShopPage(title="About", slug="about", locale=here.home.locale)
    )
    here.about.save_revision().publish()
    here.news = here.home.add_child(
        instance=ShopPage(title="News", slug="news", locale=here.home.locale)
    )
    here.planned = here.home.add_child(
        instance=ShopPage(title="Sale", slug="sale", locale=here.home.locale, live=False)
    )
    here.planned.go_live_at = clock.now() + timedelta(days=1)
    here.plan = here.planned.save_revision(approved_go_live_at=here.planned.go_live_at)
    here.image = add_image(io.BytesIO(png()), name="a.png", title="A")
