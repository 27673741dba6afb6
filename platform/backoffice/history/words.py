"""The trail in the merchant's words: names of things, of their values, and where they stand."""

import json
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import JSONField
from django.urls import NoReverseMatch, reverse
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from kernel.money import format_money
from tenants.profile.selectors import current_profile

Text = str | Promise

# label: what the thing is called where its own name is missing or not a merchant's word
THINGS: dict[str, Text] = {
    "profile.shopprofile": gettext_lazy("Shop"),
    "orders.order": pgettext_lazy("purchase", "Order"),
    "orders.ordersettings": gettext_lazy("How orders run"),
    "media.shopimage": gettext_lazy("Picture"),
    "pages.homepage": gettext_lazy("Home page"),
    "pages.shoppage": gettext_lazy("Page"),
    "staff.staffmember": gettext_lazy("Member of staff"),
    "customizer.themesettings": gettext_lazy("Theme"),
    "members.member": gettext_lazy("Member"),
    "wagtaildocs.document": gettext_lazy("Document"),
    "audit.auditentry": gettext_lazy("Who did what"),
    "aftersales.refundline": gettext_lazy("Line of a refund"),
    "catalog.categorytext": gettext_lazy("Text of a category"),
    "catalog.importjob": gettext_lazy("Import"),
    "catalog.bulkjob": gettext_lazy("Change of many products"),
    "catalog.product_categories": gettext_lazy("Category of a product"),
    "catalog.productpicture": gettext_lazy("Picture of a product"),
    "catalog.producttext": gettext_lazy("Text of a product"),
    "inventory.stockitem": gettext_lazy("Stock"),
    "orders.orderdiscount": gettext_lazy("Discount"),
    "orders.orderline": gettext_lazy("Line of an order"),
    "orders.ordertender": gettext_lazy("Part paid otherwise"),
    "drafts.agreedprice": gettext_lazy("Agreed price"),
    "shipping.dispatchline": gettext_lazy("Line of a bulk dispatch"),
    "shipping.shipmentline": gettext_lazy("Line of a parcel"),
}
# label.field: what a value is called where the field has no word of its own
VALUES: dict[str, Text] = {
    "pages.homepage.seo_title": gettext_lazy("Title for search engines"),
    "pages.shoppage.seo_title": gettext_lazy("Title for search engines"),
    "pages.homepage.search_description": gettext_lazy("Description for search engines"),
    "pages.shoppage.search_description": gettext_lazy("Description for search engines"),
    "pages.shoppage.slug": gettext_lazy("Address"),
    "members.member.points": gettext_lazy("Points"),
    "members.member.reason": gettext_lazy("Reason"),
}
# names of fields that mean the same everywhere
COMMON: dict[str, Text] = {
    "accepted_at": gettext_lazy("accepted"),
    "accepted_by": gettext_lazy("accepted by"),
    "active": gettext_lazy("active"),
    "added_at": gettext_lazy("added"),
    "attention": gettext_lazy("has to be looked at"),
    "by_hand": gettext_lazy("by hand"),
    "cancelled_at": gettext_lazy("cancelled"),
    "collected_at": gettext_lazy("picked up"),
    "colour": gettext_lazy("colour"),
    "completed_at": gettext_lazy("completed"),
    "cover": gettext_lazy("first picture"),
    "created": gettext_lazy("new"),
    "created_by": gettext_lazy("by"),
    "delivered_at": gettext_lazy("delivered"),
    "discounts": gettext_lazy("discounts"),
    "done": gettext_lazy("done"),
    "effective_at": gettext_lazy("counts from"),
    "failed": gettext_lazy("left out"),
    "created_ids": gettext_lazy("new"),
    "error_file": gettext_lazy("report"),
    "mapping": gettext_lazy("columns"),
    "unchanged": gettext_lazy("unchanged"),
    "undone_at": gettext_lazy("taken back"),
    "filename": gettext_lazy("file"),
    "filter_spec": gettext_lazy("size"),
    "finished_at": gettext_lazy("finished"),
    "first": gettext_lazy("first step"),
    "focal_point_height": gettext_lazy("height of the part that matters"),
    "focal_point_width": gettext_lazy("width of the part that matters"),
    "focal_point_x": gettext_lazy("part that matters, from the left"),
    "focal_point_y": gettext_lazy("part that matters, from the top"),
    "instructions": gettext_lazy("how to pay"),
    "invited_by": gettext_lazy("invited by"),
    "method": gettext_lazy("way of sending"),
    "option1": gettext_lazy("first option"),
    "option2": gettext_lazy("second option"),
    "option3": gettext_lazy("third option"),
    "option_text": gettext_lazy("options"),
    "options": gettext_lazy("options"),
    "order_line": gettext_lazy("line of the order"),
    "order_seq": gettext_lazy("which order of the shopper"),
    "paid_back_minor": gettext_lazy("given back"),
    "pay_by": gettext_lazy("to be paid by"),
    "pay_on_delivery": gettext_lazy("paid on delivery"),
    "payable_minor": gettext_lazy("to be paid"),
    "payment": gettext_lazy("payment"),
    "payment_reference": gettext_lazy("payment"),
    "picture_url": gettext_lazy("picture"),
    "pictures_done": gettext_lazy("pictures fetched"),
    "pictures_total": gettext_lazy("pictures"),
    "prices_include_tax": gettext_lazy("prices include tax"),
    "product_id": gettext_lazy("product"),
    "provider_minor": gettext_lazy("the way it was paid"),
    "published_at": gettext_lazy("on sale from"),
    "ready_at": gettext_lazy("ready"),
    "refund": gettext_lazy("refund"),
    "refunded_quantity": gettext_lazy("refunded pieces"),
    "requires_shipping": gettext_lazy("has to be sent"),
    "restock": gettext_lazy("back to stock"),
    "revoked_at": gettext_lazy("taken back"),
    "shipment": gettext_lazy("parcel"),
    "shipped_at": gettext_lazy("sent"),
    "shipping_method": gettext_lazy("way of sending"),
    "shipping_minor": gettext_lazy("shipping"),
    "shipping_refunded_minor": gettext_lazy("shipping refunded"),
    "shipping_tax_minor": gettext_lazy("tax of shipping"),
    "source": gettext_lazy("source"),
    "started_by": gettext_lazy("by"),
    "step": gettext_lazy("each further step"),
    "step_minor": gettext_lazy("price of a step"),
    "subtotal_minor": gettext_lazy("before discounts"),
    "tax_minor": gettext_lazy("tax"),
    "tax_rate_bp": gettext_lazy("tax rate"),
    "taxes": gettext_lazy("taxes"),
    "tender_minor": gettext_lazy("paid otherwise"),
    "tenders": gettext_lazy("paid otherwise"),
    "texts": gettext_lazy("texts"),
    "token_hash": gettext_lazy("link"),
    "total": gettext_lazy("lines"),
    "unit_price_minor": gettext_lazy("price of a piece"),
    "updated": gettext_lazy("updated"),
    "user": gettext_lazy("account"),
    "variant_id": gettext_lazy("variant"),
    "access_token": gettext_lazy("link"),
    "address": gettext_lazy("address"),
    "amount_minor": gettext_lazy("amount"),
    "by": gettext_lazy("by"),
    "carrier": gettext_lazy("carrier"),
    "category": gettext_lazy("category"),
    "code": gettext_lazy("code"),
    "country": gettext_lazy("country"),
    "currency": gettext_lazy("currency"),
    "customer": gettext_lazy("shopper"),
    "description": gettext_lazy("description"),
    "discount_minor": gettext_lazy("discounts"),
    "enabled": gettext_lazy("active"),
    "ended_at": gettext_lazy("left"),
    "expires_at": gettext_lazy("valid until"),
    "file": gettext_lazy("file"),
    "height": gettext_lazy("height"),
    "image": gettext_lazy("picture"),
    "kind": gettext_lazy("kind"),
    "label": gettext_lazy("label"),
    "language": gettext_lazy("language"),
    "name": gettext_lazy("name"),
    "note": gettext_lazy("note"),
    "number": gettext_lazy("number"),
    "order": pgettext_lazy("purchase", "Order"),
    "parent": gettext_lazy("part of"),
    "picture": gettext_lazy("picture"),
    "position": gettext_lazy("position"),
    "price_minor": gettext_lazy("price"),
    "product": gettext_lazy("product"),
    "quantity": gettext_lazy("quantity"),
    "reason": gettext_lazy("reason"),
    "refunded_minor": gettext_lazy("refunded"),
    "role": gettext_lazy("role"),
    "shipped_quantity": gettext_lazy("sent"),
    "sku": gettext_lazy("SKU"),
    "slug": gettext_lazy("address"),
    "state": gettext_lazy("state"),
    "status": gettext_lazy("status"),
    "stock": gettext_lazy("stock"),
    "text": gettext_lazy("text"),
    "title": gettext_lazy("title"),
    "cart": gettext_lazy("goods"),
    "choices": gettext_lazy("choices"),
    "delivery": gettext_lazy("way of sending"),
    "draft": gettext_lazy("draft"),
    "off": gettext_lazy("not sent"),
    "reference": gettext_lazy("number"),
    "second_factor": gettext_lazy("second factor"),
    "staff_addresses": gettext_lazy("addresses of staff"),
    "words": gettext_lazy("texts"),
    "updated_by": gettext_lazy("by"),
    "job": pgettext_lazy("bulk dispatch", "file"),
    "line": gettext_lazy("line"),
    "details": gettext_lazy("details"),
    "tracking_number": gettext_lazy("tracking number"),
    "total_minor": gettext_lazy("total"),
    "until_at": gettext_lazy("until"),
    "values": gettext_lazy("values"),
    "variant": gettext_lazy("variant"),
    "version": gettext_lazy("version"),
    "weight": gettext_lazy("weight"),
    "width": gettext_lazy("width"),
}
# label: its page in the back office, from the key or the name of the thing
LINKS: dict[str, tuple[str, str]] = {
    "catalog.product": ("products:edit", "id"),
    "catalog.category": ("products:category", "id"),
    "catalog.importjob": ("products:import", "id"),
    "shipping.dispatchjob": ("shipping:dispatch_job", "id"),
    "orders.order": ("orders:detail", "text"),
    "members.member": ("members:detail", "text"),
    "staff.staffmember": ("backoffice:staff_member", "id"),
    "media.shopimage": ("wagtailimages:edit", "id"),
    "pages.homepage": ("wagtailadmin_pages:edit", "id"),
    "pages.shoppage": ("wagtailadmin_pages:edit", "id"),
    "profile.shopprofile": ("backoffice:shop_settings", ""),
    "customizer.themesettings": ("customizer:look", ""),
    "staff.invitation": ("backoffice:staff", ""),
}


