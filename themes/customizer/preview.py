"""Browsing the shop in a look before it is published: a signed cookie that lives one hour."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest

from tenants.accounts import signing
from tenants.directory.hosts import HostKind
from themes.engine.packs import theme_packs
from themes.engine.tokens import TokenRefused, check_tokens

from .selectors import CurrentTheme, dressed

COOKIE = "theme-preview"
SALT = "theme-preview"
LIFE = timedelta(hours=1)


def preview_token(code: str, tokens: dict[str, Any] | None = None) -> str:
    """For the merchant's link to the shop; worth nothing in another shop. Staff pages only may make one."""
    return signing.dumps([code, tokens or {}], SALT, audience=HostKind.SHOP)


def previewed_theme(request: HttpRequest) -> CurrentTheme | None:
    """The look this visitor previews; None for everyone without a good cookie."""
    token = request.COOKIES.get(COOKIE)
    return look_of(token) if token else None


def look_of(token: str) -> CurrentTheme | None:
    """The look a token names; None when it is forged, old, of another shop or fits no theme any more."""
    try:
        code, tokens = signing.loads(token, SALT, max_age=LIFE, audience=HostKind.SHOP)
        pack = theme_packs()[code]
        return dressed(pack, check_tokens(pack.tokens, tokens), is_preview=True)
    except (signing.BadSignature, KeyError, TokenRefused):
        return None
