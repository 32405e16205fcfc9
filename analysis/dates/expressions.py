"""What a time expression says, before anybody asks from which day it is said."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from analysis import lexicons

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_DIGITS = {
    **{c: i for i, c in enumerate("零一二三四五六七八九")},
    "〇": 0,
    "○": 0,
    "两": 2,
    "初": 0,
}
_LEADING = re.compile(r"[0-9]+")
_PLACES = {"十": 10, "百": 100, "千": 1000}
_SAME_WORDS = 4096
_CENTURY = 50  # two digits from here on are a year of the last century


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
    recent: int | None = None
    bare: int | None = None
    anaphor: str | None = None
    holiday: str | None = None
    decade: int | None = None
    century: int | None = None
    nth: int | None = None
    week_of: int | None = None
    lunar: int | None = None
    feast: str | None = None
    that: int | None = None
    shift_decade: int | None = None
    week: int | None = None
    fiscal: int | None = None
    pair: int | None = None
    like: str | None = None
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
def holidays() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return the rows of the list of holidays by name in lower case, then by year ("" for any)."""
    found: dict[str, dict[str, Mapping[str, str]]] = {}
    for row in lexicons.table("holidays"):
        for name in lexicons.several(row["names"]):
            found.setdefault(name.lower(), {})[row["year"]] = row
    return found


def alternatives(words: Mapping[str, object]) -> str:
    """Return a pattern for any of `words`, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def number(text: str) -> int:
    """Return the number that digits, Chinese numerals or English words write.

    >>> number("二〇二四"), number("二十一"), number("一百一十三"), number("5th")
    (2024, 21, 113, 5)
    >>> number("nineteen eighty-four"), number("two thousand and nine"), number("twenty-first")
    (1984, 2009, 21)
    """
    digits = _LEADING.match(text)
    if digits:
        return int(digits[0])
    if text[-1:] < "\u3000":
        return _english_number(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if not _PLACES.keys() & set(text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = unit = 0
    for character in text:
        if character in _PLACES:
            total += (unit or 1) * _PLACES[character]
            unit = 0
        else:
            unit = _DIGITS[character]
    return total + unit


def _english_number(text: str) -> int:
    """Return the number in words; two numbers below a hundred are a year ("nineteen ninety")."""
    values = {**vocabulary("cardinal", "en"), **vocabulary("ordinal", "en")}
    total = 0
    for word in re.findall(r"[a-z]+", text.lower()):
        value = int(values.get(word, 0))
        if value >= 100:
            total = total * value
        elif 10 <= total < 100 and (value >= 10 or total % 10):
            total = total * 100 + value
        elif word in ("oh", "zero"):
            total *= 10
        else:
            total += value
    return total


@lru_cache(maxsize=_SAME_WORDS)
def read(groups: tuple[tuple[str, str], ...], language: str) -> Time:
    """Return the time that the groups of a pattern tell, the end of a range within it."""
    start: dict[str, object] = {}
    end: dict[str, object] = {}
    for name, text in groups:
        if name.startswith("is2_"):
            end.update(_value(name.replace("2", "", 1), text, language))
        elif name[-1] == "2" and not name.startswith("is_"):
            end.update(_value(name[:-1], text, language))
        elif text or name.startswith("is_"):
            start.update(_value(name, text, language))
    if start.pop("more", None):
        for bound in ("low", "high"):
            start[bound] = float(str(start.get(bound, 0))) + 0.5
    if "day" in start and end.keys() <= {"year", "shift_year"}:  # a year told after the day
        start, end = {**start, **end}, {}
    return Time(**start, end=Time(**end) if end else None)  # type: ignore[arg-type]


def _value(name: str, text: str, language: str) -> dict[str, object]:
    """Return the fields of `Time` that one group fills."""
    if name.startswith("is_"):
        field, _, fixed = name.removeprefix("is_").rpartition("_")
        return {field: int(fixed)} if fixed.isdigit() else {field: fixed}
    word = text.lower().strip()
    value = vocabulary(name, language).get(word) or vocabulary(f"{name}_short", language).get(word)
    special = _SPECIAL.get(name)
    if special:
        return special(word, value or "")
    return {name: int(value) if value else number(text)} if name in _FIELDS else {}


def _count(text: str, value: str) -> dict[str, object]:
    if not value:
        exact = float(number(text))
        return {"low": exact, "high": exact}
    low, _, high = value.partition("-")
    return {"low": float(low), "high": float(high or low)}


def _short(text: str, _: str) -> dict[str, object]:
    """Return the year that two digits mean."""
    year = number(text)
    return {"year": 2000 + year if year < _CENTURY else 1900 + year}


_SPECIAL: Mapping[str, Callable[[str, str], dict[str, object]]] = {
    "season": lambda _, value: {"season": value},
    "part": lambda _, value: {"part": value},
    "anaphor": lambda _, value: {"anaphor": value},
    "like": lambda _, value: {"like": value},
    "unit": lambda _, value: {"unit": value},
    "weekend": lambda _, __: {"weekend": True},
    "count": _count,
    "day_sign": lambda _, value: {"shift_day": int(value)},
    "roc": lambda text, _: {"year": 1911 + number(text)},
    "short": _short,
    "holiday": lambda text, _: {"holiday": text},
    "shift": lambda _, value: {"direction": value},
}
