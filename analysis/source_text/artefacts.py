"""Finds Taiwan wording that a converter left inside Simplified text: 领網域, 協定, 软體."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis import lexicons
from analysis.source_text.edits import Replacement
from analysis.source_text.script import fold, simplified_only, traditional_only

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LINE = re.compile(r"[^\n]+")
_CLAUSE = re.compile(r"[^\s，。！？；：、,.!?;:“”‘’「」『』《》()（）\"]+")


class _Word(NamedTuple):
    meant: str
    joins: frozenset[str]
    plain: bool
    avoid: frozenset[str]


@cache
def _words() -> Mapping[str, _Word]:
    return {
        row["written"]: _Word(
            row["meant"],
            frozenset(lexicons.several(row["joins"])),
            row["plain"] == "yes",
            frozenset(lexicons.several(row["avoid"])),
        )
        for row in lexicons.table("converter_words")
    }


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _words()), key=len, reverse=True)))


def find(text: str) -> list[Replacement]:
    """Return the Mainland wording for what a converter left in a Simplified text.

    Nothing is found in Traditional text, nor in a Traditional quotation: the clause around the
    word must be written in Simplified characters.

    >>> [(r.start, r.end, r.after) for r in find("大模型领網域的软體业务")]
    [(4, 6, '域'), (7, 9, '软件')]
    """
    if not traditional_only().search(text):
        return []
    found = [r for line in _LINE.finditer(text) if _is_simplified(line[0]) for r in _line(line)]
    return found + list(_plain(text)) if found else []


def _is_simplified(line: str) -> bool:
    """Return whether a line holds Traditional characters, but no more than Simplified ones."""
    traditional = len(traditional_only().findall(line))
    return 0 < traditional <= len(simplified_only().findall(line))


def _line(line: re.Match[str]) -> Iterator[Replacement]:
    """Yield the artefacts of a line."""
    for clause in _CLAUSE.finditer(line.string, *line.span()):
        if traditional_only().search(clause[0]):
            yield from _clause(clause)


def _clause(clause: re.Match[str]) -> Iterator[Replacement]:
    """Yield the artefacts of a clause that is Simplified but for them."""
    words = clause.group()
    folded = words.translate(fold())
    if _is_traditional(words, [m.span() for m in _pattern().finditer(folded)]):
        return
    for match in _pattern().finditer(folded):
        word = _words()[match.group()]
        if not traditional_only().search(words[match.start() : match.end()]):
            continue
        before = folded[match.start() - 1 : match.start()]
        if word.joins and before not in word.joins:
            continue
        start = clause.start() + match.start()
        end = clause.start() + match.end()
        yield Replacement(start, end, word.meant, "converter")


def _is_traditional(words: str, artefacts: list[tuple[int, int]]) -> bool:
    """Return whether a clause is Traditional, or nothing at all, besides its artefacts."""
    rest = list(words)
    for start, end in artefacts:
        rest[start:end] = " " * (end - start)
    left = "".join(rest)
    traditional = len(traditional_only().findall(left))
    return not left.strip() or traditional * 2 > len(simplified_only().findall(left))


def _plain(text: str) -> Iterator[Replacement]:
    """Yield the forms that hold no Traditional character, each a guess."""
    for match in _pattern().finditer(text):
        word = _words()[match.group()]
        around = {
            f"<{text[match.start() - 1 : match.start()]}",
            f">{text[match.end() : match.end() + 1]}",
        }
        if word.plain and not around & word.avoid:
            yield Replacement(match.start(), match.end(), word.meant, "converter", certain=False)
