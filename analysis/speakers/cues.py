"""Reporting verbs and frames, compiled from the lexicons."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis import lexicons

if TYPE_CHECKING:
    from collections.abc import Iterable


class Cue(NamedTuple):
    """What a reporting verb admits after it (`kind`) and whether it denies."""

    kind: str
    denial: bool


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that matches the longest of `words`, grouped by first character.

    >>> any_of(["说", "说道", "称"])
    '(?:称|说(?:道|))'
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        groups.setdefault(word[0], []).append(word[1:])
    parts = []
    for first, rest in sorted(groups.items()):
        tails = [re.escape(r) for r in rest]
        tail = tails[0] if len(tails) == 1 else "(?:" + "|".join(tails) + ")"
        parts.append(re.escape(first) + tail)
    return "(?:" + "|".join(parts) + ")"


@cache
def verbs(language: str) -> dict[str, Cue]:
    """Return the forms of the reporting verbs of a language, lower case, and what they admit."""
    return {
        form: Cue(row["kind"], row["mark"] == "denial")
        for row in lexicons.table("reporting_verbs")
        if row["language"] == language
        for form in lexicons.several(row["forms"])
    }


@cache
def chinese() -> re.Pattern[str]:
    """Return a pattern of the Chinese verbs, in which longer words that report nothing win."""
    harmless = [row["phrase"] for row in lexicons.table("reporting_exceptions")]
    known = verbs("zh")
    words = [w for w in harmless if w not in known] + list(known)
    return re.compile(any_of(words))


@cache
def english() -> re.Pattern[str]:
    """Return a pattern of all forms of the English verbs as whole words."""
    forms = any_of(verbs("en")).replace(r"\ ", " ")
    return re.compile(rf"\b{forms}\b")


@cache
def frames(language: str, kind: str) -> tuple[tuple[str, str], ...]:
    """Return the frames of a kind as (open, close), longest first."""
    rows = [
        (row["open"], row["close"])
        for row in lexicons.table("reporting_frames")
        if row["language"] == language and row["kind"] == kind
    ]
    return tuple(sorted(rows, key=lambda r: (-len(r[0]) - len(r[1]), r)))


@cache
def phrases(name: str) -> str:
    """Return a pattern of the phrases of one group of `reporting_phrases`."""
    return any_of(group(name))


@cache
def spaced(name: str) -> str:
    """Return a pattern of the phrases of one group of an English list."""
    return phrases(name).replace(r"\ ", " ")


@cache
def group(name: str) -> frozenset[str]:
    """Return the phrases of one group of `reporting_phrases`."""
    rows = lexicons.table("reporting_phrases")
    return frozenset(row["phrase"] for row in rows if row["group"] == name)


@cache
def adjunct_starts() -> str:
    """Return the characters with which a Chinese adjunct between subject and verb may begin."""
    return "".join(sorted(group("adjunct_zh")))
