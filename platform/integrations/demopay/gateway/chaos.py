"""Trouble on demand, per payment: what an unlucky day makes of the messages about it.

duplicates     each message is sent this many times more
delay_seconds  each message waits this long
disorder       an older message ("pending") arrives after the one about the money
forged         a message with a wrong signature, about the same thing, goes first
other_amount   the message speaks of this many minor units
other_currency the message speaks of this currency
other_reference the message names this payment of the merchant's
silent         no message at all: the merchant has to ask
refunds        "later": accepted now, done after a second; "failed": accepted now, fails after
"""

from dataclasses import dataclass, fields
from typing import Any


class ChaosUnknown(Exception):
    """An option that does not exist or has the wrong type."""


@dataclass(frozen=True)
class Chaos:
    duplicates: int = 0
    delay_seconds: float = 0
    disorder: bool = False
    forged: bool = False
    other_amount: int = 0
    other_currency: str = ""
    other_reference: str = ""
    silent: bool = False
    refunds: str = ""

    @classmethod
    def of(cls, options: dict[str, Any]) -> "Chaos":
        known = {item.name: item.type for item in fields(cls)}
        for name, value in options.items():
            if name not in known or not isinstance(value, (bool, int, float, str)):
                raise ChaosUnknown(name)
        return cls(**options)


@dataclass(frozen=True)
class Planned:
    """One sending of a message: what, whether with a wrong signature, after how many seconds."""

    message: dict[str, Any]
    forged: bool = False
    after: float = 0


def plan(message: dict[str, Any], chaos: Chaos) -> list[Planned]:
    """The sendings that one message becomes; one, at once, when there is no trouble."""
    if chaos.silent:
        return []
    message = _changed(message, chaos)
    sendings = [Planned(message, after=chaos.delay_seconds)]
    if chaos.forged:
        sendings.insert(0, Planned(message, forged=True))
    for _ in range(chaos.duplicates):
        sendings.append(Planned(message, after=chaos.delay_seconds))
    if chaos.disorder and message["type"] == "payment.paid":
        older = {**message, "id": f"{message['id']}-older", "type": "payment.pending"}
        sendings.append(Planned(older, after=chaos.delay_seconds + 0.5))
    return sendings


def _changed(message: dict[str, Any], chaos: Chaos) -> dict[str, Any]:
    payment = dict(message["payment"])
    if chaos.other_amount:
        payment["amount_minor"] = chaos.other_amount
    if chaos.other_currency:
        payment["currency"] = chaos.other_currency
    if chaos.other_reference:
        payment["reference"] = chaos.other_reference
    return {**message, "payment": payment}
