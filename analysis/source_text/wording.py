"""Finds wording of Taiwan and Hong Kong that the Mainland says otherwise: 软体, 机械人."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis import lexicons

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BEFORE = "<"


class Word(NamedTuple):
    """What a form means, and which neighbours (`<` before, `>` behind) it needs or must not have.

    `joins` are the beginnings of a word of which the form is the rest.
    """

    meant: str
    everywhere: bool
    joins: frozenset[str]
    plain: bool
    beside: tuple[str, ...]
    avoid: tuple[str, ...]

    def fits(self, text: str, start: int, end: int) -> bool:
        """Return whether the neighbours of `text[start:end]` are such that it is this word."""

        def stands(neighbour: str) -> bool:
            size = len(neighbour) - 1
            at = start - size if neighbour[0] == _BEFORE else end
            return at >= 0 and text.startswith(neighbour[1:], at)

        if any(map(stands, self.avoid)):
            return False
        if self.joins:
            return text[max(start - 1, 0) : start] in self.joins
        return not self.beside or any(map(stands, self.beside))


class Found(NamedTuple):
    """A form that stands at `start` to `end`, and its word."""

    start: int
    end: int
    word: Word


@cache
def words() -> Mapping[str, Word]:
    """Return the words by the form in which they are written, in Simplified characters."""
    return {
        row["written"]: Word(
            row["meant"],
            row["use"] != "left",
            frozenset(lexicons.several(row["joins"])),
            row["plain"] == "yes",
            lexicons.several(row["beside"]),
            lexicons.several(row["avoid"]),
        )
        for row in lexicons.table("converter_words")
    }


@cache
def _pattern() -> re.Pattern[str]:
    """Return a pattern of all forms, the longest first, by their first character."""
    ends: dict[str, list[str]] = {}
    for form in sorted(words(), key=len, reverse=True):
        ends.setdefault(form[0], []).append(re.escape(form[1:]))
    return re.compile("|".join(f"{first}(?:{'|'.join(ends[first])})" for first in sorted(ends)))


def find(text: str, start: int, end: int) -> Iterator[Found]:
    """Yield the forms within `text[start:end]`, a text in Simplified characters.

    >>> [(f.start, f.end, f.word.meant) for f in find("人工智慧的软体动物", 0, 9)]
    [(0, 4, '人工智能')]
    """
    search = _pattern().search
    while match := search(text, start, end):
        word = words()[match.group()]
        if word.fits(text, *match.span()):
            yield Found(*match.span(), word)
            start = match.end()
        else:
            start = match.start() + 1
