"""Why a line of a list cannot be sent. Rows keep the code and the details; the text is made when it is read."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure

TEXTS: dict[str, str | Promise] = {
    "no_number": _("The order number is missing."),
    "no_carrier": _("The carrier is missing."),
    "unknown_carrier": _("We do not know a carrier “%(carrier)s”."),
    "no_tracking_number": _("The tracking number is missing."),
    "bad_tracking_number": _("“%(number)s” does not look like a tracking number."),
    "shortened_number": _(
        "A spreadsheet shortened “%(number)s”. Make its column text, enter the number again and save."
    ),
    "too_many_cells": _("There are more than three cells in this line."),
    "unknown_number": _("There is no order with this number."),
    "order_twice": _("This order is in line %(line)s already."),
    "tracking_number_twice": _("This tracking number is in line %(line)s already."),
    "tracking_number_taken": _("Order %(order)s has a parcel with this tracking number."),
    "not_paid": _("The order has not been paid."),
    "cancelled": _("The order is cancelled."),
    "already_shipped": _("Everything of this order has been sent."),
    "to_be_fetched": _("The shopper fetches this order at a pick-up point."),
    "refund_running": _("A refund of this order is on its way."),
    "nothing_to_send": _("There is nothing to send in this order."),
    "refused": "%(why)s",
}


class LineProblem(ExpectedFailure):
    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(TEXTS[code], details=details)
        self.code = code


def problem_text(code: str, details: Mapping[str, Any]) -> str:
    text = str(TEXTS.get(code, TEXTS["refused"]))
    return text % details if details else text
