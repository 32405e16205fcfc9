"""The days that sites write beside their articles: in metadata, on date lines, in addresses."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis.dates import days
from analysis.dates.days import Interval
from analysis.dates.expressions import alternatives, number, vocabulary
from analysis.dates.meaning import Context, interval, is_absolute
from analysis.dates.patterns import scan
from analysis.records import Range
from analysis.sentences import is_chinese

if TYPE_CHECKING:
    from collections.abc import Mapping

# Systems write these where they know no day.
_UNSET = frozenset({date(1899, 12, 30), date(1900, 1, 1), date(1969, 12, 31), date(1970, 1, 1)})
_FIRST_YEAR, _LAST_YEAR = 1900, 2040
_FIRST_SECOND, _LAST_SECOND = 788_918_400, 2_000_000_000  # 1995 and 2033
_CHINA = timedelta(hours=8)
_FIELD_LIMIT = 120
_WEEK = ("周", "星期", "礼拜")

_N = "〇○零一二三四五六七八九"
_NUMBER = rf"[0-9]{{1,2}}|[{_N}十廿卅]{{1,3}}"
_ENDS = r"(?:(?![0-9])|(?=[0-9]{1,2}:[0-9]{2}))"  # a time of day may be glued to the day
_WITH_YEAR = re.compile(
    r"(?<![0-9A-Za-z./-])(?<![0-9]:)(?:(?:中[华華])?民[国國][ ]?"
    rf"(?P<roc>[0-9]{{2,3}}|[{_N}十百]{{1,6}})(?=[ ]?年|[-/.])"
    rf"|(?P<year>(?:19|20)[0-9]{{2}}|[一二][{_N}OＯ]{{3}}(?=年))|(?P<minguo>1[0-4][0-9])"
    r"|(?P<short>[0-9]{2})(?=年))"
    rf"(?:[ ]?年[ ]?|[ ]?[-/.][ ]?)(?P<month>{_NUMBER})"
    rf"(?:[ ]?月[ ]?|[ ]?[-/.][ ]?)(?P<day>{_NUMBER})"
    rf"(?:[ ]?日)?{_ENDS}"
)
_FIGURES = re.compile(
    r"(?<![0-9A-Za-z./-])(?<![0-9]:)(?P<one>[0-9]{1,2})(?P<mark>[-/.])(?P<two>[0-9]{1,2})(?P=mark)"
    r"(?P<year>(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9])"
)
_YEARLESS = re.compile(rf"(?<![0-9年])(?P<month>{_NUMBER})[ ]?月[ ]?(?P<day>{_NUMBER})[ ]?[日号號]")
_YEARLESS_CLOCK = re.compile(
    r"(?<![0-9./:-])(?P<month>[0-9]{2})[-/](?P<day>[0-9]{2})(?= +[0-9]{1,2}[:：][0-9]{2})"
)
_COMPACT_DAY = re.compile(
    r"(?<![0-9A-Za-z./-])(?P<year>20[0-4][0-9])(?P<month>1[0-2]|0[1-9])(?P<day>3[01]|[0-2][0-9])"
    r"(?![0-9A-Za-z])"
)
_COMPACT = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
    r"(?:T?(?:[01][0-9]|2[0-3])(?:[0-5][0-9]){0,2}(?:Z|\.?[0-9]+Z?)?)?"
)
_YEAR_MONTH = re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?:[-/.年] ?(?P<month>[0-9]{1,2})月?)?年?")
_UNIVERSAL = re.compile(
    r"[T ]\s?(?P<hour>[0-2][0-9]):?[0-5][0-9](?::?[0-5][0-9])?(?:\.[0-9]{1,9})? ?"
    r"(?:Z|[+-]00:?00|GMT|UTC)\b"
)


class Stamp(NamedTuple):
    """One written day: the days it may be, none if there is no such day.

    Two days are those of an order that nothing tells (4/9/2025). `yearless` is the month and day
    where no year is written.
    """

    range: Range
    days: tuple[date, ...]
    yearless: tuple[int, int] | None = None


def is_plausible(day: date) -> bool:
    """Return whether a page may be dated so: no placeholder, no day centuries away.

    >>> is_plausible(date(1970, 1, 1)), is_plausible(date(2024, 11, 20))
    (False, True)
    """
    return day not in _UNSET and _FIRST_YEAR < day.year <= _LAST_YEAR


def stamps(text: str, order: str = "") -> list[Stamp]:
    """Return the days written in a line, in order.

    `order` says what comes first in 4/9/2025 and 4/9/25: "day", "month", "year" (the day, but
    the year where it has two figures, as Chinese pages write) or "" (not known). A weekday in the
    line settles which of two days is meant.

    >>> [stamp.days[0].isoformat() for stamp in stamps("民国113年11月20日 | Nov. 5, 2024")]
    ['2024-11-20', '2024-11-05']
    """
    found: list[Stamp] = []
    for pattern in (_WITH_YEAR, *_named(), _FIGURES, _COMPACT_DAY, _YEARLESS, _YEARLESS_CLOCK):
        for match in pattern.finditer(text):
            place = Range(match.start(), match.end())
            if not any(s.range.start < place.end and place.start < s.range.end for s in found):
                found.append(_stamp(match, order, place))
    found.sort()
    return found


@cache
def _named() -> tuple[re.Pattern[str], ...]:
    names = alternatives({**vocabulary("month", "en"), **vocabulary("month_short", "en")})
    name = rf"(?P<name>(?i:{names}))(?![A-Za-z])"
    day, year = r"(?P<day>[0-9]{1,2})(?i:st|nd|rd|th)?", rf"(?P<year>(?:19|20)[0-9]{{2}}){_ENDS}"
    short = r"['’](?P<short>[0-9]{2})(?![0-9])"
    return (
        re.compile(rf"(?<![0-9]){year} {name} {day}(?![0-9:])"),
        re.compile(
            rf"(?<![A-Za-z]){name} {{1,2}}{day} [0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}})? "
            rf"(?:[A-Z]{{2,5}} )?{year}"
        ),
        re.compile(rf"(?<![A-Za-z]){name} ?{day}(?![0-9:])(?:,? (?:{year}|{short}))?"),
        re.compile(
            rf"(?<![0-9A-Za-z./:]){day}(?: of)?[ -]{name},?(?:[ -](?:{year}|{short})"
            r"|-(?P<roc>[0-9]{2})(?![0-9]))?"
        ),
    )


def _stamp(match: re.Match[str], order: str, place: Range) -> Stamp:
    parts = match.groupdict()
    if "one" in parts:
        return Stamp(place, _of_figures(match, order))
    month = _month(parts)
    day = number(parts["day"])
    year = _year(parts)
    if year is None:
        known = days.day(2024, month, day) if 1 <= month <= 12 else None
        return Stamp(place, (), (month, day) if known else None)
    return Stamp(place, _day(year, month, day))


def _month(parts: Mapping[str, str | None]) -> int:
    name = (parts.get("name") or "").lower()
    if name:
        months = {**vocabulary("month", "en"), **vocabulary("month_short", "en")}
        return int(months[name])
    return number(parts["month"] or "0")


def _year(parts: Mapping[str, str | None]) -> int | None:
    if roc := parts.get("roc") or parts.get("minguo"):
        named = parts.get("name")  # 20-Nov-24
        return 2000 + int(roc) if named else 1911 + _hundreds(roc)
    if short := parts.get("short"):
        return 2000 + int(short)
    year = re.sub("[OＯ]", "〇", parts.get("year") or "")
    return number(year) if year else None


def _hundreds(text: str) -> int:
    """Return a number below 200, in figures or numerals.

    >>> _hundreds("113"), _hundreds("一一三"), _hundreds("一百一十三"), _hundreds("一百零三")
    (113, 113, 113, 103)
    """
    _, hundred, rest = text.partition("百")
    if not hundred:
        return number(text)
    return 100 + (number(rest.lstrip("零〇○")) if rest.strip("零〇○") else 0)


def _day(year: int, month: int, day: int) -> tuple[date, ...]:
    found = days.day(year, month, day) if 1 <= month <= 12 else None
    return (found.first,) if found and is_plausible(found.first) else ()


def _of_figures(match: re.Match[str], order: str) -> tuple[date, ...]:
    """Return the days that 4/9/2025 may be, or 24-11-20 on a Chinese page."""
    one, two = int(match["one"]), int(match["two"])
    year = int(match["year"])
    text = match.string
    if len(match["year"]) == 2:
        if match["mark"] == "." and len(match[0]) < len("20.11.24"):  # a version
            return ()
        if order == "year":
            return _day(2000 + one, two, year)
        year += 2000
    found = {*_day(year, two, one), *_day(year, one, two)}
    if len(found) == 2:
        day_first, month_first = _day(year, two, one)[0], _day(year, one, two)[0]
        on = weekdays(text)
        fitting = {day for day in found if day.weekday() in on}
        if len(fitting) == 1:
            found = fitting
        elif order:
            found = {month_first if order == "month" else day_first}
    return tuple(sorted(found))


@cache
def _weekday_words() -> tuple[re.Pattern[str], Mapping[str, int]]:
    english = {**vocabulary("weekday", "en"), **vocabulary("weekday_short", "en")}
    chinese = {f"{week}{d}": v for d, v in vocabulary("weekday", "zh").items() for week in _WEEK}
    values = {word: int(value) for word, value in (english | chinese).items()}
    pattern = rf"\b(?i:{alternatives(english)})(?![A-Za-z])|{alternatives(chinese)}"
    return re.compile(pattern), values


def weekdays(text: str) -> set[int]:
    """Return the weekdays that a text names, Monday as 0."""
    pattern, values = _weekday_words()
    return {values[match[0].lower()] for match in pattern.finditer(text)}


def field(text: str, order: str = "", *, chinese: bool = False) -> Interval | None:
    """Return the day, month or year that a metadata field writes in any usual way.

    The day is that of the zone written beside it, the publisher's; a time in UTC on a Chinese
    page is read in China's zone.

    >>> field("Wed, 20 Nov 2024 08:31:00 +0800").first
    datetime.date(2024, 11, 20)
    """
    text = text.strip()[:_FIELD_LIMIT]
    if (second := _seconds(text)) is not None:
        moment = datetime.fromtimestamp(second, UTC) + (_CHINA if chinese else timedelta())
        return Interval(moment.date(), moment.date())
    if whole := _COMPACT.fullmatch(text):
        return _hull(_day(*(int(part) for part in whole.groups())))
    if coarse := _YEAR_MONTH.fullmatch(text):
        return _coarse(coarse)
    found = stamps(text, order)
    written = [stamp for stamp in found if stamp.yearless is None]
    if written:
        late = chinese and _is_next_day(text[written[0].range.end :])
        step = timedelta(days=1 if late else 0)
        return _hull(tuple(day + step for day in written[0].days))
    return None if found else _expression(text)


def _seconds(text: str) -> int | None:
    """Return the time in seconds that figures count from 1970."""
    if not re.fullmatch(r"[0-9]{9,10}(?:\.[0-9]{1,6}|[0-9]{3})?", text):
        return None
    second = int(text.partition(".")[0])
    second = second // 1000 if second >= 10**11 else second
    return second if _FIRST_SECOND <= second < _LAST_SECOND else None


def _coarse(match: re.Match[str]) -> Interval | None:
    year, month = int(match["year"]), match["month"]
    if not is_plausible(date(year, 12, 30)):
        return None
    if month is None:
        return days.year(year)
    return days.month(year, int(month)) if 1 <= int(month) <= 12 else None


def _is_next_day(rest: str) -> bool:
    """Return whether a time in UTC is on the next day in China."""
    clock = _UNIVERSAL.match(rest)
    return clock is not None and int(clock["hour"]) >= 24 - _CHINA // timedelta(hours=1)


def _hull(found: tuple[date, ...]) -> Interval | None:
    return Interval(min(found), max(found)) if found else None


def _expression(text: str) -> Interval | None:
    """Return the month or year that words tell ("November 2024")."""
    for found in scan(text, "zh" if is_chinese(text) else "en"):
        when = interval(found.time, Context()) if is_absolute(found.time) else None
        if when is not None:
            return when if is_plausible(when.last) else None
    return None
