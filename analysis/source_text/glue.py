"""Finds English sentences and headings that were run together: "the windEvery few days"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from analysis import lexicons
from analysis.source_text.edits import Replacement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_INSIDE = re.compile(
    r"(?<![\w@#/.’'-])([A-Za-z]{0,24}[a-z]|[A-Z]{2,6})([A-Z][a-z]{0,12})(?=[ ,]|[’']s )"
)
_STOPPED = re.compile(
    r"((?<![\w@#/.<`])(?:[A-Za-z]{1,24}|[A-Za-z-]{0,12}\d[\d,]{0,12}%?)|(?<=[\w%”’])\))"
    r"([.?!][”’\"]?)(?=([A-Z][A-Za-z]{0,24})[ ,’'])"
)
_QUOTED = re.compile(r"(?<=[a-z][a-z])[.?!](?=[“‘][A-Z][a-z’ ])|[.?!][”’](?=[“‘][A-Z][a-z’ ])")
_LOOSE = re.compile(
    r"(?<![\w@#/.’'<`-])(?:[A-Z][a-z]{2,24}\.(?=([A-Z][a-z]{2,24}) [a-z]{2})"
    r"|[a-z]{2,24}\.(?=([A-Z]{2,5}) [a-z]{2}))"
)
_HINT = re.compile(
    r"[A-Z](?:(?<=[a-z.?!][A-Z])|(?<=[.?!][”’\"“‘][A-Z])|(?<=[.?!][”’\"][“‘][A-Z])"
    r"|(?<=[A-Z]{2})(?=[a-z]))"
)
_CAMEL = re.compile(r"[a-z][A-Z]")
_LINE = re.compile(r"[^\n]+")
_OTHER_BEFORE = re.compile("[\u0370-\u1fff\u2e80-\uffff][ (（]?$")
_OTHER_BEHIND = re.compile(r" ?[\n\u0370-\u1fff\u2e80-\uffff]")
_NEXT_WORD = re.compile(r" [A-Za-z\d“\"$€£]")
_NEXT_CAPITAL = re.compile(r" [A-Z]")
_DOMAINS = frozenset(("Ai", "App", "Co", "Com", "Io", "Js", "Net", "Org"))


@cache
def _starters() -> Mapping[str, tuple[bool, bool]]:
    """Return the words that begin sentences: whether none ends in them, whether no name does."""
    return {
        row["word"]: (row["open"] == "yes", row["sure"] == "yes")
        for row in lexicons.table("sentence_starters")
    }


@cache
def _names() -> frozenset[str]:
    return frozenset(row["name"] for row in lexicons.table("camel_names"))


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicons.table("english_abbreviations"))


def find(text: str) -> list[Replacement]:
    """Return the breaks that are missing between sentences.

    A break between two sentences is a line feed, one inside a sentence or after a full stop is a
    space.

    >>> text = "4. Faith goes with the windEvery few days, not asA popular game.Maybe it ends."
    >>> [(text[: r.start].split()[-1], r.after) for r in find(text)]
    [('wind', '\\n'), ('as', ' '), ('game.', ' ')]
    """
    if not _HINT.search(text):
        return []
    lines = [m.span() for m in _LINE.finditer(text) if _HINT.search(text, *m.span())]
    found = [hit for span in lines for hit in _breaks(text, *span)]
    return [Replacement(at, at, after, "run together") for at, after in sorted(set(found))]


def _breaks(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Return the breaks of a line; where one is sure, names about a full stop are parted too."""
    found = [*_inside(text, start, end), *_stopped(text, start, end)]
    if found:
        names = _LOOSE.finditer(text, start, end)
        found += [(m.end(), " ") for m in names if m[1] not in _DOMAINS]
    return found


def _inside(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield the breaks inside what looks like one word."""
    for match in _INSIDE.finditer(text, start, end):
        left, right = match.groups()
        if left + right in _names() or not _begins(left, right):
            continue
        if not _is_english(text, match.start(), match.end()):
            continue
        if not _leads_on(text, match.end(), right):
            continue
        is_open, _ = _starters().get(left.capitalize(), (False, False))
        yield match.start(2), " " if is_open else "\n"


def _leads_on(text: str, end: int, word: str) -> bool:
    """Return whether what follows a word lets it be the first one of a sentence."""
    if word not in _starters():
        return bool(_NEXT_CAPITAL.match(text, end))
    is_open, _ = _starters()[word]
    return not is_open or bool(_NEXT_WORD.match(text, end))


def _is_english(text: str, start: int, end: int) -> bool:
    """Return whether no word in another script stands beside a word."""
    before = text[max(start - 2, 0) : start]
    return not _OTHER_BEFORE.search(before) and not _OTHER_BEHIND.match(text, end)


def _begins(left: str, right: str) -> bool:
    """Return whether `right` begins a sentence, or goes on with one, behind `left`."""
    starters = _starters()
    if left.isupper() and len(right) == 1:
        return False
    if right not in starters:
        return len(left) > 2 and left.islower() and left.capitalize() in starters
    if right in ("A", "I"):
        return left.capitalize() in starters
    if _CAMEL.search(left) or (len(left) < 3 and left.capitalize() not in starters):
        return False
    return left.islower() or starters[right][1]


def _stopped(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield the breaks behind a full stop that no space follows."""
    for quoted in _QUOTED.finditer(text, start, end):
        yield quoted.end(), " "
    for match in _STOPPED.finditer(text, start, end):
        left, stop, right = match.groups()
        if (
            right in _DOMAINS
            or left.lower() in _abbreviations()
            or (left.isalpha() and len(left) == 1)
        ):
            continue
        if left.isupper() and len(stop) == 1 and not _goes_on(text, match.end(), right):
            continue
        is_word = right in _starters() or (len(right) > 1 and right.istitle())
        if len(stop) == 1 and not is_word:
            continue
        before = text[max(match.start() - 2, start) : match.start()]
        is_first = not before or bool(_OTHER_BEFORE.search(before))
        if len(stop) == 1 and is_first and right not in _starters():
            continue
        named = bool(_NEXT_CAPITAL.match(text, match.end() + len(right)))
        plain = left[-1].islower() and (left.islower() or named)
        if plain or len(stop) > 1 or right in _starters():
            yield match.end(), " "


def _goes_on(text: str, at: int, word: str) -> bool:
    """Return whether a word begins a sentence even behind an acronym or the symbol of a share."""
    starter = _starters().get(word)
    return starter is not None and any(starter) and word != "A" and text[at + len(word)] == " "
