"""The day, month or year in a web address."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from analysis.dates import days
from analysis.dates.days import Interval
from analysis.dates.expressions import alternatives, vocabulary
from analysis.dates.stamps import is_plausible

_LIMIT = 2_000
_YEAR = r"(?P<year>20[0-4][0-9]|19[89][0-9])"
_MONTH, _DAY = r"(?P<month>1[0-2]|0?[1-9])", r"(?P<day>3[01]|[12][0-9]|0?[1-9])"
_MM, _DD = r"(?P<month>1[0-2]|0[1-9])", r"(?P<day>3[01]|[12][0-9]|0[1-9])"
_CLOCK = r"(?:[01][0-9]|2[0-3])[0-5][0-9][0-9]{0,9}"
_DAYS = (
    rf"(?<![0-9]){_YEAR}(?P<mark>[-/_.]){_MONTH}(?P=mark){_DAY}(?![0-9])",
    rf"/{_YEAR}[-/_]?{_MM}[-/_]?{_DD}(?=[-/_.?]|$)",
    rf"/(?P<short>[0-4][0-9])/{_MM}{_DD}/[0-2][0-9]/",
    rf"(?<![0-9]){_YEAR}{_MM}{_DD}(?:(?![0-9])|{_CLOCK}(?![0-9]))",
)
_MONTHS = rf"/{_YEAR}[-/_]?{_MM}(?:/|$)"
_YEARS = rf"/{_YEAR}/"


def of_address(url: str) -> Interval | None:
    """Return the day, else the month, else the year in a web address; ids are none of them.

    >>> of_address("https://example.com/2024/11/20/title.html").first
    datetime.date(2024, 11, 20)
    """
    url = url[:_LIMIT]
    for pattern in (*_compiled(_DAYS), *_named()):
        for match in pattern.finditer(url):
            found = _read(match)
            if found is not None:
                return found
    for pattern in _compiled((_MONTHS, _YEARS)):
        told = pattern.search(url)
        if told and is_plausible(date(int(told["year"]), 12, 30)):
            year, month = int(told["year"]), told.groupdict().get("month")
            return days.month(year, int(month)) if month else days.year(year)
    return None


@cache
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


@cache
def _named() -> tuple[re.Pattern[str], ...]:
    short = (name for name in vocabulary("month_short", "en") if "." not in name)
    names = alternatives(dict.fromkeys((*vocabulary("month", "en"), *short), 1))
    name = rf"(?P<name>(?i:{names}))"
    return (
        re.compile(rf"(?<![0-9]){_YEAR}[-/]{name}[-/]{_DAY}(?![0-9])"),
        re.compile(rf"(?<![A-Za-z]){name}-{_DAY}-{_YEAR}(?![0-9])"),
        re.compile(rf"(?<![0-9]){_DAY}-{name}-{_YEAR}(?![0-9])"),
    )


def _read(match: re.Match[str]) -> Interval | None:
    parts = match.groupdict()
    name = parts.get("name", "").lower()
    months = {**vocabulary("month", "en"), **vocabulary("month_short", "en")}
    month = int(months[name]) if name else int(parts["month"])
    year = 2000 + int(parts["short"]) if "short" in parts else int(parts["year"])
    found = days.day(year, month, int(parts["day"]))
    return found if found and is_plausible(found.first) else None
