"""Which days a time expression means, said from a given day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from analysis.dates import days
from analysis.dates.days import Interval
from analysis.dates.expressions import Time, holidays

if TYPE_CHECKING:
    from collections.abc import Callable

_LONG_AGO, _THIS_YEAR = 215, 300
_FAR_AHEAD = 270
_MARGINS = {"day": 0, "week": 3, "fortnight": 4, "month": 10, "quarter": 20, "year": 60}
_DECADE = ((0, (1, 1)), (9, (12, 31)))
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365}


@dataclass(frozen=True, slots=True)
class Context:
    """From where an expression is read: the day, the tense of its clause, the times told before.

    `told` begins with the latest. `chained` says that the expression goes on in one breath with
    it and shares its year.
    """

    now: date | None = None
    tense: str = ""
    told: tuple[Interval, ...] = ()
    chained: bool = False


def interval(time: Time, context: Context) -> Interval | None:
    """Return the days that `time` means, or None where the context does not settle it.

    >>> interval(Time(shift_year=0, month=8), Context(date(2024, 11, 20)))[0]
    datetime.date(2024, 8, 1)
    """
    try:
        if time.end is not None:
            return _range(time, time.end, context)
        return _single(time, context)
    except (OverflowError, ValueError):  # beyond the calendar
        return None


def is_absolute(time: Time) -> bool:
    """Return whether the words alone say the year."""
    years = (time.year, time.end.year if time.end else None, time.decade)
    return any(y is not None for y in years)


def _range(time: Time, end: Time, context: Context) -> Interval | None:
    """Return the days from a start to an end that shares the parts it leaves out."""
    if all(getattr(end, f) is None for f in ("month", "day", "shift_month")):
        if time.month is not None:  # a year told once, after the day
            return _single(
                replace(time, end=None, year=end.year, shift_year=end.shift_year), context
            )
        if end.year is not None and time.year is not None and end.year // 100 == 20:
            end = replace(end, year=time.year // 100 * 100 + end.year % 100)
    start = replace(time, end=None)
    if start.month is not None and end.month is None:
        end = replace(end, month=start.month)
    if (end.year, end.shift_year) == (None, None):
        end = replace(end, year=start.year, shift_year=start.shift_year)
    if (end.month, end.shift_month) == (None, None):
        end = replace(end, shift_month=start.shift_month)
    last = _single(end, context)
    if last is None:
        return None
    if (start.year, start.shift_year, start.shift_month) == (None, None, None):
        start = replace(start, year=last.last.year)
    first = _single(start, context)
    if first is not None and first.first > last.last and start.year is not None:
        if time.year is not None and time.end is not None and time.end.year is None:
            last = _single(replace(end, year=start.year + 1), context)
        else:
            first = _single(replace(start, year=start.year - 1), context)
    if first is None or last is None or first.first > last.last:
        return None
    return Interval(first.first, last.last)


def _single(time: Time, context: Context) -> Interval | None:
    if time.decade is not None:
        century = 0 if time.decade > 100 else (time.century or 19) * 100
        return Interval(*(date(century + time.decade + n, *end) for n, end in _DECADE))
    if time.anaphor is not None:
        told = _anaphor(time.anaphor, context.told)
        return _in_year(time, told.first.year) if told and time.month else told
    if time.low is not None or time.unit is not None:
        return _distance(time, context)
    if time.holiday is not None:
        return _holiday(time, context)
    if time.month is None and time.quarter is None and time.half is None and time.season is None:
        return _relative(time, context)
    return _calendar(time, context)


def _relative(time: Time, context: Context) -> Interval | None:
    """Return a time counted from the day of reading, cut there by "earlier" and "later"."""
    if time.part not in ("earlier", "later"):
        return _counted(time, context)
    whole = _counted(replace(time, part=None), context)
    now = context.now
    if whole is None or now is None or not whole.first <= now <= whole.last:
        return whole
    return Interval(whole.first, now) if time.part == "earlier" else Interval(now, whole.last)


def _counted(time: Time, context: Context) -> Interval | None:
    """Return weeks, days, months and years counted from the day of reading."""
    now = context.now
    if time.year is not None:
        return days.part_of_year(time.year, time.part) if time.part else days.year(time.year)
    if now is None:
        return None
    if time.recent:
        return days.month(now.year, now.month)
    if time.shift_day is not None:
        return _shift_day(now, time)
    if time.shift_quarter is not None:
        first = (now.month - 1) // 3 * 3 + 1 + 3 * time.shift_quarter
        return days.months(now.year, first, first + 2)
    if time.weekday is not None or time.shift_week is not None or time.weekend:
        return _week(time, context)
    if time.bare and context.chained and context.told:
        return _in_month(context.told[0].last.year, context.told[0].last.month, time)
    if time.shift_month is not None:
        return _in_month(now.year, now.month + time.shift_month, time)
    if time.shift_year is not None:
        if time.day is not None:
            return _end_day(time, context)
        return _part_year(now.year + time.shift_year, time.part)
    if time.day is not None:
        return _nearest(lambda y, m: days.day(y, m, time.day or 0), now)
    return _bare_part(time.part, context) if time.part else None


def _end_day(time: Time, context: Context) -> Interval | None:
    """Return the first or last day of a year."""
    which, day = (1, 1) if time.day == 1 else (12, 31)
    if time.shift_year == 0:
        return _choose(lambda y: days.day(y, which, day), context)
    now = context.now
    return days.day(now.year + (time.shift_year or 0), which, day) if now else None


def _bare_part(part: str, context: Context) -> Interval | None:
    """Return the beginning, middle or end of this year; of the last one just after its end."""
    if context.now is None:
        return None
    just_over = part in ("end", "late") and context.now.month <= 2 and context.tense != "future"
    return days.part_of_year(context.now.year - just_over, part)


def _this_half(half: int, context: Context) -> Interval | None:
    """Return a half of this year; the second half of the last one just after its end."""
    if context.now is None:
        return None
    just_over = half == 2 and context.now.month <= 2 and context.tense != "future"
    return _in_year(Time(half=half), context.now.year - just_over)


def _part_year(number: int, part: str | None) -> Interval | None:
    return days.part_of_year(number, part) if part else days.year(number)


def _shift_day(now: date, time: Time) -> Interval | None:
    found = now + timedelta(days=time.shift_day or 0)
    if time.day is not None and time.day != found.day:
        return _nearest(lambda y, m: days.day(y, m, time.day or 0), now)
    return Interval(found, found)


def _nearest(make: Callable[[int, int], Interval | None], now: date) -> Interval | None:
    """Return the latest day not after `now` that `make` gives in this or an earlier month."""
    for back in range(3):
        index = now.year * 12 + now.month - 1 - back
        found = make(index // 12, index % 12 + 1)
        if found is not None and found.first <= now:
            return found
    return None


def _in_month(number: int, which: int, time: Time) -> Interval | None:
    number, which = number + (which - 1) // 12, (which - 1) % 12 + 1
    if time.day is not None:
        return days.day(number, which, _last_day(number, which) if time.day == 99 else time.day)
    if time.part in (None, "earlier", "later"):
        return days.month(number, which)
    return days.part_of_month(number, which, time.part or "")


def _last_day(number: int, which: int) -> int:
    whole = days.month(number, which)
    return whole.last.day if whole else 31


def _week(time: Time, context: Context) -> Interval | None:
    """Return a week, weekend or weekday; a bare weekday is the last one up to `now`."""
    now = context.now
    if now is None:
        return None
    shift = time.shift_week
    if shift is None and time.direction is not None:
        shift = {"past": -1, "near": 0, "future": 1}[time.direction]
    whole = days.week(now, shift or 0)
    if time.weekend:
        found = Interval(whole.first + timedelta(days=5), whole.last)
        step = timedelta(days=7)
        if shift is None and context.tense != "future" and found.first > now:
            return Interval(found.first - step, found.last - step)
        return found
    if time.weekday is None:
        return whole
    found_day = whole.first + timedelta(days=time.weekday)
    if shift is None and context.tense == "future" and found_day < now:
        found_day += timedelta(days=7)
    if shift is None and context.tense != "future" and found_day > now:
        found_day -= timedelta(days=7)
    return Interval(found_day, found_day)


def _calendar(time: Time, context: Context) -> Interval | None:
    """Return a month, day, quarter, half or season of a year that is told or to be chosen."""
    number = time.year
    if number is None and time.shift_year is not None:
        if context.now is None:
            return None
        number = context.now.year + time.shift_year
    if number is not None:
        return _in_year(time, number)
    if time.direction is not None:
        return _last_or_next(lambda y: _in_year(time, y), time.direction, context.now)
    if time.half is not None and not context.chained:
        return _this_half(time.half, context)
    return _choose(lambda y: _in_year(time, y), context)


def _last_or_next(
    make: Callable[[int], Interval | None], direction: str, now: date | None
) -> Interval | None:
    """Return the last one that is over, the one of this year ("near") or the next to begin."""
    if now is None:
        return None
    around = [found for y in range(now.year - 2, now.year + 3) if (found := make(y)) is not None]
    if direction == "near":
        return next((found for found in around if found.first.year == now.year), None)
    if direction == "past":
        return next((found for found in reversed(around) if found.last < now), None)
    return next((found for found in around if found.first > now), None)


def _in_year(time: Time, number: int) -> Interval | None:
    if time.month is not None:
        return _in_month(number, time.month, time)
    if time.quarter is not None:
        return days.months(number, 3 * time.quarter - 2, 3 * time.quarter)
    if time.half is not None:
        return days.months(number, 6 * time.half - 5, 6 * time.half)
    return days.season(number, time.season) if time.season else None


def _choose(make: Callable[[int], Interval | None], context: Context) -> Interval | None:
    """Return the one of the years' intervals that the chain, the tense or nearness points to."""
    chained = _chain(make, context)
    if chained is not None or context.now is None:
        return chained
    now = context.now
    around = [found for y in range(now.year - 5, now.year + 6) if (found := make(y)) is not None]
    past = [found for found in around if found.first <= now]
    future = [found for found in around if found.last >= now]
    if not past or not future:
        return None
    if context.tense == "future" and (future[0].first - now).days <= _FAR_AHEAD:
        return future[0]
    reach = _THIS_YEAR if past[-1].first.year == now.year else _LONG_AGO
    if context.tense or (now - past[-1].last).days <= reach:
        return past[-1]
    return future[0]


