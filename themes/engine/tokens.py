"""Tokens: the few values of a theme a merchant may change. Nothing reaches the CSS that is not checked here."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure

from .colours import darken_until_readable, ink_on

HEX = re.compile(r"#[0-9a-f]{6}")
_CJK_SANS = '"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC"'
_CJK_SERIF = '"Songti SC","Noto Serif CJK SC","Noto Serif SC","SimSun"'
FONTS = {
    "sans": f'system-ui,-apple-system,"Segoe UI",Roboto,{_CJK_SANS},sans-serif',
    "humanist": f'Optima,Candara,"Gill Sans","Noto Sans",{_CJK_SANS},sans-serif',
    "serif": f'"Iowan Old Style","Palatino Linotype",Palatino,"Book Antiqua",{_CJK_SERIF},Georgia,serif',
    "didone": f'Didot,"Bodoni MT","Playfair Display","Noto Serif Display",{_CJK_SERIF},Georgia,serif',
    "rounded": f'ui-rounded,"SF Pro Rounded","Nunito",{_CJK_SANS},sans-serif',
}


class TokenRefused(ExpectedFailure):
    code = "token_refused"
    text = _("This value can’t be used here.")


@dataclass(frozen=True)
class Token:
    """One changeable value: kind is colour, length or font; default is already in CSS-ready form."""

    name: str
    kind: str
    default: str | int
    labels: dict[str, str] = field(default_factory=dict)
    unit: str = ""
    minimum: int = 0
    maximum: int = 0

    def check(self, value: Any) -> str | int:
        """The value in its normal form; TokenRefused when it is not one of this kind."""
        checks: dict[str, Callable[[Any], str | int]] = {
            "colour": self._colour,
            "length": self._length,
            "font": self._font,
        }
        return checks[self.kind](value)

    def css(self, value: str | int) -> str:
        if self.kind == "font":
            return FONTS[str(value)]
        return f"{value}{self.unit}"

    def _colour(self, value: Any) -> str:
        text = str(value).strip().lower()
        if not HEX.fullmatch(text):
            raise TokenRefused(_("Write the colour as six digits, like #1f4d3f."), field=self.name)
        return text

    def _length(self, value: Any) -> int:
        try:
            number = int(str(value))
        except ValueError:
            raise TokenRefused(_("Write a whole number."), field=self.name) from None
        if not self.minimum <= number <= self.maximum:
            raise TokenRefused(
                _("Choose a number from %(low)s to %(high)s.")
                % {"low": self.minimum, "high": self.maximum},
                field=self.name,
            )
        return number

    def _font(self, value: Any) -> str:
        if value not in FONTS:
            raise TokenRefused(_("Choose one of the fonts."), field=self.name)
        return str(value)


def token_from_toml(name: str, entry: dict[str, Any]) -> Token:
    token = Token(
        name=name,
        kind=entry["kind"],
        default=entry["default"],
        labels=entry.get("label", {}),
        unit=entry.get("unit", ""),
        minimum=entry.get("min", 0),
        maximum=entry.get("max", 0),
    )
    token.check(token.default)
    return token


def check_tokens(tokens: dict[str, Token], values: dict[str, Any]) -> dict[str, str | int]:
    """Only known tokens, each in its normal form; TokenRefused names the first that is wrong."""
    unknown = values.keys() - tokens.keys()
    if unknown:
        raise TokenRefused(field=sorted(unknown)[0])
    return {name: tokens[name].check(value) for name, value in values.items()}


def tokens_css(tokens: dict[str, Token], values: dict[str, str | int]) -> str:
    """`:root{--brand:#...}` for the page's one <style>; values of a token the theme lacks are left out."""
    chosen = {name: values.get(name, token.default) for name, token in tokens.items()}
    lines = {name: tokens[name].css(value) for name, value in chosen.items()}
    lines |= _derived(chosen)
    return ":root{" + "".join(f"--{name}:{value};" for name, value in lines.items()) + "}"


def _derived(chosen: dict[str, str | int]) -> dict[str, str]:
    brand, paper = str(chosen["brand"]), str(chosen["paper"])
    return {"brand-ink": ink_on(brand), "brand-text": darken_until_readable(brand, paper)}
