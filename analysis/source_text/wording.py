"""Finds wording of Taiwan and Hong Kong that the Mainland says otherwise: 软体, 机械人."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis import lexicons

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_BEFORE = "<"


class Form(NamedTuple):
    """A form, and which neighbours (`<` before, `>` behind) it needs or must not have."""

    text: str
    beside: tuple[str, ...]
    avoid: tuple[str, ...]


class Word(NamedTuple):
    """What a form means, and where.

    everywhere: in Traditional text, or only where a converter left it in Simplified text; plain:
    in Simplified characters too, beside other artefacts (`yes`) or by itself (`always`, a repair).
    """

    meant: str
    everywhere: bool
    plain: str


class Found(NamedTuple):
    """A form that stands at `start` to `end`, and its word."""

    start: int
    end: int
    word: Word


@cache
def words() -> Mapping[str, Word]:
    """Return the words by the form in which they are written, in Simplified characters."""
    return {
        row["written"]: Word(row["meant"], row["use"] != "left", row["plain"])
        for row in lexicons.table("converter_words")
    }


def find(text: str, start: int, end: int) -> Iterator[Found]:
    """Yield the forms within `text[start:end]`, a text in Simplified characters.

    >>> [(f.start, f.end, f.word.meant) for f in find("人工智慧的软体动物", 0, 9)]
    [(0, 4, '人工智能')]
    """
    listed = words()
    for match in _pattern().finditer(text, start, end):
        yield Found(*match.span(), listed[match.group()])


@cache
def _pattern() -> re.Pattern[str]:
    """Return a pattern of the forms; a join is a neighbour before, for the rest of its word."""
    return pattern(
        Form(
            row["written"],
            tuple(_BEFORE + part for part in lexicons.several(row["joins"]))
            or lexicons.several(row["beside"]),
            lexicons.several(row["avoid"]),
        )
        for row in lexicons.table("converter_words")
        if row["plain"] != "always"
    )


def pattern(forms: Iterable[Form]) -> re.Pattern[str]:
    """Return a pattern of forms beside their neighbours, the longest first, by first character.

    >>> found = pattern([Form("资料", ("<训练", ">库"), ()), Form("软体", (), (">动物",))])
    >>> [m.start() for m in found.finditer("资料与训练资料，软体动物与资料库")]
    [5, 13]
    """
    ends: dict[str, list[str]] = {}
    for form in sorted(forms, key=lambda f: len(f.text), reverse=True):
        ends.setdefault(form.text[0], []).append(re.escape(form.text[1:]) + _neighbours(form))
    return re.compile("|".join(f"{first}(?:{'|'.join(ends[first])})" for first in sorted(ends)))


def _neighbours(form: Form) -> str:
    """Return the look-arounds of a form, for the place right behind it."""
    behind, ahead = _sides(form.avoid, form.text)
    avoid = [f"(?<!{before})" for before in behind] + [f"(?!{after})" for after in ahead]
    behind, ahead = _sides(form.beside, form.text)
    beside = [f"(?<={before})" for before in behind] + [f"(?={after})" for after in ahead]
    return "".join(avoid) + (f"(?:{'|'.join(beside)})" if beside else "")


def _sides(neighbours: Iterable[str], form: str) -> tuple[list[str], list[str]]:
    """Return what may stand before, one pattern for each length, and what may stand behind."""
    before: dict[int, list[str]] = {}
    behind: list[str] = []
    for neighbour in map(re.escape, neighbours):
        if neighbour[0] == _BEFORE:
            before.setdefault(len(neighbour), []).append(neighbour[1:] + re.escape(form))
        else:
            behind.append(neighbour[1:])
    return ["|".join(same) for same in before.values()], ["|".join(behind)] if behind else []
