"""Finds what a converter left behind: 领網域 and 软體 in Simplified text, 处 in Traditional."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from analysis import lexicons
from analysis.source_text import wording
from analysis.source_text.edits import Replacement
from analysis.source_text.script import fold, simplified_only, traditional, traditional_only

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LINE = re.compile(r"[^\n]+")
_CLAUSE = re.compile(r"[^\s，。！？；：、,.!?;:“”‘’「」『』《》()（）\"]+")
_QUOTED = frozenset('“‘「『《(（"')
_OF_SCRIPTS = re.compile("[繁簡简][體体]|[簡简]化字|異體|漢字|日[文本語]")
_VARIANTS = "吓麽"  # which only Cantonese, and older books, write
_FOREIGN_SHARE = 5  # of the telling characters of a line at most one in so many is left over


def find(text: str) -> list[Replacement]:
    """Return what was meant where a converter left other wording or another script.

    Wording of Taiwan is found in Simplified text where the clause around it is Simplified, so that
    no quotation is touched; a lone Simplified character in a Traditional line; and in any text
    what only a converter writes, such as 位元組跳動 for 字節跳動 (ByteDance).

    >>> [(r.start, r.end, r.after) for r in find("大模型领網域的软體业务")]
    [(4, 6, '域'), (7, 9, '软件')]
    """
    found = list(_always(text))
    if not traditional_only().search(text):
        return found
    left: list[Replacement] = []
    for line in _LINE.finditer(text):
        if _is_simplified(line[0]):
            left += _line(line)
        elif simplified_only().search(line[0]):
            found += _left_in_traditional(line)
    return found + left + list(_plain(text)) if left else found


@cache
def _converters() -> Mapping[str, str]:
    """Return what is meant by the forms that only a converter writes, in both scripts."""
    meant = {form: word.meant for form, word in wording.words().items() if word.plain == "always"}
    return {traditional(form): traditional(word) for form, word in meant.items()} | meant


@cache
def _converters_pattern() -> re.Pattern[str]:
    avoid = {row["written"]: row["avoid"] for row in lexicons.table("converter_words")}
    return wording.pattern(
        wording.Form(form, (), lexicons.several(avoid.get(form.translate(fold()), "")))
        for form in _converters()
    )


def _always(text: str) -> Iterator[Replacement]:
    for match in _converters_pattern().finditer(text):
        yield Replacement(*match.span(), _converters()[match.group()], "converter")


def _left_in_traditional(line: re.Match[str]) -> Iterator[Replacement]:
    """Yield lone Simplified characters of a Traditional line; usual and quoted ones stay."""
    count = len(simplified_only().findall(line[0]))
    if count * _FOREIGN_SHARE > len(traditional_only().findall(line[0])):
        return
    if _OF_SCRIPTS.search(line[0]):
        return
    for clause in _CLAUSE.finditer(line.string, *line.span()):
        words, at = clause[0], clause.start()
        if line.string[max(at - 1, 0) : at] in _QUOTED or not traditional_only().search(words):
            continue
        meant = traditional(words)
        for match in simplified_only().finditer(words):
            start, end = match.span()
            if not _is_usual(match.group()) and len(meant) == len(words):
                yield Replacement(at + start, at + end, meant[start:end], "converter", False)


def _is_usual(char: str) -> bool:
    """Return whether Japanese, Cantonese or older texts write a character too."""
    return char in _VARIANTS or bool(char.encode("shift_jis", "ignore"))


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
        if word.plain == "yes":
            yield Replacement(start, end, word.meant, "converter", certain=False)
