"""Turns a text in working form (Simplified, repaired) into the features that the model counts.

A feature is a short string whose first letter names its view: `w` words and word pairs, `c`
characters, `k` ideas of the concept lexicon, which both languages share. No view sees the
speaker, the theme, the length or the genre.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from analysis import sentences
from analysis.stance import concepts

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 2_000
_SPACE = re.compile(r"\s+")
_WORDLIKE = re.compile(r"\w")


def plain(text: str) -> str:
    """Return the form that features are counted in: lower case, single spaces, cut at LIMIT."""
    return _SPACE.sub(" ", text[:LIMIT].lower()).strip()


def count(text: str) -> dict[str, Counter[str]]:
    """Return how often each feature occurs in `text`, by view.

    >>> sorted(count("Scaling stops")["w"])
    ['wscal', 'wscal stop', 'wstop']
    """
    line = plain(text)
    chinese = sentences.is_chinese(line)
    tokens = _chinese_words(line) if chinese else _english_words(line)
    return {
        "w": Counter("w" + f for f in _word_features(tokens)),
        "c": Counter("c" + f for f in (_han_grams(line) if chinese else _letter_grams(line))),
        "k": Counter("k" + idea.name for idea in concepts.find(line)),
    }


def says_something(text: str) -> bool:
    """Return whether there is a word in `text` at all.

    >>> says_something("AGI"), says_something("  ... ")
    (True, False)
    """
    return _WORDLIKE.search(text) is not None


def _chinese_words(line: str) -> list[str]:
    return [w.text for w in sentences.words(line) if _WORDLIKE.match(w.text)]


def _english_words(line: str) -> list[str]:
    return [concepts.stem(w) for w in concepts.TOKEN.findall(line)]


def _word_features(tokens: list[str]) -> Iterator[str]:
    yield from tokens
    for first, second in zip(tokens, tokens[1:], strict=False):
        yield f"{first} {second}"


def _han_grams(line: str) -> Iterator[str]:
    for size in (1, 2, 3, 4):
        for start in range(len(line) - size + 1):
            yield line[start : start + size]


def _letter_grams(line: str) -> Iterator[str]:
    for word in concepts.TOKEN.findall(line):
        padded = f" {word} "
        for size in (3, 4, 5):
            for start in range(len(padded) - size + 1):
                yield padded[start : start + size]
