"""Browsing the shop in another theme before it is published: a signed cookie that lives one hour."""

from datetime import timedelta

from django.http import HttpRequest

from tenants.accounts import signing
from tenants.directory.hosts import HostKind
from themes.engine.packs import theme_packs

from .selectors import CurrentTheme, dressed

COOKIE = "theme-preview"
SALT = "theme-preview"
LIFE = timedelta(hours=1)


def preview_token(code: str) -> str:
    """For the merchant's link to the shop; worth nothing in another shop. Staff pages only may make one."""
    return signing.dumps(code, SALT, audience=HostKind.SHOP)


def previewed_theme(request: HttpRequest) -> CurrentTheme | None:
    """The theme this visitor previews, in its own tokens; None for everyone without a good cookie."""
    token = request.COOKIES.get(COOKIE)
    code = theme_of(token) if token else ""
    return dressed(theme_packs()[code], {}) if code else None


def theme_of(token: str) -> str:
    """The theme a token names; empty when it is forged, old, of another shop or of a removed theme."""
    try:
        code = signing.loads(token, SALT, max_age=LIFE, audience=HostKind.SHOP)
    except signing.BadSignature:
        return ""
    return code if code in theme_packs() else ""
