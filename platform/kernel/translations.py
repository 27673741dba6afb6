"""Translations with Babel alone: collected from code and templates, compiled, and checked for gaps.

English is the language of the source, so a catalogue exists for every other language only.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

FOLDERS = ("platform", "tenants", "storefront", "loyalty", "cms", "themes", "billing")
LANGUAGES = {"zh_Hans": "zh_Hans_CN"}  # folder name as Django wants it, locale as Babel wants it
KEYWORDS = {
    "gettext": None, "gettext_lazy": None, "gettext_noop": None, "_": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: mall\\n"
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
# templatize leaves gettext calls between filler that is no Python
_CALL = re.compile(r"""\b(?:n?p?gettext|_)\((?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[^()'"])*\)""")


def catalogue_path(language: str) -> Path:
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"


def read_catalogue(language: str) -> Catalog:
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=LANGUAGES[language], domain="django")
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGES[language], domain="django")


def source_catalogue() -> Catalog:
    """Every text marked for translation in our Python code and templates."""
    catalogue = Catalog(domain="django")
    for path, source in _sources():
        found = extract("python", BytesIO(source), keywords=KEYWORDS, comment_tags=())
        for _line, message, _comments, context in found:
            catalogue.add(message, locations=[(path, 0)], context=context)
    return catalogue


def collect() -> dict[str, int]:
    """Bring every catalogue up to date with the source; answers what still lacks a translation."""
    template = source_catalogue()
    missing = {}
    for language in LANGUAGES:
        catalogue = read_catalogue(language)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        _write(catalogue, language)
        missing[language] = len(gaps(language))
    return missing


def compile_all() -> None:
    for language in LANGUAGES:
        catalogue = read_catalogue(language)
        path = catalogue_path(language).with_suffix(".mo")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_mo(file, catalogue)


def gaps(language: str) -> list[str]:
    """Texts of the source that the language's catalogue lacks, leaves empty or marks as fuzzy."""
    catalogue = read_catalogue(language)
    return [
        str(message.id)
        for message in source_catalogue()
        if message.id and not _translated(catalogue.get(message.id, message.context))
    ]


def _write(catalogue: Catalog, language: str) -> None:
    """With a header of our own: Babel's carries dates that would change in every diff."""
    path = catalogue_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(HEADER.format(language=language, plural=catalogue.plural_forms).encode())
        write_po(file, catalogue, width=100, sort_output=True, omit_header=True, no_location=True)


def _translated(message: object) -> bool:
    text = getattr(message, "string", None)
    whole = all(text) if isinstance(text, (tuple, list)) else bool(text)
    return whole and not getattr(message, "fuzzy", True)


def _sources() -> Iterator[tuple[str, bytes]]:
    root = Path(settings.BASE_DIR)
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            if "migrations" not in path.parts and "devservices" not in path.parts:
                yield str(path.relative_to(root)), path.read_bytes()
        for pattern in ("*.html", "*.txt"):
            for path in sorted((root / folder).rglob(pattern)):
                if "templates" in path.parts:
                    calls = _CALL.findall(templatize(path.read_text(), origin=str(path)))
                    yield str(path.relative_to(root)), "\n".join(calls).encode()
