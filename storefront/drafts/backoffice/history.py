"""A draft's entries in words."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kernel.money import format_money
from storefront.drafts.models import Draft, DraftEntry
from storefront.orders.backoffice.ports import Moment

_TEXTS: dict[str, Any] = {
    "start": _("Draft begun"),
    "customer": _("For %(name)s"),
    "price": _("Price of %(title)s agreed: %(to)s instead of %(from)s"),
    "price_back": _("%(title)s at the shop's own price again"),
    "discount": _("Discount of %(to)s instead of %(from)s"),
    "take_up": _("Taken up again"),
    "discard": _("Thrown away"),
    "place": _("Order %(number)s placed"),
}
# what an order's own time line does not say already
PRICES = ("price", "price_back", "discount")


def history_of(draft: Draft) -> list[Moment]:
    """Newest first."""
    return list(moments(draft))[::-1]


def moments(draft: Draft, verbs: tuple[str, ...] = tuple(_TEXTS)) -> Iterator[Moment]:
    for entry in draft.entries.all():
        if entry.verb in verbs:
            yield Moment(
                at=entry.at,
                text=_words(draft, entry),
                by=entry.by,
                note=entry.facts.get("reason", ""),
            )


def _words(draft: Draft, entry: DraftEntry) -> str:
    facts = dict(entry.facts)
    for name in ("from", "to"):
        if f"{name}_minor" in facts:
            minor = facts[f"{name}_minor"]
            facts[name] = format_money(minor, draft.currency, get_language() or "en")
    return str(_TEXTS[entry.verb]) % facts