def _chain(make: Callable[[int], Interval | None], context: Context) -> Interval | None:
    """Return the first such interval at or after the time told before it in one breath."""
    before = context.told[0] if context.told and context.chained else None
    if before is None or before.first.year != before.last.year:
        return None
    for number in (before.first.year, before.first.year + 1):
        found = make(number)
        if found is not None and found.last >= before.first:
            return found if context.now is None or found.first <= context.now else None
    return None


def _anaphor(kind: str, told: tuple[Interval, ...]) -> Interval | None:
    """Return "that day", "the next month" ... counted from the last time as exact as that."""
    which, _, unit = kind.rpartition(" ")
    shift = {"next": 1, "same": 0}.get(which, 0)
    if kind.endswith("before"):
        unit, shift = kind.removesuffix(" before"), -1
    back = next((time for time in told if _is_within(time, unit)), None)
    if back is None:
        return None
    if unit == "year":
        return days.year(back.first.year + shift)
    if unit == "month":
        return days.month(back.first.year, back.first.month + shift)
    if unit == "week":
        return days.week(back.first, shift)
    step = timedelta(days=shift)
    return Interval(back.first + step, back.last + step)


def _is_within(time: Interval, unit: str) -> bool:
    """Return whether a time is as exact as one day (for a week, too), month or year."""
    exact = {"year": 1, "month": 2}.get(unit, 3)
    return time.first.timetuple()[:exact] == time.last.timetuple()[:exact]


