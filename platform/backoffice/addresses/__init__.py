"""Where the shop is found: its addresses to copy and to print."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backoffice.ports import Card

PERMISSION = "profile.change_shopprofile"
CARDS = [
    Card(
        group=_("Your shop"),
        order=15,
        label=pgettext_lazy("web", "Addresses"),
        text=_("Where your shop and this back office are found; to copy and as a QR code."),
        url_name="backoffice:addresses",
        icon="site",
        permission=PERMISSION,
    ),
]
