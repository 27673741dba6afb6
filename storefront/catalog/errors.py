from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure


class ProductInvalid(ExpectedFailure):
    code = "product_invalid"
    text = _("This product cannot be saved as it is.")


class ProductChanged(ExpectedFailure):
    """details: by (a name, or empty), at (a datetime)."""

    code = "product_changed"
    text = _("Somebody else changed this product while you were editing it.")


class SlugTaken(ExpectedFailure):
    code = "slug_taken"
    text = _("Another product or category has this address already.")


class SameCombination(ExpectedFailure):
    code = "same_combination"
    text = _("Two variants have the same options: %(options)s.")


class CategoryInUse(ExpectedFailure):
    code = "category_in_use"
    text = _("Move the categories inside this one first.")


class FileUnreadable(ExpectedFailure):
    code = "file_unreadable"
    text = _("This file cannot be read. Save it as CSV (UTF-8) and try again.")


class ImportStarted(ExpectedFailure):
    code = "import_started"
    text = _("This import has gone on already; look at it again.")
