"""What "that day", "the next month" and "the same period a year earlier" point back to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from analysis.dates import days
from analysis.dates.days import Interval

if TYPE_CHECKING:
    from analysis.dates.choosing import Context

_YEAR = 366


def anaphor(kind: str, context: Context) -> Interval | None:
    """Return "that day", "the next month" ... counted from the last time as exact as that."""
    which, _, unit = kind.rpartition(" ")
    shift = {"next": 1, "same": 0}.get(which, 0)
    if kind.endswith("before"):
        unit, shift = kind.removesuffix(" before"), -1
    if unit == "period":
        return _same_period(shift, context)
    back = next((time for time in context.told if _is_within(time, unit)), None)
    if back is None and context.now and kind == "quarter before":
        return days.quarter(context.now, -1)
    if back is None:
        return None
    if unit == "year":
        return days.year(back.first.year + shift)
    if unit in ("month", "quarter"):
        length = 1 if unit == "month" else 3
        first = back.first.month + shift * length
        return days.months(back.first.year, first, first + length - 1)
    if unit == "week":
        return days.week(back.first, shift)
    step = timedelta(days=shift)
    return Interval(back.first + step, back.last + step)


def _same_period(shift: int, context: Context) -> Interval | None:
    """Return the period told before, in the year before or in the year of reading."""
    back = context.told[0] if context.told else None
    if back is None or (back.last - back.first).days > _YEAR:
        return None
    if shift == 0 and context.now is None:
        return None
    shift = -1 if shift else (context.now.year if context.now else 0) - back.first.year
    if back.first == back.last:  # a day: its year, as "three years ago" means a year
        return days.year(back.first.year + shift)
    return _moved(back, shift)


def in_year(kind: str, number: int, context: Context) -> Interval | None:
    """Return the "period", "month" or "day" told before, or today's, in another year."""
    back = context.told[0] if context.told else None
    if kind == "period":
        back = next((time for time in context.told if time.first < time.last), back)
        known = back is not None and (back.last - back.first).days <= _YEAR
        return _moved(back, number - back.first.year) if back and known else days.year(number)
    here = Interval(context.now, context.now) if context.now else None
    base = back if back is not None and kind != "today" and _is_within(back, kind) else here
    if base is None:
        return None
    if kind == "month":
        return days.month(number, base.first.month)
    return days.day(number, base.first.month, base.first.day)


def _moved(back: Interval, shift: int) -> Interval | None:
    """Return the same days or whole months of another year."""
    first = days.month(back.first.year + shift, back.first.month)
    last = days.month(back.last.year + shift, back.last.month)
    if first is None or last is None:
        return None
    if back.first.day == 1 and (back.last + timedelta(days=1)).day == 1:
        return Interval(first.first, last.last)
    end = min(back.last.day, last.last.day)
    return Interval(
        first.first.replace(day=min(back.first.day, first.last.day)), last.first.replace(day=end)
    )


def _is_within(time: Interval, unit: str) -> bool:
    """Return whether a time is as exact as one day (for a week, too), month, quarter or year."""
    if unit == "quarter":
        return 80 < (time.last - time.first).days < 100
    if unit == "week" and (time.last - time.first).days == days.SUNDAY:
        return True
    exact = {"year": 1, "month": 2}.get(unit, 3)
    return time.first.timetuple()[:exact] == time.last.timetuple()[:exact]
