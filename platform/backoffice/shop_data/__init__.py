"""Settings > Data: the owner orders and downloads everything the shop has."""

from django.utils.translation import gettext_lazy as _

from backoffice.ports import Card

CARDS = [
    Card(
        group=_("Your shop"),
        order=90,
        label=_("Data"),
        text=_("Download everything your shop has: products, orders, members, points, pictures."),
        url_name="backoffice:data",
        icon="download",
        permission="profile.change_shopprofile",
    ),
]