def _distance(time: Time, context: Context) -> Interval | None:
    """Return a time some days, weeks, months or years away, as exact as the words are."""
    low, high, unit = time.low or 1, time.high or 1, time.unit or "day"
    if time.direction in ("past", "next") and context.now is not None:
        back = Interval(_move(context.now, unit, -high), context.now)
        ahead = Interval(context.now, _move(context.now, unit, high))
        return back if time.direction == "past" else ahead
    base = _base(time, context)
    if base is None:
        return None
    sign = 1 if time.direction in ("later", "hence") else -1
    ends = sorted((sign * low, sign * high))
    moved = Interval(_move(base.first, unit, ends[0]), _move(base.last, unit, ends[1]))
    return _blur(moved, unit, exact=low == high and low == int(low))


def _base(time: Time, context: Context) -> Interval | None:
    """Return the days from which "three weeks ago" or "a month later" is counted."""
    told = context.told[0] if context.told else None
    if time.direction in ("ago", "hence"):
        return Interval(context.now, context.now) if context.now else None
    if time.direction in ("later", "before") and told and (told.last - told.first).days <= 366:
        return told
    ahead = time.direction == "later" and told is None and context.tense == "future"
    return Interval(context.now, context.now) if ahead and context.now else None


def _blur(moved: Interval, unit: str, *, exact: bool) -> Interval | None:
    """Widen to the days that speakers mean when they count in `unit`.

    A count of days or weeks stays in one month, a vaguer one in one year, as readers take it.
    """
    if unit == "year" and exact:
        return Interval(date(moved.first.year, 1, 1), date(moved.last.year, 12, 31))
    if unit == "month" and exact:
        return days.months(
            moved.first.year,
            moved.first.month,
            moved.last.month + 12 * (moved.last.year - moved.first.year),
        )
    if unit == "day" and exact:
        return moved
    margin = timedelta(days=_MARGINS[unit])
    middle = moved.first + (moved.last - moved.first) / 2
    long = unit in ("month", "quarter", "year")
    whole = days.year(middle.year) if long else days.month(middle.year, middle.month)
    if whole is None:
        return None
    return Interval(max(moved.first - margin, whole.first), min(moved.last + margin, whole.last))


def _move(start: date, unit: str, count: float) -> date:
    if unit in ("month", "quarter", "year"):
        whole = count * {"month": 1, "quarter": 3, "year": 12}[unit]
        index = start.year * 12 + start.month - 1 + int(whole)
        month = days.month(index // 12, index % 12 + 1)
        if month is None:
            raise ValueError(f"{start} and {count} {unit}")
        return month.first.replace(day=min(start.day, month.last.day))
    return start + timedelta(days=round(count * _DAYS[unit]))


def _holiday(time: Time, context: Context) -> Interval | None:
    """Return the days of a holiday in the year that is told or chosen."""
    rows = holidays().get(time.holiday or "", ())

    def make(number: int) -> Interval | None:
        for row in rows:
            if row["year"] in ("", str(number)):
                first = date.fromisoformat(f"{number}-{row['first']}")
                return Interval(first, first + timedelta(days=int(row["days"]) - 1))
        return None

    if time.year is not None:
        return make(time.year)
    if time.shift_year is not None:
        return make(context.now.year + time.shift_year) if context.now else None
    return _choose(make, context)
