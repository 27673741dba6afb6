from dataclasses import dataclass

from media.pictures import PictureView, picture_view
from tenants.directory.urls import current_shop_origin
from tenants.profile.selectors import current_profile
from themes.customizer.selectors import chosen_look
from themes.engine.colours import darken_until_readable, ink_on

PAPER = "#ffffff"


@dataclass(frozen=True)
class Brand:
    """How a shop looks in a mail. `colour` with `ink` on it; `text` is the colour made readable on white."""

    name: str
    slogan: str
    logo: PictureView | None
    logo_url: str
    home_url: str
    email: str
    phone: str
    colour: str
    ink: str
    text: str


def current_brand() -> Brand:
    profile = current_profile()
    logo = picture_view(profile.logo)
    _pack, tokens = chosen_look()
    colour = str(tokens["brand"])
    return Brand(
        name=profile.name,
        slogan=profile.slogan,
        logo=logo,
        logo_url=absolute(logo.src) if logo else "",
        home_url=absolute("/"),
        email=profile.contact_email,
        phone=profile.contact_phone,
        colour=colour,
        ink=ink_on(colour),
        text=darken_until_readable(colour, PAPER),
    )


def absolute(url: str) -> str:
    """A picture or page of the shop, as it is asked for from anywhere."""
    return current_shop_origin() + url if url.startswith("/") else url
