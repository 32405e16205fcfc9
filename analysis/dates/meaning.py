"""Which days a time expression means, said from a given day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from analysis.dates import days, distances
from analysis.dates.choosing import Context, chain, choose, last_or_next
from analysis.dates.days import Interval
from analysis.dates.expressions import Time
from analysis.dates.feasts import holiday, lunar
from analysis.dates.pointing import anaphor, in_year

__all__ = ["Context", "interval", "is_absolute", "leans_on_tense"]

_LAST_DAY, _MONTH, _AHEAD = 99, 31, 2
_FRESH, _NEAR, _SHORTLY, _TWO_MONTHS = 7, 29, 30, 60
_PARTS_OF_CENTURY = {
    "": (0, 99),
    "early": (0, 9),
    "middle": (40, 59),
    "late": (90, 99),
    "end": (90, 99),
}


def interval(time: Time, context: Context) -> Interval | None:
    """Return the days that `time` means, or None where the context does not settle it.

    >>> interval(Time(shift_year=0, month=8), Context(date(2024, 11, 20)))[0]
    datetime.date(2024, 8, 1)
    """
    try:
        if time.end is not None and time.end.unit is None:
            return _range(time, time.end, context)
        return _single(time, context)
    except (OverflowError, ValueError):  # beyond the calendar
        return None


def is_absolute(time: Time) -> bool:
    """Return whether the words alone say the year."""
    years = (time.year, time.end.year if time.end else None, time.decade, time.century)
    return any(y is not None for y in years)


def leans_on_tense(time: Time) -> bool:
    """Return whether the tense of the clause has a say in which days are meant."""
    if time.end is not None and time.end.unit is None and leans_on_tense(time.end):
        return True
    if is_absolute(time):
        return False
    counted = (
        *(time.shift_year, time.shift_month, time.shift_week, time.shift_quarter),
        *(time.shift_day, time.decade, time.shift_decade),
    )
    return time.unit is not None or counted == (None,) * len(counted)


def _range(time: Time, end: Time, context: Context) -> Interval | None:
    """Return the days from a start to an end that shares the parts it leaves out."""
    if time.pair and not _are_neighbours(time, end):
        return None
    start = replace(time, end=None, pair=None)
    if end.weekday is not None and end.shift_week is None and end.month is None:
        end = replace(end, shift_week=start.shift_week)
    if start.month is not None and end.month is None and end.day is not None:
        end = replace(end, month=start.month)
    elif start.month is None and start.day is not None and start.shift_month is None:
        start = replace(start, month=end.month)
    if _has_no_year(end):
        end = replace(end, year=start.year, shift_year=start.shift_year)
    if (end.month, end.shift_month) == (None, None) and end.day is not None:
        end = replace(end, shift_month=start.shift_month)
    return _ends(start, end, context)


def _are_neighbours(one: Time, other: Time) -> bool:
    """Return whether "January and February" or "2023 and 2024" follow each other."""
    if one.month is not None:
        return other.month == one.month % 12 + 1
    return other.year == (one.year or 0) + 1


def _has_no_year(time: Time) -> bool:
    shifts = (time.shift_day, time.shift_week, time.shift_month, time.shift_quarter)
    return (time.year, time.shift_year, *shifts) == (None,) * 6


def _ends(start: Time, end: Time, context: Context) -> Interval | None:
    """Return the days between two times; the start is of the year of the end or the one before."""
    last = _single(end, context)
    if last is None:
        return None
    if (
        start.day is not None
        and _has_no_year(start)
        and (start.month, start.weekday) == (None, None)
    ):
        start = replace(start, year=last.last.year, month=last.last.month)
    free = _has_no_year(start) and (start.month or start.quarter or start.half) is not None
    if free:
        start = replace(start, year=last.last.year)
    first = _single(start, context)
    if first is not None and first.first > last.last and start.year is not None:
        if not free and _has_no_year(replace(end, year=None)):
            last = _single(replace(end, year=start.year + 1), context)
        elif free:
            first = _single(replace(start, year=start.year - 1), context)
    if first is None or last is None or first.first > last.last:
        return None
    return Interval(first.first, last.last)


def _single(time: Time, context: Context) -> Interval | None:
    if time.decade is not None or time.century is not None:
        return _decade(time)
    if time.like is not None:
        return _likeness(time, context)
    if time.anaphor is not None:
        return _pointing_back(time, context)
    if time.low is not None or time.unit is not None:
        return _distance(time, context)
    if time.week_of is not None:
        day = _single(replace(time, week_of=None), context)
        return days.week(day.first) if day else None
    if time.holiday is not None:
        return holiday(time, context)
    if time.lunar is not None:
        return lunar(time, context)
    if time.nth is not None:
        return _counted_within(time, context)
    if time.that is not None:
        return _beside(time, context)
    if time.week is not None:
        return _numbered_week(time, context)
    if time.month is None and time.quarter is None and time.half is None and time.season is None:
        return _relative(time, context)
    return _calendar(time, context)


def _decade(time: Time) -> Interval | None:
    """Return a decade or a century; two digits of a decade are of the century told or the last."""
    if time.decade is None:
        first = ((time.century or 0) - 1) * 100
        low, high = _PARTS_OF_CENTURY[time.part or ""]
        return Interval(date(first + low, 1, 1), date(first + high, 12, 31))
    first = time.decade
    if first < 100:
        century = time.century if time.century is not None else 19 if first >= 30 else 20
        first += century * 100
    whole = Interval(date(first, 1, 1), date(first + 9, 12, 31))
    return days.part_of(whole, time.part) if time.part else whole


def _likeness(time: Time, context: Context) -> Interval | None:
    """Return "the same period of 2024", "this time last year", "three years ago today"."""
    number = time.year if time.year is not None else _other_year(time, context)
    return None if number is None else in_year(time.like or "", number, context)


def _other_year(time: Time, context: Context) -> int | None:
    """Return the year that lies so many from this one."""
    if context.now is None:
        return None
    if time.shift_year is not None:
        return context.now.year + time.shift_year
    return context.now.year + int(time.low or 1) * (1 if time.direction == "later" else -1)


def _pointing_back(time: Time, context: Context) -> Interval | None:
    """Return "that day", or a month, day or part of "that year" or "that month"."""
    told = anaphor(time.anaphor or "", context)
    if told is None:
        return None
    if (time.month, time.season, time.half, time.quarter) != (None,) * 4:
        return _in_year(time, told.first.year)
    if time.day is not None:
        return days.day(told.first.year, told.first.month, time.day)
    if time.part is None:
        return told
    if told.first.month == told.last.month:
        return days.part_of_month(told.first.year, told.first.month, time.part)
    return days.part_of_year(told.first.year, time.part)


def _beside(time: Time, context: Context) -> Interval | None:
    """Return "that summer" of the year told, "the following Friday" or "the previous Monday"."""
    told = context.told[0] if context.told else None
    if told is None:
        return _counted(replace(time, that=None), context) if time.that == 3 else None
    if time.that == 1:
        return _in_year(time, told.first.year)
    if time.weekday is not None:
        ahead = time.that == 2
        nearest = Time(low=1, high=1, weekday=time.weekday, direction="hence" if ahead else "ago")
        return distances.away(nearest, told) if told.first == told.last else None
    following = (_in_year(time, told.last.year + n) for n in (0, 1))
    return next((found for found in following if found and found.first > told.last), None)


def _numbered_week(time: Time, context: Context) -> Interval | None:
    """Return a week by its number in ISO 8601."""
    year = time.year if time.year is not None else context.now.year if context.now else None
    if year is None or time.week is None:
        return None
    return days.week(date.fromisocalendar(year, time.week, 1))


def _counted_within(time: Time, context: Context) -> Interval | None:
    """Return the first Friday, the third week, the last working day of a month or year."""
    nth, weekday = time.nth or 1, time.weekday
    whole = replace(time, nth=None, weekday=None)

    def make(within: Interval | None) -> Interval | None:
        if within is None:
            return None
        if weekday is None:
            return days.nth_week(within, nth)
        return days.nth_weekday(within, weekday, nth)

    if time.month is not None and _has_no_year(time):
        return choose(lambda y: make(_in_year(whole, y)), context)
    return make(_single(whole, context))


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
        return _part_year(time.year, time)
    if now is None:
        return None
    if time.recent is not None:
        ahead = context.tense == "future" and time.recent == _NEAR
        return _recent(now, -_TWO_MONTHS if ahead else time.recent)
    if time.shift_day is not None:
        return _shift_day(now, time)
    if time.shift_quarter is not None:
        whole = days.quarter(now, time.shift_quarter)
        return days.part_of(whole, time.part) if whole and time.part else whole
    if time.weekday is not None and time.day is not None:
        return _weekday_and_day(time, now)
    if time.weekday is not None or time.shift_week is not None or time.weekend:
        return _week(time, context)
    if time.bare and context.chained and context.told:
        return _in_month(context.told[0].last.year, context.told[0].last.month, time)
    if time.shift_decade is not None:
        first = now.year // 10 * 10 + 10 * time.shift_decade
        return _decade(Time(decade=first, part=time.part))
    if time.shift_month is not None:
        year = now.year + (time.shift_year or 0)
        return _in_month(year, now.month + time.shift_month, time)
    if time.shift_year is not None:
        if time.day is not None:
            return _end_day(time, context)
        return _part_year(now.year + time.shift_year, time)
    if time.day is not None:
        return _nearest_day(time.day, context)
    return _bare_part(time.part, context) if time.part else None


def _recent(now: date, length: int) -> Interval:
    """Return the last days up to now, the next ones where negative.

    Of few days back those of this month, once it is a week old.
    """
    if length < 0:
        return Interval(now, now - timedelta(days=length))
    first = now - timedelta(days=length)
    if length <= _SHORTLY and now.day > _FRESH:
        first = max(first, now.replace(day=1))
    return Interval(first, now)


def _end_day(time: Time, context: Context) -> Interval | None:
    """Return the first or last day of a year."""
    which, day = (1, 1) if time.day == 1 else (12, 31)
    if time.shift_year == 0:
        return choose(lambda y: days.day(y, which, day), context)
    now = context.now
    return days.day(now.year + (time.shift_year or 0), which, day) if now else None


def _bare_part(part: str, context: Context) -> Interval | None:
    """Return the beginning, middle or end of this year; of the last one just after its end."""
    if context.now is None:
        return None
    if context.chained and context.told:
        return days.part_of_year(context.told[0].last.year, part)
    just_over = part in ("end", "late") and context.now.month <= 2 and context.tense != "future"
    return days.part_of_year(context.now.year - just_over, part)


def _this_half(half: int, context: Context) -> Interval | None:
    """Return a half of this year; the second half of the last one just after its end."""
    if context.now is None:
        return None
    just_over = half == 2 and context.now.month <= 2 and context.tense != "future"
    return _in_year(Time(half=half), context.now.year - just_over)


def _part_year(number: int, time: Time) -> Interval | None:
    return days.part_of_year(number, time.part) if time.part else days.year(number)


def _shift_day(now: date, time: Time) -> Interval | None:
    found = now + timedelta(days=time.shift_day or 0)
    if time.day is not None and time.day != found.day:
        return _last_such_day(time.day, now)
    return Interval(found, found)


def _nearest_day(day: int, context: Context) -> Interval | None:
    """Return the last such day of a month up to now, or the next one where the clause says so."""
    now = context.now
    if now is None:
        return None
    if context.tense != "future":
        return _last_such_day(day, now)
    for ahead in range(3):
        found = _in_month(now.year, now.month + ahead, Time(day=day))
        if found is not None and found.first >= now:
            return found
    return None


def _last_such_day(day: int, now: date) -> Interval | None:
    for back in range(3):
        found = _in_month(now.year, now.month - back, Time(day=day))
        if found is not None and found.first <= now:
            return found
    return None


def _weekday_and_day(time: Time, now: date) -> Interval | None:
    """Return the day nearest to now that is such a day of the week and of a month."""
    around = (_in_month(now.year, now.month + shift, Time(day=time.day)) for shift in range(-6, 7))
    fitting = (f for f in around if f is not None and f.first.weekday() == time.weekday)
    return min(fitting, key=lambda f: abs((f.first - now).days), default=None)


def _in_month(number: int, which: int, time: Time) -> Interval | None:
    number, which = number + (which - 1) // 12, (which - 1) % 12 + 1
    if time.day is not None:
        last = time.day == _LAST_DAY
        return days.day(number, which, _length(number, which) if last else time.day)
    if time.half is not None:
        return days.half_of_month(number, which, time.half)
    if time.part in (None, "earlier", "later"):
        return days.month(number, which)
    return days.part_of_month(number, which, time.part or "")


def _length(number: int, which: int) -> int:
    whole = days.month(number, which)
    return whole.last.day if whole else 31


def _week(time: Time, context: Context) -> Interval | None:
    """Return a week, weekend or weekday; a bare weekday is the last one up to `now`."""
    now = context.now
    if now is None:
        return None
    shift = time.shift_week
    if shift is None and time.direction is not None:
        if time.direction in ("coming", "gone"):
            return _nearest_weekday(time, now)
        shift = {"past": -1, "near": 0, "future": 1}[time.direction]
    whole = days.week(now, shift or 0)
    if time.part is not None:
        return days.part_of_week(whole, time.part)
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


def _nearest_weekday(time: Time, now: date) -> Interval:
    """Return "this coming Friday" or "this past weekend": the nearest one but for today."""
    wanted = 5 if time.weekend else time.weekday
    step = timedelta(days=1 if time.direction == "coming" else -1)
    found = now + step
    while found.weekday() != wanted:
        found += step
    return Interval(found, found + timedelta(days=1) if time.weekend else found)


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
        return last_or_next(lambda y: _in_year(time, y), time.direction, context.now)
    if time.half is not None and time.month is None:
        told = chain(lambda y: _in_year(time, y), context)
        return told or _this_half(time.half, context)
    return choose(lambda y: _in_year(time, y), context)


def _in_year(time: Time, number: int) -> Interval | None:
    if time.month is not None:
        return _in_month(number, time.month, time)
    whole = None
    if time.quarter is not None:
        whole = days.months(number, 3 * time.quarter - 2, 3 * time.quarter)
    elif time.half is not None:
        whole = days.months(number, 6 * time.half - 5, 6 * time.half)
    elif time.season:
        whole = days.season(number, time.season)
    return days.part_of(whole, time.part) if whole and time.part else whole


def _distance(time: Time, context: Context) -> Interval | None:
    """Return a time some days, weeks, months or years away, as exact as the words are."""
    now = context.now
    if time.direction == "upto":
        return _up_to(time, context)
    if time.bare == _AHEAD and context.ahead is None:
        before = time.direction == "before"
        return anaphor(f"{time.unit} before" if before else f"next {time.unit}", context)
    if now is not None and (time.month is not None or time.season or time.half is not None):
        if time.unit == "year":
            return _in_year(time, _other_year(time, context) or now.year)
        return choose(lambda y: _in_year(time, y), replace(context, tense="past"))
    if time.direction in ("past", "next", "within"):
        if now is None or (time.direction == "within" and context.tense != "future"):
            return None
        return distances.stretch(time, now)
    base = _base(time, context)
    return distances.away(time, base) if base else None


def _up_to(time: Time, context: Context) -> Interval | None:
    """Return "the three months to June": whole months that end with the one told."""
    end = _calendar(Time(month=time.month, year=time.year, shift_year=time.shift_year), context)
    length = {"month": 1, "quarter": 3, "year": 12}[time.unit or "month"] * (time.low or 1)
    if end is None:
        return None
    return days.months(end.last.year, end.last.month - int(length) + 1, end.last.month)


def _base(time: Time, context: Context) -> Interval | None:
    """Return the days from which "three weeks ago" or "a month later" is counted."""
    told = context.told[0] if context.told else None
    here = Interval(context.now, context.now) if context.now else None
    if time.holiday is not None:
        return holiday(Time(holiday=time.holiday, feast="day"), context)
    if time.shift_day is not None or time.shift_week is not None:
        return _counted(Time(shift_day=time.shift_day, shift_week=time.shift_week), context)
    if time.direction in ("ago", "hence"):
        return here
    if time.direction == "in":
        return here if context.tense == "future" else None
    if time.direction == "after" or time.bare == _AHEAD:
        exact = told is not None and (told.last - told.first).days <= _MONTH
        return context.ahead or (told if time.bare == 1 and exact else None)
    if told and (told.last - told.first).days <= 366:
        return told
    return (
        here if time.direction == "later" and told is None and context.tense == "future" else None
    )
