from pathlib import Path

import pytest
from django.template.loader import get_template

from themes.engine.active import active_theme, theme_active
from themes.engine.packs import PACKS, theme_packs
from themes.engine.staticfiles import pack_static_dirs


def origin(name: str) -> str:
    return Path(get_template(name).template.origin.name).relative_to(PACKS).parts[0]


def test_a_theme_has_its_own_template_and_falls_back_to_base():
    with theme_active("clothing"):
        assert origin("shop/parts/header.html") == "clothing"
        assert origin("shop/base.html") == "base"


def test_two_themes_in_one_process_keep_apart():
    with theme_active("clothing"):
        get_template("shop/parts/header.html")
    with theme_active("base"):
        assert origin("shop/parts/header.html") == "base"
    with theme_active("clothing"):
        assert origin("shop/parts/header.html") == "clothing"


def test_the_theme_before_is_active_again_also_after_a_failure():
    before = active_theme()

    with pytest.raises(RuntimeError), theme_active("clothing"):
        raise RuntimeError

    assert active_theme() == before


@pytest.mark.parametrize("theme", theme_packs())
def test_every_template_of_every_theme_compiles(theme):
    names = {
        str(path.relative_to(folder))
        for folder in PACKS.glob("*/templates")
        for path in folder.rglob("*.html")
    }
    with theme_active(theme):
        for name in names:
            get_template(name)


def test_only_the_static_folders_are_public():
    folders = dict(pack_static_dirs(PACKS))

    assert folders["themes/base"] == PACKS / "base" / "static"
    assert all(folder.name == "static" for folder in folders.values())
