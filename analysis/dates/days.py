"""Intervals of days: months, quarters, weeks and their parts."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1000, 2100
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
_PARTS_OF_MONTH = {"early": (1, 10), "middle": (11, 20), "late": (21, 31)}
_PARTS_OF_YEAR = {"early": (1, 4), "middle": (5, 8), "late": (9, 12), "end": (9, 12)}
_PARTS_OF_WEEK = {"early": (0, 2), "middle": (1, 4), "late": (3, 6), "end": (3, 6)}
WORKDAY, ANY_DAY, SUNDAY = 7, 8, 6


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


def quarter(around: date, shift: int = 0) -> Interval | None:
    """Return the quarter, `shift` quarters from the one that holds `around`."""
    first = (around.month - 1) // 3 * 3 + 1 + 3 * shift
    return months(around.year, first, first + 2)


def half_of_month(number: int, which: int, half: int) -> Interval | None:
    """Return the first or second half of a month."""
    whole = month(number, which)
    if whole is None:
        return None
    if half == 1:
        return Interval(whole.first, whole.first.replace(day=15))
    return Interval(whole.first.replace(day=16), whole.last)


def part_of_year(number: int, part: str) -> Interval | None:
    """Return the early, middle, late part or the end of a year."""
    return months(number, *_PARTS_OF_YEAR[part])


def part_of_week(whole: Interval, part: str) -> Interval:
    """Return the first days, the middle or the last days of a week."""
    low, high = _PARTS_OF_WEEK[part]
    return Interval(whole.first + timedelta(days=low), whole.first + timedelta(days=high))


def part_of(whole: Interval, part: str) -> Interval | None:
    """Return the early, middle or late third of a longer interval, in whole months."""
    first = whole.first.year * 12 + whole.first.month - 1
    length = whole.last.year * 12 + whole.last.month - first
    third = {"early": 0, "middle": 1}.get(part, 2)
    low, high = first + length * third // 3, first + length * (third + 1) // 3 - 1
    begin, end = months(low // 12, low % 12 + 1, low % 12 + 1), month(high // 12, high % 12 + 1)
    return Interval(begin.first, end.last) if begin and end else None


def season(number: int, name: str) -> Interval | None:
    """Return a season of the northern year; winter begins in the December of its year.

    >>> season(2023, "winter").last
    datetime.date(2024, 2, 29)
    """
    return months(number, *_SEASONS[name])


def nth_weekday(whole: Interval, weekday: int, nth: int) -> Interval | None:
    """Return the nth such day of an interval, from its end where `nth` is negative.

    `weekday` counts from Monday, 0; WORKDAY stands for any day from Monday to Friday, ANY_DAY for
    each day.
    """
    step = timedelta(days=1 if nth > 0 else -1)
    found = whole.first if nth > 0 else whole.last
    left = abs(nth)
    while whole.first <= found <= whole.last:
        working = weekday == WORKDAY and found.weekday() < 5
        left -= working or weekday in (found.weekday(), ANY_DAY)
        if not left:
            return Interval(found, found)
        found += step
    return None


def nth_week(whole: Interval, nth: int) -> Interval | None:
    """Return the nth week of a month or year, as far as it lies in it.

    The first is the one that holds its first Thursday: the rule of ISO 8601 for years.
    """
    thursday = nth_weekday(whole, 3, nth)
    if thursday is None:
        return None
    found = week(thursday.first)
    return Interval(max(found.first, whole.first), min(found.last, whole.last))


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
