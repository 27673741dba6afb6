"""The looks a merchant chooses from: the theme packs, with what their picture is drawn from."""

from dataclasses import dataclass

from django.contrib.staticfiles import finders
from django.utils.translation import get_language

from themes.engine.packs import BASE, theme_packs

from .trades import TRADES


@dataclass(frozen=True)
class Look:
    """`picture` is a static file (a shop in this look), or empty: then it is drawn from the colours."""

    code: str
    name: str
    picture: str
    brand: str
    paper: str
    radius: int
    serif: bool


def looks() -> list[Look]:
    """Every look, trade themes first, names in the reader's language."""
    packs = theme_packs()
    codes = [code for code in packs if code != BASE] + [BASE]
    return [_look(code) for code in codes]


def suits(trade: str) -> str:
    """The look made for a trade, else the neutral one."""
    made = next((known.look for known in TRADES if known.code == trade), "")
    return made if made in theme_packs() else BASE


def _look(code: str) -> Look:
    pack = theme_packs()[code]
    picture = f"portal/looks/{code}.{get_language()}.webp"
    tokens = {name: token.default for name, token in pack.tokens.items()}
    return Look(
        code=code,
        name=pack.name_in(get_language() or "en"),
        picture=picture if finders.find(picture) else "",
        brand=str(tokens["brand"]),
        paper=str(tokens["paper"]),
        radius=int(tokens["radius"]),
        serif=tokens["font-display"] == "serif",
    )
