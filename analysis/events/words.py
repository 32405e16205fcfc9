"""The word lists of events, compiled: triggers, and the cues around them."""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

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
    found: dict[str, list[_Entry]] = {}
    for row in lexicons.table("event_triggers"):
        if row["language"] != tongue:
            continue
        for words in lexicons.several(row["words"]):
            pattern = re.compile(expression(words, tongue), re.IGNORECASE)
            head = words[0] if tongue == "zh" else _WORD.match(words).group()  # type: ignore[union-attr]
            entry = _Entry(pattern, row["kind"], row["pattern"])  # type: ignore[arg-type]
            found.setdefault(head, []).append(entry)
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
        longest: dict[tuple[EventKind, str], Trigger] = {}
        for entry in entries.get(head.group().lower(), ()):
            match = entry.words.match(text, head.start(), end)
            key = (entry.kind, entry.pattern)
            if match is None or match.start() < reached.get(key, 0):
                continue
            if key not in longest or match.end() > longest[key].end:
                longest[key] = Trigger(match.start(), match.end(), entry.kind, entry.pattern)
        for key, trigger in longest.items():
            reached[key] = trigger.end
            found.append(trigger)
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
