"""The listed words of frames: whole lines, beginnings, phrases, labels, and parts of forms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from analysis import lexicons
from analysis.source_text.frame.lines import bare

_LIMIT = 200
_START = 40
_BULLETS = " *[★●■▼▲>—-（(◼※"


class Entry(NamedTuple):
    """A row of frame_lines: how words stand in a line, where on the page, of which kind."""

    form: str
    place: str
    kind: str
    words: str


@cache
def _entries(form: str) -> Mapping[str, Entry]:
    rows = (Entry(**row) for row in lexicons.table("frame_lines"))
    return MappingProxyType({row.words: row for row in rows if row.form == form})


@cache
def _by_first(form: str, letters: int) -> Mapping[str, tuple[str, ...]]:
    """Return the words of one form by their first letters, longest first."""
    found: dict[str, list[str]] = {}
    for words in sorted(_entries(form), key=len, reverse=True):
        found.setdefault(words[:letters], []).append(words)
    return MappingProxyType({first: tuple(words) for first, words in found.items()})


@lru_cache(maxsize=1 << 12)
def listed(line: str) -> tuple[Entry, ...]:
    """Return what the list knows of a line: at most one entry of each form.

    >>> [entry.kind for entry in listed("相关阅读：")]
    ['related', 'related']
    """
    if len(line) > _LIMIT:
        return ()
    found = []
    whole = _entries("whole").get(bare(line)) or _entries("whole").get(line.lower())
    if whole:
        found.append(whole)
    lowered = line.lower().replace("：", ":")
    for text in (lowered, lowered.lstrip(_BULLETS)):
        words = _by_first("starts", 1).get(text[:1], ())
        start = next((w for w in words if text.startswith(w) and _ends_word(text, w)), None)
        if start:
            found.append(_entries("starts")[start])
            break
    held = _held(lowered)
    if held:
        found.append(_entries("holds")[held])
    return tuple(found)


def present(text: str) -> tuple[str, ...]:
    """Return the phrases that frames anywhere hold and that a text holds."""
    lowered = text.lower()
    return tuple(phrase for phrase in _anywhere("holds") if phrase in lowered)


def betrays(line: str, phrases: Sequence[str]) -> bool:
    """Return whether a line begins with words of frames anywhere, or holds one of the phrases."""
    lowered = line[:_START].lower().replace("：", ":").lstrip(_BULLETS)
    if lowered.startswith(_anywhere("starts")):
        return True
    return bool(phrases) and len(line) <= _LIMIT and any(p in line.lower() for p in phrases)


@cache
def _anywhere(form: str) -> tuple[str, ...]:
    return tuple(e.words for e in _entries(form).values() if e.place == "any")


def _held(lowered: str) -> str:
    """Return the phrase that a line holds: one of anywhere before others, then the longest."""
    known = _by_first("holds", 2)
    pairs = {a + b for a, b in zip(lowered, lowered[1:], strict=False)} & known.keys()
    found = [words for pair in pairs for words in known[pair] if words in lowered]
    rank = _entries("holds")
    return max(found, key=lambda w: (rank[w].place == "any", len(w), w), default="")


def _ends_word(text: str, words: str) -> bool:
    """Return whether Latin words do not end inside a word of the text."""
    after = text[len(words) : len(words) + 1]
    return not (words[-1].isascii() and words[-1].isalpha() and after.isascii() and after.isalpha())


def is_listed(token: str) -> bool:
    """Return whether a word is a whole line of the list."""
    return token in _entries("whole")


@cache
def of(role: str) -> tuple[str, ...]:
    """Return the words of frame_words with one role, longest first."""
    rows = lexicons.table("frame_words")
    return tuple(sorted((r["word"] for r in rows if r["role"] == role), key=len, reverse=True))


@cache
def pattern(role: str) -> re.Pattern[str]:
    """Return a pattern of the words with one role; Latin words are whole words."""
    return re.compile("|".join(map(_bounded, of(role))), re.IGNORECASE)


def held(role: str, line: str) -> frozenset[str]:
    """Return the words with one role that a line holds, in lower case.

    >>> held("urges", "The board meets on Monday")
    frozenset()
    """
    lowered = line.lower()
    if not any(word in lowered for word in of(role)):
        return frozenset()
    return frozenset(pattern(role).findall(lowered))


def _bounded(word: str) -> str:
    left = r"\b" if word[0].isascii() and word[0].isalnum() else ""
    right = r"\b" if word[-1].isascii() and word[-1].isalnum() else ""
    return left + re.escape(word) + right


@cache
def labels() -> Mapping[str, tuple[str, bool]]:
    """Return the labels of bylines with their field and whether only a bar may follow."""
    rows = lexicons.table("frame_labels")
    return MappingProxyType({row["label"]: (row["field"], row["bar"] == "yes") for row in rows})


@cache
def sites() -> tuple[str, ...]:
    """Return the endings of the names of sites and papers."""
    return tuple(row["ending"] for row in lexicons.table("site_names"))


@cache
def surnames() -> frozenset[str]:
    """Return the Chinese surnames."""
    return frozenset(row["surname"] for row in lexicons.table("chinese_surnames"))


def is_nobody(name: str) -> bool:
    """Return whether what stands in the place of a name names nobody.

    >>> is_nobody("admin"), is_nobody("佚名"), is_nobody("方晴")
    (True, True, False)
    """
    return bare(name) in of("nobody")
