"""Turns a text in working form (Simplified, repaired) into the features that the model counts.

A feature is a short string whose first letter names its view: `w` words and word pairs, `c`
characters. No view sees the speaker's name, the theme, the length or the genre.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from analysis import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 2_000
_SPACE = re.compile(r"\s+")
_TOKEN = re.compile(r"[a-z0-9]+(?:[-'’.][a-z0-9]+)*")
_WORDLIKE = re.compile(r"\w")


def count(text: str) -> dict[str, Counter[str]]:
    """Return how often each feature occurs in `text`, by view.

    >>> sorted(count("Scaling stops")["w"])
    ['wscal', 'wscal stop', 'wstop']
    """
    plain = _SPACE.sub(" ", text[:LIMIT].lower()).strip()
    chinese = sentences.is_chinese(plain)
    tokens = _chinese_words(plain) if chinese else _english_words(plain)
    return {
        "w": Counter("w" + f for f in _word_features(tokens)),
        "c": Counter("c" + f for f in (_han_grams(plain) if chinese else _letter_grams(plain))),
    }


def says_something(text: str) -> bool:
    """Return whether there is a word in `text` at all.

    >>> says_something("AGI"), says_something("  ... ")
    (True, False)
    """
    return _WORDLIKE.search(text) is not None


def _chinese_words(plain: str) -> list[str]:
    return [w.text for w in sentences.words(plain) if _WORDLIKE.match(w.text)]


def _english_words(plain: str) -> list[str]:
    return [stem(w) for w in _TOKEN.findall(plain)]


def stem(word: str) -> str:
    """Return an English word without its commonest endings.

    >>> stem("believes"), stem("scaling"), stem("studies"), stem("less")
    ('believ', 'scal', 'studi', 'less')
    """
    word = word.removesuffix("'s").removesuffix("’s")
    for ending in ("ing", "ed", "es", "s", "ly", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word.removesuffix(ending)
    return word


def _word_features(tokens: list[str]) -> Iterator[str]:
    yield from tokens
    for first, second in zip(tokens, tokens[1:], strict=False):
        yield f"{first} {second}"


def _han_grams(plain: str) -> Iterator[str]:
    for size in (1, 2, 3, 4):
        for start in range(len(plain) - size + 1):
            yield plain[start : start + size]


def _letter_grams(plain: str) -> Iterator[str]:
    for word in _TOKEN.findall(plain):
        padded = f" {word} "
        for size in (3, 4, 5):
            for start in range(len(padded) - size + 1):
                yield padded[start : start + size]
