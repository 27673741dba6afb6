"""What a merchant may sell, and the look that suits it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Trade:
    code: str
    name: str | Promise
    examples: str | Promise
    icon: str  # a drawing in portal/icons.svg
    look: str = ""  # the theme made for it


TRADES = (
    Trade("clothing", _("Clothing"), _("Fashion, shoes, bags"), "dress", "clothing"),
    Trade("food", _("Food and drink"), _("Tea, snacks, fresh goods"), "cup", "fresh"),
    Trade("beauty", _("Beauty"), _("Skin care, make-up"), "drop"),
    Trade("home", pgettext_lazy("trade", "Home"), _("Furniture, textiles, kitchen"), "lamp"),
    Trade("hotel", _("Hotel and travel"), _("Rooms, meals, tours"), "bed", "hotel"),
    Trade("electronics", _("Electronics"), _("Devices, accessories"), "plug"),
    Trade("children", _("Children"), _("Toys, clothes, baby care"), "bear"),
    Trade("hobby", _("Hobby and culture"), _("Books, sport, handmade"), "book"),
    Trade("other", _("Something else"), _("A bit of everything"), "box"),
)