def thing_name(label: str) -> str:
    """What sort of thing, with a capital."""
    model = _model(label)
    word = THINGS.get(label) or (model._meta.verbose_name if model else label.rpartition(".")[2])
    text = str(word)
    return text[:1].upper() + text[1:]


def value_name(label: str, name: str) -> str:
    """What a value is called."""
    own = VALUES.get(f"{label}.{name}")
    field = _field(label, name)
    if own is None and field is not None:
        own = (
            field.verbose_name
            if isinstance(field.verbose_name, Promise)
            else COMMON.get(field.name)
        )
    if own is None:
        own = name.removesuffix("_id").removesuffix("_minor").removesuffix("_at").replace("_", " ")
    text = str(own)
    return text[:1].upper() + text[1:]


def shown(label: str, name: str, value: Any) -> str:
    """A value as people write it."""
    field = _field(label, name)
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name.endswith("_minor") and isinstance(value, int):
        return format_money(value, current_profile().currency, get_language() or "en")
    if name.endswith("_bp") and isinstance(value, int):
        return f"{value / 100:g}%"
    choices = dict(getattr(field, "flatchoices", ()) or ())
    if value in choices:
        return str(choices[value])
    if name.endswith("_html"):
        return " ".join(strip_tags(value.replace("<", " <")).split())
    if isinstance(field, JSONField | ArrayField):
        return _listed(value)
    at = parse_datetime(value) if isinstance(value, str) and name.endswith("_at") else None
    return date_format(localtime(at), "SHORT_DATETIME_FORMAT") if at else str(value)


