from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure


class SlugMalformed(ExpectedFailure):
    code = "slug_malformed"
    text = _(
        "Use 3 to 40 small letters, digits and hyphens; begin and end with a letter or a digit."
    )


class SlugReserved(ExpectedFailure):
    code = "slug_reserved"
    text = _("This address is reserved. Please choose another one.")


class SlugTaken(ExpectedFailure):
    code = "slug_taken"
    text = _("This address is taken. Please choose another one.")


class TooManyShops(ExpectedFailure):
    code = "too_many_shops"
    text = _("You have %(limit)s shops already. Write to us if you need more.")


class OpeningFailed(ExpectedFailure):
    code = "opening_failed"
    text = _("The shop could not be opened: %(why)s")


class LeaseLost(Exception):
    """Somebody else took the opening up, or it is finished: stop at once, nothing is written."""
