"""What a mail tells of an order. The templates ask the database nothing more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from storefront.pricing.quote import Step


@dataclass(frozen=True)
class Item:
    """Some units of a line; `minor` is None where a sum would mislead."""

    title: str
    option_text: str
    quantity: int
    picture_url: str = ""
    minor: int | None = None


@dataclass(frozen=True)
class WayToPay:
    """How an unpaid order is paid: the shop's `instructions`, else on the order's page. `until` may be open."""

    instructions: str = ""
    until: datetime | None = None
    at_the_door: bool = False

    @property
    def is_online(self) -> bool:
        return not (self.instructions or self.at_the_door)


@dataclass(frozen=True)
class Parcel:
    carrier: str
    number: str
    url: str
    rest_follows: bool = False


@dataclass(frozen=True)
class MoneyBack:
    """`ways`: where how much goes."""

    amount_minor: int
    shipping_minor: int
    reason: str
    ways: Sequence[tuple[str, int]]


@dataclass(frozen=True)
class Facts:
    """`url` opens the order; `steps` explain its total, where the mail is about all of it."""

    number: str
    name: str
    currency: str
    url: str
    items: Sequence[Item]
    steps: Sequence[Step] = ()
    address: Sequence[str] = ()
    pickup: Mapping[str, str] | None = None
    pickup_code: str = ""
    note: str = ""
    pay: WayToPay | None = None
    parcel: Parcel | None = None
    refund: MoneyBack | None = None
    reason: str = ""
