"""The theme packs on disk: read once a process."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from .tokens import Token, token_from_toml

PACKS = Path(settings.BASE_DIR) / "themes" / "packs"
BASE = "base"


@dataclass(frozen=True)
class ThemePack:
    """One pack: its names by language, its tokens (base's with its own on top), its stylesheets in order."""

    code: str
    names: dict[str, str]
    tokens: dict[str, Token]
    stylesheets: tuple[str, ...]

    def name_in(self, language: str) -> str:
        return self.names.get(language) or self.names["en"]


@cache
def theme_packs() -> dict[str, ThemePack]:
    """Every pack by its code, base first."""
    base = _read(BASE, None)
    others = sorted(path.parent.name for path in PACKS.glob("*/theme.toml"))
    return {BASE: base} | {code: _read(code, base) for code in others if code != BASE}


def theme_pack(code: str) -> ThemePack:
    """The pack of this code; base when there is no such pack any more."""
    packs = theme_packs()
    return packs.get(code, packs[BASE])


def _read(code: str, base: ThemePack | None) -> ThemePack:
    data = tomllib.loads((PACKS / code / "theme.toml").read_text(encoding="utf-8"))
    own = {name: token_from_toml(name, entry) for name, entry in data.get("tokens", {}).items()}
    return ThemePack(
        code=code,
        names=data["name"],
        tokens=(base.tokens if base else {}) | own,
        stylesheets=(base.stylesheets if base else ()) + _stylesheets(data),
    )


def _stylesheets(data: dict[str, Any]) -> tuple[str, ...]:
    return tuple(f"themes/{path}" for path in data.get("stylesheets", []))
