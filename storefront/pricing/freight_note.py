"""The price of sending in words, from the facts that are kept with an order."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kernel.money import format_money

from .basket import ShippingRate


def freight_note(facts: Mapping[str, Any]) -> str:
    """How the price of sending came about; empty when the amount alone says it."""
    if not facts:
        return ""
    pickup = facts.get("pickup") or {}
    return " · ".join(part for part in (pickup.get("name", ""), _why(facts)) if part)


def missing_weight_note(facts: Mapping[str, Any]) -> str:
    """For the merchant: what was sent for nothing because nobody entered its weight."""
    missing = facts.get("weightless") if facts.get("measure") == "weight" else 0
    if not missing:
        return ""
    text = ngettext(
        "%(units)s piece has no weight entered and is not counted",
        "%(units)s pieces have no weight entered and are not counted",
        missing,
    )
    return text % {"units": missing}


def weight_text(grams: int) -> str:
    """1.5 kg, 300 g."""
    return f"{grams / 1000:g} kg" if grams >= 1000 else f"{grams} g"


def _why(facts: Mapping[str, Any]) -> str:
    if facts["free"] == "amount":
        return _("free from %(amount)s") % {"amount": _money(facts, facts["free_over_minor"])}
    if facts["free"] == "units":
        return _("free from %(units)s") % {"units": _pieces(facts["free_over_units"])}
    return "" if facts["measure"] == "flat" else _measured(facts)


def _measured(facts: Mapping[str, Any]) -> str:
    by_weight = facts["measure"] == "weight"
    write = weight_text if by_weight else _pieces
    words = {
        "amount": write(facts["grams"] if by_weight else facts["units"]),
        "first": write(facts["first"]),
        "price": _money(facts, facts["first_minor"]),
        "steps": facts["steps"],
        "step": write(facts["step"]),
        "more": _money(facts, facts["step_minor"]),
    }
    if not facts["steps"]:
        return _("%(amount)s: up to %(first)s %(price)s") % words
    text = _("%(amount)s: first %(first)s %(price)s, then %(steps)s × %(step)s at %(more)s")
    return text % words


def _pieces(units: int) -> str:
    return ngettext("%(units)s piece", "%(units)s pieces", units) % {"units": units}


def _money(facts: Mapping[str, Any], minor: int) -> str:
    return format_money(minor, facts["currency"], get_language() or "en")


def rate_text(rate: ShippingRate, currency: str) -> str:
    """What a zone costs, for the merchant: "¥8.00 for the first 1 kg, ¥2.00 for each further 500 g"."""
    facts = {"currency": currency}
    price = _money(facts, rate.flat_minor) if rate.flat_minor else _("free")
    if rate.measure == "flat":
        return price
    write = weight_text if rate.measure == "weight" else _pieces
    words = {
        "price": price,
        "first": write(rate.first),
        "more": _money(facts, rate.step_minor),
        "step": write(rate.step),
    }
    return _("%(price)s for the first %(first)s, %(more)s for each further %(step)s") % words


def free_text(rate: ShippingRate, currency: str) -> str:
    """From what on a zone is free; empty when it never is."""
    texts = []
    if rate.free_over_minor is not None:
        amount = _money({"currency": currency}, rate.free_over_minor)
        texts.append(_("free from %(amount)s") % {"amount": amount})
    if rate.free_over_units is not None:
        texts.append(_("free from %(units)s") % {"units": _pieces(rate.free_over_units)})
    return ", ".join(texts)
