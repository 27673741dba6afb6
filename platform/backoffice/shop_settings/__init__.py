"""Settings of the shop itself: name, logo, languages, currency, time zone."""

from django.utils.translation import gettext_lazy as _

from backoffice.ports import Card

CARDS = [
    Card(
        group=_("Your shop"),
        order=10,
        label=_("Shop"),
        text=_("Name, logo, slogan and story, languages, currency, time zone."),
        url_name="backoffice:shop_settings",
        icon="store",
        permission="profile.change_shopprofile",
    ),
]
