"""Who did something to an order, in words: staff by name, everybody else with what they are."""

import re
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from storefront.orders.models import Order
from tenants.staff.selectors import guests_named

from .ports import Moment

_AUTOMATIC = ("system", "payment")
_SHOPPER = re.compile(r"shopper(:\d+)?|guest")


def named(order: Order, moments: Sequence[Moment]) -> list[Moment]:
    """The moments with names for people to read; who came from the platform or a reseller is marked."""
    known = [_known(order, moment) for moment in moments]
    guests = guests_named({str(m.by) for m in known if m.by and not m.mark})
    return [
        replace(m, mark=guests.mark(str(m.by), m.at)) if m.by and not m.mark else m for m in known
    ]


def _known(order: Order, moment: Moment) -> Moment:
    if moment.mark:
        return moment
    if moment.by in _AUTOMATIC:
        return replace(moment, by="", mark=_("by itself"))
    if _SHOPPER.fullmatch(str(moment.by)):
        return replace(moment, by=order.name, mark=_("shopper"))
    return moment
