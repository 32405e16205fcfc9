"""Intervals of days: months, quarters, weeks and their parts."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1900, 2100
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
_PARTS_OF_MONTH = {"early": (1, 10), "middle": (11, 20), "late": (21, 31)}
_PARTS_OF_YEAR = {"early": (1, 3), "middle": (5, 8), "late": (10, 12), "end": (11, 12)}


class Interval(NamedTuple):
    """Days from `first` to `last`, both included."""

    first: date
    last: date


def hull(one: Interval, other: Interval) -> Interval:
    """Return the smallest interval that holds both."""
    return Interval(min(one.first, other.first), max(one.last, other.last))


def year(number: int) -> Interval | None:
    """Return a calendar year, or None outside the years that news tells of."""
    if not FIRST_YEAR <= number <= LAST_YEAR:
        return None
    return Interval(date(number, 1, 1), date(number, 12, 31))


def months(number: int, first: int, last: int) -> Interval | None:
    """Return whole months of a year; months beyond 12 or below 1 run into its neighbours.

    >>> months(2024, 12, 14).last
    datetime.date(2025, 2, 28)
    """
    from_year, from_month = number + (first - 1) // 12, (first - 1) % 12 + 1
    to_year, to_month = number + (last - 1) // 12, (last - 1) % 12 + 1
    if from_year < FIRST_YEAR or to_year > LAST_YEAR:
        return None
    end = monthrange(to_year, to_month)[1]
    return Interval(date(from_year, from_month, 1), date(to_year, to_month, end))


def month(number: int, which: int) -> Interval | None:
    """Return one month."""
    return months(number, which, which)


def part_of_month(number: int, which: int, part: str) -> Interval | None:
    """Return the early, middle or late third of a month."""
    whole = month(number, which)
    if whole is None:
        return None
    low, high = _PARTS_OF_MONTH["late" if part == "end" else part]
    return Interval(
        whole.first.replace(day=low), whole.first.replace(day=min(high, whole.last.day))
    )


def part_of_year(number: int, part: str) -> Interval | None:
    """Return the early, middle, late part or the end of a year."""
    return months(number, *_PARTS_OF_YEAR[part])


def season(number: int, name: str) -> Interval | None:
    """Return a season as the gold reads it: within the year, winter in its two ends."""
    first, last = _SEASONS[name]
    return year(number) if last > 12 else months(number, first, last)


def day(number: int, which: int, day_of_month: int) -> Interval | None:
    """Return one day, or None where the calendar has no such day."""
    whole = month(number, which)
    if whole is None or not 1 <= day_of_month <= whole.last.day:
        return None
    found = whole.first.replace(day=day_of_month)
    return Interval(found, found)


def week(around: date, shift: int = 0) -> Interval:
    """Return the week, Monday to Sunday, `shift` weeks from the one that holds `around`."""
    monday = around - timedelta(days=around.weekday()) + timedelta(weeks=shift)
    return Interval(monday, monday + timedelta(days=6))


def near(middle: date, margin: int) -> Interval:
    """Return the days up to `margin` days from `middle`."""
    return Interval(middle - timedelta(days=margin), middle + timedelta(days=margin))
