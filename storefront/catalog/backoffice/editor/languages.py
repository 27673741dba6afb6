"""The shop's other languages, and the words of options in them."""

from dataclasses import dataclass

from django.conf import settings
from django.http import QueryDict

from tenants.profile.selectors import current_profile

from ...models import OptionWord, Product
from ...services.words import Words

MOST_WORDS = 400


@dataclass(frozen=True)
class WordRow:
    word: str
    text: str


def other_languages() -> list[tuple[str, str]]:
    """The shop's languages besides its main one, with their names."""
    profile = current_profile()
    return [
        (code, name)
        for code, name in settings.LANGUAGES
        if code in profile.languages and code != profile.main_language
    ]


def main_language() -> tuple[str, str]:
    code = current_profile().main_language
    return code, dict(settings.LANGUAGES)[code]


def option_words(product: Product | None) -> list[str]:
    """The product's option names and values, each once."""
    options = product.options if product else []
    words = [word for option in options for word in (option["name"], *option["values"])]
    return list(dict.fromkeys(words))


def known_words(words: list[str]) -> Words:
    rows = OptionWord.objects.filter(word__in=words).values_list("word", "language", "text")
    return {(word, language): text for word, language, text in rows}


def word_rows(words: list[str], known: Words, language: str) -> list[WordRow]:
    return [WordRow(word, known.get((word, language), "")) for word in words]


def sent_words(data: QueryDict, languages: list[str]) -> Words:
    """Two lists beside each other for each language: the words, and what they are called there."""
    return {
        (word.strip()[:255], language): text
        for language in languages
        for word, text in zip(
            data.getlist(f"words_{language}")[:MOST_WORDS],
            data.getlist(f"called_{language}"),
            strict=False,
        )
        if word.strip()
    }
