"""Tells what time an amount is for: a year, a quarter, every 8 months."""

from __future__ import annotations

import re
from functools import cache

from analysis import lexicons
from analysis.figures import numerals
from analysis.figures.amounts import Amount
from analysis.figures.patterns import any_of

_CLAUSE = re.compile(r"[，,；;：:。]")
_EVERY = re.compile(
    r"(?:\bevery\s|\beach\s|每隔?)\s?"
    r"(?P<count>\d{1,3}|[a-z]{3,9}(?:-[a-z]{3,5})?|[一二两三四五六七八九十]{1,3})"
    r"\s?(?:个)?(?P<unit>months?|years?|weeks?|days?|quarters?|月|年|周|天|季度)"
)
_UNITS = {"月": "month", "年": "year", "周": "week", "天": "day", "季度": "quarter"}
_QUARTER = re.compile(
    r"(?P<year>20\d\d)年(?:第)?(?P<zh>[一二三四1-4])季度?|q(?P<en>[1-4])\s(?:of\s)?(?P<after>20\d\d)"
    r"|(?P<word>first|second|third|fourth)\squarter\sof\s(?P<told>20\d\d)"
)
_NUMBERS = {"一": "1", "二": "2", "三": "3", "四": "4"} | {
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
}


def of_amount(text: str, amount: Amount) -> str:
    """Return the time that an amount of a sentence in lower case is for, or "".

    "year", "quarter", "month" ... as the words give it, "8 months" for a rise every 8 months,
    "2024-Q3" for a named quarter.
    """
    start = _clause_start(text, amount)
    named = _QUARTER.search(text, start, min(amount.end + 40, len(text)))
    if named:
        return _quarter(named)
    if amount.change or amount.group in ("percent", "times"):
        every = _EVERY.search(text, start, min(amount.end + 24, len(text)))
        if every:
            return _every(every)
    after = _pattern("after").match(text[amount.end : amount.end + 14].lstrip(" 的"))
    if after:
        return _words("after")[re.sub(r"\s+", " ", after.group())]
    before = list(_pattern("before").finditer(text[start : amount.start]))
    return _words("before")[re.sub(r"\s+", " ", before[-1].group())] if before else ""


def _clause_start(text: str, amount: Amount) -> int:
    start = max(amount.start - 40, 0)
    for match in _CLAUSE.finditer(text, start, amount.start):
        start = match.end()
    return start


def _quarter(match: re.Match[str]) -> str:
    year = match["year"] or match["after"] or match["told"]
    number = match["zh"] or match["en"] or match["word"]
    return f"{year}-Q{_NUMBERS.get(number, number)}"


def _every(match: re.Match[str]) -> str:
    words, unit = match["count"], match["unit"].removesuffix("s")
    unit = _UNITS.get(unit, unit)
    if words.isascii() and not words.isdigit():
        count = numerals.spell(words)
    else:
        count = numerals.bounds(words)[0]
    if not count:
        return ""
    return unit if count == 1 else f"{int(count)} {unit}s"


@cache
def _words(side: str) -> dict[str, str]:
    rows = lexicons.table("figure_periods")
    return {row["word"]: row["period"] for row in rows if row["side"] == side}


@cache
def _pattern(side: str) -> re.Pattern[str]:
    return re.compile(any_of(_words(side)))
