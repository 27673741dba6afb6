"""Why a row or a picture could not be used. Stored as code and details, so that each reader gets their language."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure

TEXTS: dict[str, str | Promise] = {
    "no_handle": _("Handle is missing."),
    "no_title": _("Title is missing; all rows of this product were left out."),
    "no_variant_left": _("No row of this product can be used."),
    "too_many_cells": _("More cells than columns: a comma or a quote is out of place."),
    "too_long": _("%(column)s is longer than %(limit)s characters."),
    "price_missing": _("Variant Price is missing."),
    "not_an_amount": _("%(column)s “%(value)s” is not an amount."),
    "negative": _("%(column)s “%(value)s” is negative."),
    "not_a_number": _("%(column)s “%(value)s” is not a whole number."),
    "option_missing": _("There is no value for the option “%(option)s”."),
    "same_options": _("Line %(line)s has the same options: %(options)s."),
    "status_unknown": _("Status “%(value)s” is not active, draft or archived."),
    "gift_card": _("Gift cards cannot be imported as products."),
    "too_many_variants": _("A product has at most 250 variants."),
    "not_an_address": _("“%(url)s” is not a picture's address."),
    "not_saved": _("The database refused this product."),
    "picture_unreachable": _("The picture %(url)s cannot be fetched: %(why)s"),
    "picture_refused": _("The picture %(url)s is not a JPEG, PNG, WebP or GIF."),
    "picture_too_large": _("The picture %(url)s is too large."),
}


class RowProblem(ExpectedFailure):
    """One row cannot be used; the others can."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(TEXTS[code], details=details)
        self.code = code


def problem_text(code: str, details: dict[str, Any]) -> str:
    """In the reader's language; a failure of another module keeps the text it came with."""
    text = TEXTS.get(code)
    return str(text) % details if text else details.get("text", code)
