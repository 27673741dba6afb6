"""Texts and queries cut into words. Both sides are cut here, so both agree."""

import re
import unicodedata

import rjieba

_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
_WORD = re.compile(r"[^\W_]+(?:[-./][^\W_]+)*")
_PARTS = re.compile(r"[-./]")
LONGEST = 60  # characters of one word
STOP_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
        "的",
        "了",
        "和",
        "与",
        "在",
        "是",
    ]
)


def plain(text: str) -> str:
    """Full-width to half-width, lower case, no control characters."""
    text = unicodedata.normalize("NFKC", text).lower()
    return "".join(" " if unicodedata.category(c) == "Cc" else c for c in text)


def index_words(text: str, *, every_part: bool = False) -> list[str]:
    """The words of a text, long ones with the shorter ones inside them.

    every_part adds all Chinese characters and pairs, so that any part of a name finds it.
    """
    words: list[str] = []
    for word in _cut(plain(text), search=True):
        words.append(word)
        words.extend(dashed_parts(word))
    if every_part:
        for run in _CJK.findall(plain(text)):
            words.extend(run)
            words.extend(_pairs(run))
    return words


def query_words(text: str) -> list[str]:
    """The words a product must hold, at most twelve; words that say nothing only when there is no other."""
    words = list(dict.fromkeys(_cut(plain(text[:100]), search=False)))[:12]
    return [word for word in words if word not in STOP_WORDS] or words


def dashed_parts(word: str) -> list[str]:
    """TS and 001 of TS-001; none of a word without dashes."""
    found = [part for part in _PARTS.split(word) if part]
    return found if len(found) > 1 else []


def pairs_of(word: str) -> list[str]:
    """连衣 and 衣裙 of 连衣裙: they stand for a word where it was cut otherwise."""
    return _pairs(word) if _CJK.fullmatch(word) else []


def _cut(text: str, *, search: bool) -> list[str]:
    words: list[str] = []
    for token in _WORD.findall(text):
        if not _CJK.search(token):
            words.append(token)
            continue
        cut = rjieba.cut_for_search(token, True) if search else rjieba.cut(token, True)
        words.extend(word for word in cut if _WORD.fullmatch(word))
    return [word[:LONGEST] for word in words]


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)]
