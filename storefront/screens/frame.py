"""What surrounds every shop page: name, logo, theme, navigation, languages. Read once and kept near."""

from dataclasses import dataclass
from functools import cache, cached_property

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from media.pictures import PictureView, picture_view
from storefront.catalog.selectors import CategoryNode
from tenants.profile.middleware import PREFIXES
from tenants.profile.models import ShopProfile
from tenants.profile.selectors import current_profile
from themes.customizer.selectors import CurrentTheme, current_theme

from .links import frame_links
from .navigation import navigation


@cache
def static_url(path: str) -> str:
    return staticfiles_storage.url(path)


LABELS = {"zh-hans": "中文", "en": "EN"}


@dataclass(frozen=True)
class LanguageChoice:
    code: str
    prefix: str
    label: str


class ShopFrame:
    """`shop` in templates. Facts of the profile are read through it: shop.slogan, shop.currency, ..."""

    language_cookie = settings.LANGUAGE_COOKIE_NAME

    def __init__(self, profile: ShopProfile, theme: CurrentTheme, language: str) -> None:
        self.profile, self.theme, self.language = profile, theme, language

    def __getattr__(self, name: str) -> object:
        return getattr(self.profile, name)

    @cached_property
    def logo(self) -> PictureView | None:
        return picture_view(self.profile.logo)

    @property
    def paper(self) -> str:
        return self.theme.paper

    @property
    def tokens_css(self) -> SafeString:
        return mark_safe(self.theme.css)  # noqa: S308  made from checked values only

    @property
    def stylesheets(self) -> tuple[str, ...]:
        return self.theme.stylesheets

    @property
    def script(self) -> str:
        return static_url("themes/base/js/shop.js")

    @property
    def icons(self) -> str:
        return static_url("themes/base/icons.svg")

    @property
    def links(self) -> dict[str, str]:
        return frame_links()

    @cached_property
    def categories(self) -> list[CategoryNode]:
        return navigation()

    @cached_property
    def languages(self) -> list[LanguageChoice]:
        """What a visitor may switch between; empty with one language."""
        codes = self.profile.languages
        if len(codes) < 2:
            return []
        return [LanguageChoice(code, f"/{PREFIXES[code]}", LABELS[code]) for code in codes]


def shop_frame(request: HttpRequest) -> ShopFrame:
    theme = getattr(request, "theme", None) or current_theme()
    return ShopFrame(current_profile(), theme, get_language() or current_profile().main_language)
