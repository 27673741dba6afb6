from dataclasses import dataclass

from django.contrib.staticfiles.storage import staticfiles_storage
from django.db.models import QuerySet

from tenants.freshness.kept_near import KeptNear, Row
from themes.engine.packs import ThemePack, theme_pack
from themes.engine.tokens import tokens_css

from .models import ThemeSettings


@dataclass(frozen=True)
class CurrentTheme:
    """What a page needs of the theme: stylesheets in order and the tokens as CSS, all from checked values."""

    code: str
    paper: str
    css: str
    stylesheets: tuple[str, ...]
    is_preview: bool = False


def _queries() -> tuple[QuerySet, ...]:
    return (ThemeSettings.objects.values("theme", "tokens")[:1],)


def _read(rows: list[Row]) -> CurrentTheme:
    settings = ThemeSettings(**rows[0]) if rows else ThemeSettings()
    return dressed(theme_pack(settings.theme), settings.tokens)


theme_cache: KeptNear[CurrentTheme] = KeptNear(_queries, _read)


def current_theme() -> CurrentTheme:
    """The shop's published theme."""
    return theme_cache.get()


def chosen_look() -> tuple[ThemePack, dict[str, str | int]]:
    """The published theme and every token's value, for the screen that changes them."""
    settings = ThemeSettings.objects.first() or ThemeSettings()
    pack = theme_pack(settings.theme)
    values = {name: settings.tokens.get(name, token.default) for name, token in pack.tokens.items()}
    return pack, values


def dressed(
    pack: ThemePack, tokens: dict[str, str | int], *, is_preview: bool = False
) -> CurrentTheme:
    """A pack in a shop's tokens; what a preview of another theme shows as well."""
    return CurrentTheme(
        code=pack.code,
        paper=str(tokens.get("paper", pack.tokens["paper"].default)),
        css=tokens_css(pack.tokens, tokens),
        stylesheets=tuple(staticfiles_storage.url(path) for path in pack.stylesheets),
        is_preview=is_preview,
    )
