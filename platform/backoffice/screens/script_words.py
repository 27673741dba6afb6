from django.utils.translation import gettext
from django.views.i18n import JavaScriptCatalog

from ..words_of_wagtail import SCRIPT_WORDS


class ScriptWords(JavaScriptCatalog):
    """Wagtail's texts for its scripts, with ours where its own catalogue has none."""

    def get_catalog(self) -> dict[str, str | list[str]]:
        catalog: dict[str, str | list[str]] = super().get_catalog()
        for text in SCRIPT_WORDS:
            catalog.setdefault(text, gettext(text))
        return catalog
