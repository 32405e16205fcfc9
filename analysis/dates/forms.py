"""What a form of time expressions is, and how its groups are read.

A form names the groups that `expressions.read` understands: `<year>` is a group, a 2 behind its
name puts it at the end of a range, what follows an underscore (`<day_n>`, `<month_full>`) is
another way to write the same, `<lead>` holds words that announce a time and are no part of it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis.dates.expressions import alternatives, holidays, vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

_LAST_LATIN = "\u2fff"
_WRITING = re.compile(r"(?:_(?:n|full|any|w|th|s|sure|short))?(2?)(?:__[0-9]+)?$")


class Form(NamedTuple):
    """A pattern and what it may begin with, in kinds of words, words or characters.

    "0" stands for any digit, "=past" for a word that is a kind, too; "the?" says that "the" may
    stand before the first word.
    """

    openings: str
    pattern: str


class Reader(NamedTuple):
    """A compiled form with the names that its groups have in `expressions.read`."""

    pattern: re.Pattern[str]
    names: tuple[tuple[int, str], ...]


def reader(pattern: str) -> Reader:
    """Return the reader of an expanded pattern."""
    compiled = re.compile(pattern)
    named = sorted((index, name) for name, index in compiled.groupindex.items())
    return Reader(compiled, tuple((i, name_of(name)) for i, name in named))


def name_of(group: str) -> str:
    """Return the name by which `expressions.read` knows a group.

    >>> name_of("month_full2__2"), name_of("is_day_99"), name_of("shift_week")
    ('month2', 'is_day_99', 'shift_week')
    """
    if group.startswith(("is_", "is2_")):
        return group.partition("__")[0]
    return _WRITING.sub(r"\1", group)


def without_names(pattern: str) -> str:
    """Return an expanded pattern with groups that keep nothing."""
    return re.sub(r"[(][?]P<[a-z_0-9]+>", "(?:", pattern)


def expand(pattern: str, groups: Mapping[str, str], language: str) -> str:
    """Put the words of the lists in the place of `<group>` and number what occurs again."""

    def group(match: re.Match[str]) -> str:
        name = match[1].removesuffix("2")
        return f"(?P<{match[1]}>{groups.get(name) or words(name, language)})"

    return _distinct(re.sub(r"(?<!P)<([a-z_]+2?)>", group, pattern))


def _distinct(pattern: str) -> str:
    seen: dict[str, int] = {}

    def name(match: re.Match[str]) -> str:
        count = seen[match[1]] = seen.get(match[1], 0) + 1
        return match[0] if count == 1 else f"(?P<{match[1]}__{count}>"

    return re.sub(r"\(\?P<([a-z_0-9]+)>", name, pattern)


@cache
def words(kind: str, language: str) -> str:
    """Return a pattern for any word of a kind; English in any case."""
    known = alternatives(dict.fromkeys(phrases(kind, language), 1))
    return f"(?i:{known})" if language == "en" else known


@cache
def phrases(kind: str, language: str) -> frozenset[str]:
    """Return the words of a kind; Chinese with the capital letters of "Q3"."""
    if kind == "holiday":
        return frozenset(n for n in holidays() if (max(n) < _LAST_LATIN) == (language == "en"))
    known = vocabulary(kind, language)
    return frozenset(word.upper() for word in known) if language == "zh" else frozenset(known)
