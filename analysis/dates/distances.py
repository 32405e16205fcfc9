"""Times that lie a number of days, weeks, months or years away, as exact as their words are."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from analysis.dates import days
from analysis.dates.days import Interval

if TYPE_CHECKING:
    from analysis.dates.expressions import Time

_MARGINS = {"day": 0, "week": 3, "fortnight": 4, "month": 10, "quarter": 20, "year": 60}
_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14}
_HALF_A_MONTH = 15
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}


def stretch(time: Time, now: date) -> Interval:
    """Return the time from now over "the next three weeks" or back over "the past year".

    The next days begin tomorrow, what happens within some days may happen today.
    """
    unit, high = time.unit or "day", time.high or 1
    if time.direction == "past":
        return Interval(move(now, unit, -high), now)
    first = now if time.direction == "within" else now + timedelta(days=1)
    return Interval(first, move(now, unit, high))


def away(time: Time, base: Interval) -> Interval | None:
    """Return the day, calendar week, month or year that lies so far from `base`.

    Weeks, months and years that are counted exactly mean the whole one; vague counts are blurred.
    """
    low, high, unit = time.low or 1, time.high or 1, time.unit or "day"
    sign = -1 if time.direction in ("ago", "before") else 1
    if time.weekday is not None:  # "two Sundays from now"
        return _weekdays_away(base.first, time.weekday, sign * int(low))
    if time.end is not None and time.end.unit is not None:  # "a month and two days ago"
        step = sign * (time.end.low or 1)
        base = Interval(*(move(end, time.end.unit, step) for end in base))
        if unit == "day":
            return Interval(*(move(end, unit, sign * low) for end in base))
    ends = sorted((sign * low, sign * high))
    moved = Interval(move(base.first, unit, ends[0]), move(base.last, unit, ends[1]))
    if time.shift_day is not None:  # "a fortnight from today"
        return moved
    if low != high:
        return _blurred(moved, unit)
    if low != int(low) and unit == "month":
        return _blurred(moved, "week")
    return _whole(moved, "month" if low != int(low) and unit == "year" else unit)


def _weekdays_away(now: date, weekday: int, count: int) -> Interval:
    """Return the day on which such a weekday comes for the nth time, back where negative."""
    if count > 0:
        found = now + timedelta(days=(weekday - now.weekday() - 1) % 7 + 1 + 7 * (count - 1))
    else:
        found = now - timedelta(days=(now.weekday() - weekday - 1) % 7 + 1 - 7 * (count + 1))
    return Interval(found, found)


def _whole(moved: Interval, unit: str) -> Interval | None:
    """Return the calendar units that hold the ends of an interval."""
    if unit in ("year", "decade"):
        return Interval(date(moved.first.year, 1, 1), date(moved.last.year, 12, 31))
    if unit == "quarter":
        first = (moved.first.month - 1) // 3 * 3 + 1
        return days.months(moved.first.year, first, first + 2)
    if unit == "month":
        ahead = 12 * (moved.last.year - moved.first.year)
        return days.months(moved.first.year, moved.first.month, moved.last.month + ahead)
    if unit in ("week", "fortnight"):
        return Interval(days.week(moved.first).first, days.week(moved.last).last)
    return moved


def _blurred(moved: Interval, unit: str) -> Interval:
    """Widen what a vague count gives to the days that speakers mean by it."""
    margin = timedelta(days=_MARGINS.get(unit, 0))
    return Interval(moved.first - margin, moved.last + margin)


def move(start: date, unit: str, count: float) -> date:
    """Return the day so many units from another, the last of the month where it has no such day.

    >>> move(date(2024, 3, 31), "month", -1)
    datetime.date(2024, 2, 29)
    """
    if unit in _DAYS:
        return start + timedelta(days=round(count * _DAYS[unit]))
    if unit == "month" and count != int(count):
        start += timedelta(days=_HALF_A_MONTH if count > 0 else -_HALF_A_MONTH)
    index = start.year * 12 + start.month - 1 + int(count * _MONTHS[unit])
    month = days.month(index // 12, index % 12 + 1)
    if month is None:
        raise ValueError(f"{start} and {count} {unit}")
    return month.first.replace(day=min(start.day, month.last.day))
