"""Texts and queries cut into words. Both sides are cut here, so both agree."""

import re
import unicodedata

import rjieba

_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[^\W_]+(?:[-./][^\W_]+)*")
_PARTS = re.compile(r"[-./]")


def plain(text: str) -> str:
    """Full-width to half-width, lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def index_words(text: str, *, characters: bool = False) -> str:
    """The words of a text, for to_tsvector('simple', ...), long words with the shorter ones inside them.

    characters adds every single Chinese character and pair, so that any part of a name finds it.
    """
    words: list[str] = []
    for word in _cut(plain(text), search=True):
        words.append(word)
        if _PARTS.search(word):
            words.extend(part for part in _PARTS.split(word) if part)
    if characters:
        for run in re.findall(f"{_CJK.pattern}+", plain(text)):
            words.extend(run)
            words.extend(run[i : i + 2] for i in range(len(run) - 1))
    return " ".join(words)


def query_words(text: str) -> list[str]:
    """The words a document must hold, at most twelve."""
    return list(dict.fromkeys(_cut(plain(text)[:100], search=False)))[:12]


def is_chinese(word: str) -> bool:
    return bool(_CJK.search(word))


def _cut(text: str, *, search: bool) -> list[str]:
    words: list[str] = []
    for token in _WORD.findall(text):
        if not is_chinese(token):
            words.append(token)
            continue
        cut = rjieba.cut_for_search(token, True) if search else rjieba.cut(token, True)
        words.extend(word for word in cut if _WORD.fullmatch(word))
    return words
