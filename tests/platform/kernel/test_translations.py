"""The catalogues, as they are in the repository."""

import re

import pytest

from kernel.translations import LANGUAGES, catalogue_path, gaps, read_catalogue

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|</?\w+")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_lacks_a_translation(language: str) -> None:
    assert gaps(language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_keeps_the_placeholders_and_tags_of_its_text(language: str) -> None:
    for message in read_catalogue(language):
        source = message.id[-1] if isinstance(message.id, tuple) else message.id
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in texts if source else ():
            assert sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(source)), source


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogues_header_has_nothing_that_changes_by_itself(language: str) -> None:
    header = catalogue_path(language).read_text().split("\n\n", 1)[0]
    assert "fuzzy" not in header
    assert "Date" not in header
