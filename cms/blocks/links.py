"""Where a button or a picture leads."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, PageChooserBlock, StructBlock

from .choosers import CategoryBlock, ProductChooserBlock

_SAFE = re.compile(r"^(/(?!/)|https?://|mailto:|tel:)\S*$")


def check_address(value: str) -> None:
    """A path of this shop or a web, mail or telephone address; never a script."""
    if not _SAFE.match(value):
        raise ValidationError(_("Write an address that begins with / or https://"))


class LinkBlock(StructBlock):
    """The first of its targets that is filled in counts."""

    text = CharBlock(label=_("Text of the button"), required=False, max_length=40)
    category = CategoryBlock(label=_("Category"), required=False)
    product = ProductChooserBlock(label=_("Product"), required=False)
    page = PageChooserBlock(label=_("Page"), required=False)
    address = CharBlock(
        label=_("Other address"), required=False, max_length=500, validators=[check_address]
    )

    class Meta:
        icon = "link"
        label = _("Link")
