"""Settings of the shop itself: name, logo, languages, currency, time zone."""

from django.utils.translation import gettext_lazy as _

from backoffice.ports import Card, Text


def _card(order: int, label: Text, text: Text, icon: str, part: str = "") -> Card:
    return Card(
        group=_("Your shop"),
        order=order,
        label=label,
        text=text,
        url_name="backoffice:shop_settings",
        icon=icon,
        permission="profile.change_shopprofile",
        part=part,
    )


CARDS = [
    _card(10, _("Shop"), _("Name, contact, currency, country and time zone."), "store"),
    _card(11, _("Brand"), _("Logo, slogan and story."), "star", "brand"),
    _card(12, _("Languages"), _("Which languages your shop speaks."), "globe", "languages"),
]
