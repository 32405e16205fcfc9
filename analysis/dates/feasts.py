"""Which days the name of a holiday and the words behind it mean."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from analysis.dates import days
from analysis.dates.choosing import choose
from analysis.dates.days import Interval
from analysis.dates.expressions import Time, holidays

if TYPE_CHECKING:
    from analysis.dates.choosing import Context

_SPRING_FESTIVAL = "春节"
_AROUND, _SOON = 7, 60
_SHORT_BREAK = 3
_BREAKS = {0: -2, 1: -2, 6: -1}  # weekday of a feast: where a short break begins


def holiday(time: Time, context: Context) -> Interval | None:
    """Return the days of a holiday in the year that is told or chosen."""
    rows = holidays().get(time.holiday or "", {})

    def make(number: int) -> Interval | None:
        row = rows.get(str(number)) or rows.get("")
        if row is None:
            return None
        first = date.fromisoformat(f"{number}-{row['first']}")
        if time.feast == "after":
            return _after_feast(_feast(first, 1, int(row["break"]), "break"), time)
        return _feast(first, int(row["days"]), int(row["break"]), time.feast)

    if time.year is not None:
        return make(time.year)
    if time.shift_year is not None:
        return make(context.now.year + time.shift_year) if context.now else None
    return choose(make, context)


def lunar(time: Time, context: Context) -> Interval | None:
    """Return a day of the first month of the Chinese calendar."""
    first = holiday(Time(holiday=_SPRING_FESTIVAL, year=time.year, feast="day"), context)
    if first is None:
        return None
    day = first.first + timedelta(days=(time.lunar or 1) - 1)
    return Interval(day, day)


def _feast(first: date, length: int, break_length: int, which: str | None) -> Interval:
    """Return the days that words behind a holiday's name tell of it."""
    if which in ("eve", "next", "day"):
        day = first + timedelta(days={"eve": -1, "next": 1}.get(which, 0))
        return Interval(day, day)
    if which == "break":
        shift = _BREAKS.get(first.weekday(), 0) if break_length == _SHORT_BREAK else 0
        begin = first + timedelta(days=shift)
        return Interval(begin, begin + timedelta(days=break_length - 1))
    last = first + timedelta(days=length - 1)
    if which == "around":
        margin = timedelta(days=_AROUND)
        return Interval(first - margin, max(last, first + margin))
    return Interval(first, last)


def _after_feast(feast: Interval, time: Time) -> Interval | None:
    """Return the nth Monday or working day after a holiday."""
    begin = feast.last if time.weekday == days.WORKDAY else feast.first
    rest = Interval(begin + timedelta(days=1), begin + timedelta(days=_SOON))
    return days.nth_weekday(rest, time.weekday or 0, time.nth or 1)
