"""The word lists of events, compiled: triggers, and the cues around them."""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from analysis import lexicons

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.records import EventKind

Tongue = Literal["en", "zh"]
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_CHINESE_GAP = r"[^，。；：、！？,;:\n]{0,8}?"
_ENGLISH_GAP = r"(?:\s+[^\s;]{0,24}[^\s;,.:]){0,4}?\s+"


class Trigger(NamedTuple):
    """Words that tell an event, as a range of the working text, and how its parts stand."""

    start: int
    end: int
    kind: EventKind
    pattern: str


class _Entry(NamedTuple):
    words: re.Pattern[str]
    kind: EventKind
    pattern: str


def expression(words: str, tongue: Tongue) -> str:
    """Return the regular expression of one entry of a word list; "…" is a bounded gap.

    >>> re.fullmatch(expression("cut … jobs", "en"), "cut 1,200 more jobs") is not None
    True
    """
    if tongue == "zh":
        return _CHINESE_GAP.join(re.escape(part) for part in words.split("…"))
    pieces = [r"\s+".join(map(re.escape, p.split())) for p in words.split("…")]
    tail = r"(?!\w)" if words[-1:].isalnum() else ""
    return _ENGLISH_GAP.join(pieces) + tail


@cache
def _entries(tongue: Tongue) -> Mapping[str, tuple[_Entry, ...]]:
    """Return the triggers by what they begin with: a character, or an English word."""
    grouped: dict[tuple[str, EventKind, str], list[str]] = {}
    for row in lexicons.table("event_triggers"):
        if row["language"] != tongue:
            continue
        for phrase in lexicons.several(row["words"]):
            word = _WORD.match(phrase)
            head = word.group() if tongue == "en" and word else phrase[0]
            key = (head, cast("EventKind", row["kind"]), row["pattern"])
            grouped.setdefault(key, []).append(phrase)
    found: dict[str, list[_Entry]] = {}
    for (head, kind, pattern), phrases in grouped.items():
        phrases.sort(key=lambda phrase: -len(phrase.replace("…", "")))
        inner = "|".join(expression(phrase, tongue) for phrase in phrases)
        found.setdefault(head, []).append(_Entry(re.compile(inner, re.IGNORECASE), kind, pattern))
    return MappingProxyType({head: tuple(entries) for head, entries in found.items()})


@cache
def _heads(tongue: Tongue) -> re.Pattern[str]:
    if tongue == "en":
        return _WORD
    return re.compile("[" + "".join(map(re.escape, _entries(tongue))) + "]")


def triggers(text: str, start: int, end: int, tongue: Tongue) -> list[Trigger]:
    """Return the triggers in `text[start:end]`: at each place the longest of each pattern."""
    entries = _entries(tongue)
    found: list[Trigger] = []
    reached: dict[tuple[EventKind, str], int] = {}
    for head in _heads(tongue).finditer(text, start, end):
        for entry in entries.get(head.group().lower(), ()):
            key = (entry.kind, entry.pattern)
            if head.start() < reached.get(key, 0):
                continue
            match = entry.words.match(text, head.start(), end)
            if match is not None:
                reached[key] = match.end()
                found.append(Trigger(match.start(), match.end(), entry.kind, entry.pattern))
    return found


@cache
def cue(name: str, tongue: Tongue) -> re.Pattern[str]:
    """Return the expression that finds any word with the given cue."""
    words = [
        row["words"]
        for row in lexicons.table("event_cues")
        if row["cue"] == name and row["language"] == tongue
    ]
    words.sort(key=len, reverse=True)
    inner = "|".join(_cased(word, tongue) for word in words) or r"(?!)"
    bound = r"(?<![A-Za-z])" if tongue == "en" else ""
    return re.compile(f"{bound}(?:{inner})", re.IGNORECASE)


def _cased(word: str, tongue: Tongue) -> str:
    """Return the expression of a word; "may" only in lower case, since May is a month."""
    pattern = expression(word, tongue)
    return f"(?-i:{pattern})" if word == "may" else pattern


@cache
def listed(name: str, tongue: Tongue) -> frozenset[str]:
    """Return the words with the given cue as a set."""
    return frozenset(
        row["words"]
        for row in lexicons.table("event_cues")
        if row["cue"] == name and row["language"] == tongue
    )
