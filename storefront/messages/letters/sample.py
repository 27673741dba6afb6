"""A made-up order of the shop's own goods, for previews and test mails."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from integrations.carriers import tracking_url
from kernel import clock
from storefront.catalog.selectors import ListFilter, ProductCard, list_cards
from storefront.pricing.explanation import explain
from storefront.pricing.quote import QuotedShipping, Step
from tenants.profile.selectors import current_profile

from ..kinds import KINDS, Kind
from .brand import absolute
from .compose import Letter, speaking, write
from .facts import Facts, Item, MoneyBack, Parcel, WayToPay
from .reading import address_lines

NUMBER, TRACKING = "261121-SAMPLE", "SF1234567890123"
FREIGHT = 8_00


def sample_letter(kind: str, language: str) -> Letter:
    """The mail of this kind as a shopper of this language would get it. KeyError for an unknown kind."""
    with speaking(language):
        return write(KINDS[kind], _facts(kind), language)


def _facts(kind: str) -> Facts:
    items = _items()
    total = sum(item.minor or 0 for item in items)
    common: dict[str, Any] = {
        "number": NUMBER,
        "name": _("Li Xiaoyu"),
        "currency": current_profile().currency,
        "url": absolute("/"),
        "items": items,
        "address": _address(),
    }
    parts: dict[Kind, dict[str, Any]] = {
        Kind.RECEIVED: {"steps": _steps(total), "pay": WayToPay(until=clock.now() + timedelta(hours=1))},
        Kind.PAID: {"steps": _steps(total)},
        Kind.SHIPPED: {"items": [replace(item, minor=None) for item in items], "parcel": Parcel("顺丰速运", TRACKING, tracking_url("顺丰速运", TRACKING))},
        Kind.READY: {"steps": _steps(total), "address": (), "pickup": _point(), "pickup_code": "482913"},
        Kind.CANCELLED: {"address": (), "reason": _("It was not paid in time.")},
        Kind.REFUNDED: {"address": (), "items": items[:1], "refund": _refund(items[0])},
        Kind.NEW_ORDER: {"steps": _steps(total)},
    }  # fmt: skip
    return Facts(**(common | parts[Kind(kind)]))


def _items() -> list[Item]:
    cards = list_cards(ListFilter(page_size=2)).cards
    return [_item(card) for card in cards] or [Item(_("Linen shirt"), "M", 1, minor=199_00)]


def _item(card: ProductCard) -> Item:
    picture = absolute(card.picture.src) if card.picture else ""
    return Item(card.title, "", 1, picture, card.price_from_minor)


def _steps(items_minor: int) -> tuple[Step, ...]:
    return explain(
        items_minor=items_minor,
        discounts=(),
        shipping=QuotedShipping("standard", "", 0, FREIGHT),
        taxes=(),
        prices_include_tax=True,
        total_minor=items_minor + FREIGHT,
        tenders=(),
        payable_minor=items_minor + FREIGHT,
    )


def _address() -> list[str]:
    return address_lines(
        {
            "name": _("Li Xiaoyu"), "phone": "138 0013 8000", "region": "浙江省", "city": "杭州市",
            "district": "西湖区", "line1": "文三路 100 号", "country": "CN",
        }
    )  # fmt: skip


def _point() -> dict[str, str]:
    return {"name": _("Our shop"), "address": "杭州市西湖区文三路 90 号", "hours": "10:00–20:00"}


def _refund(item: Item) -> MoneyBack:
    amount = item.minor or 0
    return MoneyBack(amount, 0, _("The size does not fit."), [(_("The way you paid"), amount)])