def _listed(text: Any) -> str:
    """`linen, summer` of what is kept as a list; as it is kept where it is no list of words."""
    try:
        told = json.loads(text)
    except (TypeError, ValueError):  # cut off, or not kept as text
        return str(text)
    rows = told if isinstance(told, list) else [told]
    return ", ".join(_word(row) for row in rows) or "–"


def _word(row: Any) -> str:
    """An option is `Colour (Red, Blue)`; of other pairs the values count."""
    if not isinstance(row, dict):
        return str(row)
    values = row.get("values")
    if isinstance(values, list):
        return f"{row.get('name', '')} ({', '.join(str(value) for value in values)})"
    return ", ".join(str(value) for value in row.values() if value not in ("", None))


def link_of(label: str, object_id: str, text: str) -> str:
    """The page of the thing in the back office; empty when it has none."""
    name, by = LINKS.get(label, ("", ""))
    if not name:
        return ""
    argument: Callable[[], list[str]] = lambda: [object_id] if by == "id" else [text] if by else []  # noqa: E731
    try:
        return reverse(name, args=argument())
    except NoReverseMatch:
        return ""


def _model(label: str) -> type[models.Model] | None:
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def _field(label: str, name: str) -> Any:
    model = _model(label)
    if model is None:
        return None
    for field in model._meta.concrete_fields:
        if name in (field.attname, field.name):
            return field
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
