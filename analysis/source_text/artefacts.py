"""Finds Taiwan wording that a converter left inside Simplified text: 领網域, 協定, 软體."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.source_text import wording
from analysis.source_text.edits import Replacement
from analysis.source_text.script import fold, simplified_only, traditional_only

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"[^\n]+")
_CLAUSE = re.compile(r"[^\s，。！？；：、,.!?;:“”‘’「」『』《》()（）\"]+")


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
    found = list(wording.find(folded, 0, len(folded)))
    if _is_traditional(words, [(f.start, f.end) for f in found]):
        return
    for start, end, word in found:
        if traditional_only().search(words[start:end]):
            at = clause.start()
            yield Replacement(at + start, at + end, word.meant, "converter")


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
    for start, end, word in wording.find(text, 0, len(text)):
        if word.plain:
            yield Replacement(start, end, word.meant, "converter", certain=False)
