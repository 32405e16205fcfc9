"""What a time expression says, before anybody asks from which day it is said."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING

from analysis import lexicons

if TYPE_CHECKING:
    from collections.abc import Mapping

_DIGITS = {
    **{c: i for i, c in enumerate("零一二三四五六七八九")},
    "〇": 0,
    "○": 0,
    "两": 2,
    "初": 0,
}


@dataclass(frozen=True, slots=True)
class Time:
    """The parts of a time expression that its words fill; shifts count from the publication."""

    year: int | None = None
    shift_year: int | None = None
    half: int | None = None
    quarter: int | None = None
    shift_quarter: int | None = None
    season: str | None = None
    month: int | None = None
    shift_month: int | None = None
    part: str | None = None
    day: int | None = None
    shift_week: int | None = None
    weekday: int | None = None
    weekend: bool = False
    shift_day: int | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    direction: str | None = None
    recent: bool = False
    bare: int | None = None
    anaphor: str | None = None
    holiday: str | None = None
    decade: int | None = None
    century: int | None = None
    end: Time | None = None


_FIELDS = frozenset(f.name for f in fields(Time))


@cache
def vocabulary(kind: str, language: str) -> Mapping[str, str]:
    """Return the words of one kind with their values; English words in lower case."""
    return {
        word.lower(): row["value"]
        for row in lexicons.table("time_words")
        if (row["kind"], row["language"]) == (kind, language)
        for word in lexicons.several(row["words"])
    }


@cache
def holidays() -> Mapping[str, tuple[Mapping[str, str], ...]]:
    """Return the rows of the list of holidays by name, in lower case."""
    found: dict[str, tuple[Mapping[str, str], ...]] = {}
    for row in lexicons.table("holidays"):
        for name in lexicons.several(row["names"]):
            found[name.lower()] = (*found.get(name.lower(), ()), row)
    return found


def alternatives(words: Mapping[str, object]) -> str:
    """Return a pattern for any of `words`, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def number(text: str) -> int:
    """Return the number that digits or Chinese numerals write.

    >>> number("二〇二四"), number("二十一"), number("十"), number("5th")
    (2024, 21, 10, 5)
    """
    digits = re.match(r"\s*(\d+)", text)
    if digits:
        return int(digits[1])
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" in text:
        tens, _, units = text.partition("十")
        return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(units, 0)
    return int("".join(str(_DIGITS[c]) for c in text))


def read(groups: Mapping[str, str | None], language: str) -> Time:
    """Return the time that the groups of a pattern tell, the end of a range within it."""
    start: dict[str, object] = {}
    end: dict[str, object] = {}
    for name, text in groups.items():
        if text or (text is not None and name.startswith("is_")):
            (end if name.endswith("2") else start).update(
                _value(name.removesuffix("2"), text, language)
            )
    return Time(**start, end=Time(**end) if end else None)  # type: ignore[arg-type]


def _value(name: str, text: str, language: str) -> dict[str, object]:
    """Return the fields of `Time` that one group fills."""
    word = text.lower().strip()
    short = vocabulary(f"{name}_short", language)
    value = vocabulary(name, language).get(word, short.get(word, ""))
    if name in ("season", "part", "anaphor", "unit"):
        return {name: value}
    if name in ("recent", "weekend"):
        return {name: True}
    if name == "count":
        return _count(text, value)
    if name == "day_sign":
        return {"shift_day": int(value)}
    if name == "roc":
        return {"year": 1911 + number(text)}
    if name == "short":
        return {"year": 2000 + number(text)}
    if name == "holiday":
        return {name: text.lower()}
    if name == "shift":
        return {"direction": value}
    if name.startswith("is_"):
        field, _, fixed = name.removeprefix("is_").rpartition("_")
        return {field: int(fixed)} if fixed.isdigit() else {field: fixed}
    return {name: int(value) if value else number(text)} if name in _FIELDS else {}


def _count(text: str, value: str) -> dict[str, object]:
    if not value:
        exact = float(number(text))
        return {"low": exact, "high": exact}
    low, _, high = value.partition("-")
    return {"low": float(low), "high": float(high or low)}
