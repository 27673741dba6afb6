"""What a new shop's front page shows: the pack's own home.toml, in both languages.

The slow part (pages, pictures and their sizes) is the same for every shop and baked into the template; when a
merchant opens a shop only the sections of their look are written.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Site

from media.services import add_image
from storefront.catalog.selectors import categories_tree
from tenants.provisioning.ports import StarterContext
from themes.customizer.services import choose_theme
from themes.engine.packs import BASE, PACKS, theme_packs

from .models import HomePage

TITLES = {"zh-hans": "首页", "en": "Home"}
LANGUAGES = [code for code, _ in settings.LANGUAGES]
TILES = 4


def make_home_pages(shop: StarterContext) -> None:
    """Neutral: a home page a language, translations of each other, and the pictures of every look."""
    if HomePage.objects.exists():
        return
    root = Page.objects.get(depth=1)
    pages = [_add_home_page(root, code) for code in LANGUAGES]
    Site.objects.filter(is_default_site=True).update(root_page=pages[0])
    Site.clear_site_root_paths_cache()
    Page.objects.filter(depth=2).exclude(pk__in=[page.pk for page in pages]).delete()
    for look in theme_packs():
        for file in _starter(look).glob("*.webp"):
            with file.open("rb") as picture:
                add_image(picture, name=file.name, title=_picture_title(look, file.name))


def dress_the_shop(shop: StarterContext) -> None:
    """The look the merchant chose; base when it is gone."""
    choose_theme(shop.look if shop.look in theme_packs() else BASE)


def fill_home_pages(shop: StarterContext) -> None:
    """The sections of the look, with the shop's own categories; pages somebody changed stay as they are."""
    refresh_home_pages(shop.look, shop.language)


def refresh_home_pages(wanted_look: str, main_language: str) -> None:
    """As `fill_home_pages`, for a shop whose goods came later."""
    look = wanted_look if _starter(wanted_look).is_dir() else BASE
    pictures = dict(get_image_model().objects.values_list("title", "pk"))
    pages = HomePage.objects.select_related("locale").filter(latest_revision__isnull=True)
    for page in pages:
        body = page.body.stream_block.to_python(
            _sections(look, page.locale.language_code, pictures)
        )
        HomePage.objects.filter(pk=page.pk).update(
            body=body
        )  # save() would index it: too slow here
        if page.locale.language_code == main_language:
            Site.objects.filter(is_default_site=True).update(root_page=page)
    Site.clear_site_root_paths_cache()


def _add_home_page(root: Page, code: str) -> HomePage:
    locale, _ = Locale.objects.get_or_create(language_code=code)
    first = HomePage.objects.first()
    key = {"translation_key": first.translation_key} if first else {}
    page = HomePage(title=TITLES[code], slug=f"home-{code}", locale=locale, **key)
    return root.add_child(instance=page)


def _starter(look: str) -> Path:
    return PACKS / look / "starter"


def _picture_title(look: str, name: str) -> str:
    return f"{look}/{name}"


@cache
def _written(look: str) -> list[dict[str, Any]]:
    return tomllib.loads((_starter(look) / "home.toml").read_text(encoding="utf-8"))["sections"]


def _sections(look: str, language: str, pictures: dict[str, int]) -> list[dict[str, Any]]:
    """home.toml as a StreamField stores it."""
    known = {name.removeprefix(f"{look}/"): pk for name, pk in pictures.items()}
    entries = []
    for section in _written(look):
        value = _value(section, language, known)
        kind = value.pop("type")
        if kind == "categories":
            value["tiles"] = _items([{"category": str(n.id)} for n in categories_tree()[:TILES]])
        if kind != "categories" or value["tiles"]:
            entries.append({"type": kind, "value": value, "id": str(uuid4())})
    return entries


def _value(written: Any, language: str, pictures: dict[str, int]) -> Any:
    """Texts in this language, pictures by their id, lists as a ListBlock stores them."""
    if isinstance(written, dict):
        if written.keys() >= set(LANGUAGES):
            return written[language]
        return {name: _field(name, value, language, pictures) for name, value in written.items()}
    if isinstance(written, list):
        return _items([_value(item, language, pictures) for item in written])
    return written


def _field(name: str, value: Any, language: str, pictures: dict[str, int]) -> Any:
    return pictures.get(value) if name == "picture" else _value(value, language, pictures)


def _items(values: list[Any]) -> list[dict[str, Any]]:
    return [{"type": "item", "value": value, "id": str(uuid4())} for value in values]
