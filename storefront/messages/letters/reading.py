"""The facts of a real order, in the active language."""

from collections.abc import Mapping

from django.conf import settings
from django.urls import get_script_prefix, reverse, set_script_prefix
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from integrations.carriers import tracking_url
from integrations.payment_providers import payment_provider
from storefront.aftersales.selectors import refund_by_id
from storefront.customers.countries import country_name
from storefront.orders.models import Order, OrderLine
from storefront.orders.selectors import explanation_of
from storefront.orders.states import OrderState
from storefront.payments.selectors import instructions_for, payments_of_order
from storefront.shipping.selectors import pickup_of, shipment_by_id
from tenants.directory.requests import current_tenant
from tenants.directory.urls import backoffice_url
from tenants.profile.middleware import PREFIXES
from tenants.profile.selectors import current_profile

from ..kinds import KINDS, Kind
from .brand import absolute
from .facts import Facts, Item, MoneyBack, Parcel, WayToPay


def facts_of(order: Order, kind: str, about: str) -> Facts:
    """Reads what a mail of this kind shows. The order comes with its lines, discounts and tenders."""
    details = {
        Kind.RECEIVED: _unpaid,
        Kind.SHIPPED: _of_parcel,
        Kind.READY: _to_fetch,
        Kind.CANCELLED: _cancelled,
        Kind.REFUNDED: _of_refund,
    }.get(Kind(kind), _whole_order)
    staff = KINDS[kind].for_staff
    return Facts(
        number=order.number,
        name=order.name,
        currency=order.currency,
        url=staff_link(order) if staff else order_link(order),
        **details(order, about),
    )


def order_link(order: Order) -> str:
    """Opens the order in any browser: from the directory, with the order's key, in the order's language."""
    profile = current_profile()
    several = len(profile.languages) > 1
    language = order.language if order.language in profile.languages else profile.main_language
    before = get_script_prefix()
    set_script_prefix(f"/{PREFIXES[language]}/" if several else "/")
    try:
        path = reverse("order", urlconf=settings.URLCONF_SHOP, args=[order.number])
    finally:
        set_script_prefix(before)
    return f"{absolute(path)}?{urlencode({'key': order.access_token})}"


def staff_link(order: Order) -> str:
    return backoffice_url(current_tenant(), "orders:detail", order.number)


def address_lines(address: Mapping[str, str]) -> list[str]:
    country = address.get("country", "")
    abroad = country_name(country) if country not in ("", current_profile().country) else ""
    rows = [("name", "phone"), ("region", "city", "district"), ("line1", "line2", "postcode")]
    texts = [" ".join(filter(None, (address.get(part, "") for part in row))) for row in rows]
    return [text for text in (*texts, abroad) if text]


def item_of(line: OrderLine, quantity: int | None = None, minor: int | None = None) -> Item:
    return Item(
        title=line.title,
        option_text=line.option_text,
        quantity=quantity or line.quantity,
        picture_url=absolute(line.picture_url) if line.picture_url else "",
        minor=minor,
    )


def _whole_order(order: Order, about: str = "") -> dict:
    return {
        "items": [item_of(line, minor=line.subtotal_minor) for line in order.lines.all()],
        "steps": explanation_of(order),
        "note": order.note,
        **_where_to(order),
    }


def _unpaid(order: Order, about: str) -> dict:
    return {**_whole_order(order), "pay": _way_to_pay(order)}


def _way_to_pay(order: Order) -> WayToPay:
    if order.pay_on_delivery:
        return WayToPay(instructions_for("cash_on_delivery"), at_the_door=True)
    for payment in payments_of_order(order):
        if payment.is_open and payment_provider(payment.provider).confirmed_by_staff:
            return WayToPay(payment.instructions, until=order.pay_by)
    return WayToPay(until=order.pay_by)


def _where_to(order: Order) -> dict:
    if order.pickup:
        return {"pickup": order.pickup}
    return {"address": address_lines(order.address) if order.requires_shipping else ()}


def _of_parcel(order: Order, about: str) -> dict:
    parcel = shipment_by_id(int(about))
    lines = {line.pk: line for line in order.lines.all()}
    parts = [(lines[part.order_line_id], part.quantity) for part in parcel.lines.all()]
    return {
        "items": [item_of(line, quantity) for line, quantity in parts],
        "parcel": Parcel(
            carrier=parcel.carrier,
            number=parcel.tracking_number,
            url=tracking_url(parcel.carrier, parcel.tracking_number),
            rest_follows=any(line.shippable_quantity for line in lines.values()),
        ),
        **_where_to(order),
    }


def _to_fetch(order: Order, about: str) -> dict:
    pickup = pickup_of(order)
    code = pickup.code if pickup else ""
    return {**_whole_order(order), "pickup_code": code}


def _cancelled(order: Order, about: str) -> dict:
    """Why, when a person wrote it; the reasons of programs are not for shoppers."""
    move = order.moves.filter(to_state=OrderState.CANCELLED, machine="order").last()
    items = [item_of(line) for line in order.lines.all()]
    if move and move.verb == "expire":
        return {"items": items, "reason": _("It was not paid in time.")}
    return {"items": items, "reason": move.why if move else ""}


def _of_refund(order: Order, about: str) -> dict:
    refund = refund_by_id(int(about))
    ways = [(_("The way you paid"), refund.provider_minor)]
    ways += [(tender["label"], tender["amount_minor"]) for tender in refund.tenders]
    return {
        "items": [
            item_of(part.order_line, part.quantity, part.amount_minor)
            for part in refund.lines.all()
        ],
        "refund": MoneyBack(
            amount_minor=refund.amount_minor,
            shipping_minor=refund.shipping_minor,
            reason=refund.reason,
            ways=[way for way in ways if way[1]],
        ),
    }
