"""Why a row or a picture could not be used. Stored as code and details, so that each reader gets their language."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure

from . import columns
from .column_words import heading_of

TEXTS: dict[str, str | Promise] = {
    "no_handle": _("%(column)s is missing."),
    "no_title": _("%(column)s is missing; all rows of this product were left out."),
    "no_variant_left": _("No row of this product can be used."),
    "too_many_cells": _("More cells than columns: a comma or a quote is out of place."),
    "too_long": _("%(column)s is longer than %(limit)s characters."),
    "price_missing": _("%(column)s is missing."),
    "not_an_amount": _("%(column)s “%(value)s” is not an amount."),
    "negative": _("%(column)s “%(value)s” is negative."),
    "not_a_number": _("%(column)s “%(value)s” is not a whole number."),
    "option_missing": _("There is no value for the option “%(option)s”."),
    "same_options": _("Line %(line)s has the same options: %(options)s."),
    "status_unknown": _("%(column)s “%(value)s” is not active, draft or archived."),
    "gift_card": _("Gift cards cannot be imported as products."),
    "too_many_variants": _("A product has at most 250 variants."),
    "not_an_address": _("“%(url)s” is not a picture's address."),
    "not_saved": _("This product could not be saved."),
    "picture_unreachable": _("The picture %(url)s cannot be fetched: %(why)s"),
    "picture_refused": _("The picture %(url)s is not a JPEG, PNG, WebP or GIF."),
    "picture_too_large": _("The picture %(url)s is too large."),
}
# what a reason is about that names no column itself
_ABOUT = {
    "no_handle": columns.HANDLE,
    "no_title": columns.TITLE,
    "price_missing": columns.PRICE,
    "status_unknown": columns.STATUS,
}


_WHY: dict[str, str | Promise] = {
    "timeout": _("its server did not answer in time"),
    "redirects": _("its server sends us in circles"),
    "address": _("this is no address of a picture"),
    "unknown host": _("there is no such server"),
    "not a public address": _("its server is not on the public internet"),
    "host": _("other pictures of this server failed too, so it was not tried again"),
    "401": _("its server wants a password"),
    "403": _("its server does not let us in"),
    "404": _("it is not there any more"),
    "410": _("it is not there any more"),
    "429": _("its server says we ask too often"),
}


def why_unreachable(why: str) -> str | Promise:
    """A reason for people; what only programmers know is a connection that failed."""
    if why.isdigit() and why not in _WHY:
        server = (
            _("its server has a fault (%(status)s)")
            if why[0] == "5"
            else _("its server refused (%(status)s)")
        )
        return str(server) % {"status": why}
    return _WHY.get(why) or _("no connection to its server")


class RowProblem(ExpectedFailure):
    """One row cannot be used; the others can."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(TEXTS[code], details=_about(code) | details)
        self.code = code


def problem_text(code: str, details: dict[str, Any], headings: dict[str, str] | None = None) -> str:
    """In the reader's language; a failure of another module keeps the text it came with.

    headings: how the file itself calls our columns, where a person said what they mean.
    """
    text = TEXTS.get(code)
    details = _about(code) | details
    if "column" in details:
        details["column"] = heading_of(details["column"], headings or {})
    if code == "picture_unreachable":
        details = {**details, "why": why_unreachable(str(details.get("why", "")))}
    return str(text) % details if text else details.get("text", code)


def _about(code: str) -> dict[str, Any]:
    return {"column": _ABOUT[code]} if code in _ABOUT else {}
