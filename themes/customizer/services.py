from typing import Any

from django.db import transaction

from themes.engine.packs import ThemePack, theme_packs
from themes.engine.tokens import check_tokens

from .errors import UnknownTheme
from .models import ThemeSettings


@transaction.atomic
def choose_theme(code: str, *, tokens: dict[str, Any] | None = None) -> ThemeSettings:
    """Publish a theme with these tokens (none: the theme's own). Raises UnknownTheme, TokenRefused.

    Every process shows it within a second.
    """
    pack = theme_packs().get(code)
    if pack is None:
        raise UnknownTheme(field="theme")
    settings = ThemeSettings.objects.select_for_update().first() or ThemeSettings()
    settings.theme = code
    settings.tokens = _changed(pack, check_tokens(pack.tokens, tokens or {}))
    settings.save()
    return settings


def _changed(pack: ThemePack, tokens: dict[str, str | int]) -> dict[str, str | int]:
    """Only what differs from the theme's own: a theme that is improved later improves every shop in it."""
    return {name: value for name, value in tokens.items() if value != pack.tokens[name].default}
