"""What the screen of a draft shows: the draft as it would be ordered, its forms, what was searched."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest

from backoffice.access import may
from storefront.catalog.selectors import VariantForSale, variants_found
from storefront.customers.models import Address
from storefront.customers.selectors import addresses_of
from storefront.drafts.models import Draft
from storefront.drafts.selectors import DraftLineView, customers_matching, view_of
from storefront.drafts.services.people import address_facts
from storefront.inventory.selectors import available
from storefront.pricing.ports import Offer

from .forms import CustomerForm, DiscountForm, DraftAddressForm, PriceForm, TermsForm
from .history import history_of

OVERRIDE, DISCOUNT = "drafts.override_price", "drafts.give_discount"


@dataclass(frozen=True)
class Found:
    """A variant that the search found, with what is left of it."""

    variant: VariantForSale
    left: int | None


@dataclass(frozen=True)
class Line:
    view: DraftLineView
    form: PriceForm


@dataclass(frozen=True)
class Use:
    """What the customer may use of their own, with what is used."""

    offer: Offer
    value: int


@dataclass(frozen=True)
class BookEntry:
    address: Address
    is_chosen: bool


def editor_context(
    request: HttpRequest, draft: Draft, bound: dict[str, forms.BaseForm] | None = None, **_: Any
) -> dict[str, Any]:
    """`bound`: forms that were sent and refused, by name, in place of fresh ones."""
    view = view_of(draft)
    bound = bound or {}
    goods_query = request.GET.get("q", "").strip()[:80]
    people_query = request.GET.get("who", "").strip()[:80]
    fresh = {
        "customer_form": CustomerForm(prefix="new"),
        "address_form": DraftAddressForm(initial=draft.address or _known(draft), prefix="to"),
        "discount_form": DiscountForm(initial=_discount(draft)),
        "terms_form": TermsForm(initial={"note": draft.note, "pay_days": draft.pay_days}),
    }
    return {
        "draft": draft,
        "view": view,
        "lines": [Line(line, _price_form(line, bound)) for line in view.lines],
        "uses": [Use(o, int(draft.choices.get(o.code) or 0)) for o in view.offers],
        "found": _found(goods_query),
        "people": customers_matching(people_query),
        "q": goods_query,
        "who": people_query,
        "book": _book(draft),
        "may_price": may(request, OVERRIDE),
        "may_discount": may(request, DISCOUNT),
        "history": history_of(draft),
        "is_pickup": draft.delivery.startswith("pickup-"),
        **fresh,
        **{name: form for name, form in bound.items() if name in fresh},
    }


def _found(query: str) -> list[Found]:
    variants = variants_found(query)
    left = available([variant.variant_id for variant in variants])
    return [Found(variant, left[variant.variant_id]) for variant in variants]


def _price_form(line: DraftLineView, bound: dict[str, forms.BaseForm]) -> PriceForm:
    name = f"price-{line.line.variant.variant_id}"
    sent = bound.get(name)
    if isinstance(sent, PriceForm):
        return sent
    agreed = line.agreed
    first = {"price_minor": agreed.price_minor, "reason": agreed.reason} if agreed else {}
    return PriceForm(initial=first, prefix=name)


def _discount(draft: Draft) -> dict[str, Any]:
    return {
        "discount_minor": draft.discount_minor or None,
        "discount_reason": draft.discount_reason,
    }


def _known(draft: Draft) -> dict[str, str]:
    return {"name": draft.name, "phone": draft.phone}


def _book(draft: Draft) -> list[BookEntry]:
    entries = addresses_of(draft.customer) if draft.customer else []
    return [BookEntry(entry, address_facts(entry) == draft.address) for entry in entries]
