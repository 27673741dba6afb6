"""The merchant's screen for the shop's look: theme, colours, corners, fonts; seen in the shop before publishing."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from backoffice.ports import Card


def look_cards(request: HttpRequest) -> list[Card]:
    """The door on the Design page."""
    return [
        Card(
            group=_("Look"),
            order=5,
            label=_("Theme and colours"),
            text=_("The design of your shop, its colours, corners and fonts."),
            url_name="customizer:look",
            icon="brush",
            permission="customizer.change_themesettings",
        )
    ]
