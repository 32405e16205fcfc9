"""On which day a text says that it is written: "today is a hundred days later", 距春节还有三天."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis.dates import days
from analysis.dates.days import Interval
from analysis.dates.expressions import Time, alternatives, holidays, number
from analysis.dates.feasts import holiday, lunar
from analysis.dates.meaning import Context
from analysis.dates.patterns import Found
from analysis.dates.stamps import weekdays
from analysis.dates.told import Passage, Told, said_from
from analysis.records import Range

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OPENING, _BACK = 4, 2
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_FIRST_CYCLE = 1984  # a year of 甲子
_N_ZH = r"(?P<count>[0-9]{1,4}|[一二两三四五六七八九十百零]{1,5})"
_N_EN = (
    r"(?P<count>[0-9]{1,4}|(?:a|one|two|three) hundred|one|two|three|four|five|six|seven|eight"
    r"|nine|ten|thirty|fifty)"
)
_LUNAR = re.compile(
    rf"(?:(?P<year>20[0-4][0-9])年|(?P<cycle>[{_STEMS}][{_BRANCHES}])年)(?:的|农历|春节)?"
    r"[ ]?正月(?P<day>初[一二三四五六七八九十]|十[一二三四五六七八九]|二十|廿[一二三四五六七八九])"
)
_COUNTDOWN = re.compile(
    rf"[^，。！？\n]{{0,12}}?(?:还有|只剩下?|仅剩下?|仅有|只有|还剩下?|倒计时|剩下)"
    rf"(?:短短|最后)?[ ]?{_N_ZH}[ ]?天(?!半|左右|多)"
)
_TO_GO = re.compile(
    rf"(?i:\b{_N_EN} days? (?:left |to go |away |remaining )?(?:until|till|to go until|to go before"
    rf"|from now,? on|before) )$"
)
_IS_AWAY = re.compile(
    rf" (?:is|are) (?:now |just |only |exactly ){{0,2}}{_N_EN} days? (?:away|off)\b"
)
_HOLIDAY_DAY = re.compile(
    rf"[^。！？\n]{{0,4}}?{_N_ZH}天[^。！？\n]{{0,8}}?[，,]?[ ]?(?:今天|今日)"
    r"[是为]?(?:假期|连假|长假)?的?(?P<which>最后一天|收假日|第[一二三四五六七八]天|首日)"
)
_LATER_EN = re.compile(
    rf"(?i:\btoday (?:is|marks|makes it) (?:exactly |precisely |just ){{0,2}}{_N_EN} "
    r"(?P<unit>days?|weeks?) (?:later|on\b|since|after|from))"
)
_LATER_ZH = re.compile(
    rf"(?:今天|今日|至今|到今天|如今)[^。！？\n]{{0,24}}?(?:整整|正好|刚好|恰好|刚满|满)"
    rf"[ ]?{_N_ZH}[ ]?(?P<unit>天|周|个星期)"
)
_CLOCK = re.compile(
    r"\bnoon\b|\bmidnight\b|[0-9]:[0-9]{2}|[0-9] ?[ap]\.?m\b|[0-9一二三四五六七八九十][时点]"
)
_THEN = re.compile(
    r"当时|那时|彼时|当年|(?i:\b(?:at the time|at that time|back then|when|was|were)\b)"
)
_FEW_WORDS = {"a hundred": 100, "one hundred": 100, "two hundred": 200, "three hundred": 300}


class Tied(NamedTuple):
    """The days on which a text says that it is written, by the words at `ranges`."""

    where: tuple[Interval, ...]
    ranges: tuple[Range, ...]


def days_said(told: Sequence[Passage]) -> Iterator[Tied]:
    """Yield what the sentences say of the day on which the text is written, the surest first."""
    for index, passage in enumerate(told):
        if passage.is_fiction or not passage.times:
            continue
        before = told[max(index - _BACK, 0) : index]
        for when, words in (*_counted_down(passage), *_of_break(passage)):
            yield Tied((Interval(when, when),), (passage.place(words),))
        yield from _later(passage, before)
    yield from _told_next(told)


def dated(passage: Passage) -> tuple[Told, ...]:
    """Return the times of a sentence, holidays and lunar days joined with the year before them."""
    if passage.language != "zh" or not passage.times:
        return passage.times
    named = [Told(Found(words, Time()), when, "") for words, when in _feasts(passage.text)]
    rest = [
        time
        for time in passage.times
        if not any(
            time.found.range.start < one.found.range.end
            and one.found.range.start < time.found.range.end
            for one in named
        )
    ]
    return tuple(sorted((*rest, *named), key=lambda time: time.found.range))


def _feasts(text: str) -> Iterator[tuple[Range, Interval]]:
    """Yield the first days of holidays and the lunar days that a text tells with their year."""
    for match in _feast_names().finditer(text):
        first = holiday(
            Time(holiday=match["name"], year=int(match["year"]), feast="day"), Context()
        )
        if first:
            yield Range(*match.span()), first
    for match in _LUNAR.finditer(text):
        year = int(match["year"]) if match["year"] else _of_cycle(match["cycle"])
        day = lunar(Time(year=year, lunar=number(match["day"])), Context()) if year else None
        if day:
            yield Range(*match.span()), day


@cache
def _feast_names() -> re.Pattern[str]:
    names = alternatives({name: 1 for name in holidays() if not name.isascii()})
    return re.compile(
        rf"(?P<year>20[0-4][0-9])年?的?[ ]?[“\"「『‘]?(?P<name>{names})[”\"」』’]?(?:国际)?"
        r"(?:劳动节|佳节|节|假期)?"
    )


def _of_cycle(name: str) -> int | None:
    """Return the year of a name of the cycle of sixty, in the cycle that began in 1984.

    >>> _of_cycle("乙巳"), _of_cycle("甲丑")
    (2025, None)
    """
    stem, branch = _STEMS.index(name[0]), _BRANCHES.index(name[1])
    fitting = (n for n in range(60) if n % 10 == stem and n % 12 == branch)
    return next((_FIRST_CYCLE + n for n in fitting), None)


def _count(text: str) -> int:
    text = text.lower()
    return _FEW_WORDS.get(text) or number(text)


def _one_day(time: Told) -> date | None:
    """Return the day that a time tells, of a holiday the first."""
    if time.days is None:
        return None
    is_day = time.days.first == time.days.last or time.found.time.holiday is not None
    return time.days.first if is_day else None


def _counted_down(passage: Passage) -> Iterator[tuple[date, Range]]:
    """Yield the day from which a day is so many days away: 距离2025年五一只剩三天."""
    text = passage.text
    for time in dated(passage):
        day, place = _one_day(time), time.found.range
        if day is None:
            continue
        match = None
        if passage.language == "zh":
            if re.search(r"[距离][ ]?(?:离[ ]?)?$", text[max(place.start - 3, 0) : place.start]):
                match = _COUNTDOWN.match(text, place.end)
        else:
            to_go = _TO_GO.search(text, max(place.start - 60, 0), place.start)
            is_left = to_go and re.search(r"left|to go|remain", to_go[0])
            match = (to_go if is_left else None) or _IS_AWAY.match(text, place.end)
        if match and not _of_then(text, match.end()):
            start, end = min(place.start, match.start()), max(place.end, match.end())
            yield day - timedelta(days=_count(match["count"])), Range(start, end)


def _of_then(text: str, end: int) -> bool:
    """Return whether a countdown that ends at `end` is one of an earlier day."""
    return bool(_THEN.search(text) or text.startswith(("时", "的时候", "之际", "那天"), end))


def _of_break(passage: Passage) -> Iterator[tuple[date, Range]]:
    """Yield the day of a break of holidays that today is: 2025年中秋三天连假，今天是最后一天."""
    if passage.language != "zh":
        return
    for name in _feast_names().finditer(passage.text):
        match = _HOLIDAY_DAY.match(passage.text, name.end())
        whole = holiday(
            Time(holiday=name["name"], year=int(name["year"]), feast="break"), Context()
        )
        if match is None or whole is None:
            continue
        length = (whole.last - whole.first).days + 1
        if length != number(match["count"]):
            continue
        which = match["which"]
        if which in ("最后一天", "收假日"):
            yield whole.last, Range(name.start(), match.end())
        else:
            nth = 1 if which == "首日" else number(which[1:-1])
            yield whole.first + timedelta(days=nth - 1), Range(name.start(), match.end())


def _later(passage: Passage, before: Sequence[Passage]) -> Iterator[Tied]:
    """Yield the day that is so many days after the last one told: 今天距…整整一百天."""
    pattern = _LATER_ZH if passage.language == "zh" else _LATER_EN
    match = pattern.search(passage.text)
    if match is None:
        return
    start, end = match.start("count"), match.end("unit")
    here = [
        (passage, time)
        for time in dated(passage)
        if _one_day(time) and (time.found.range.end <= start or end <= time.found.range.start)
    ]
    back = [(one, time) for one in before for time in one.times if _one_day(time)]
    known = here or back[-1:]
    if len(known) != 1:
        return
    ((one, time),) = known
    if day := _one_day(time):
        step = 1 if match["unit"].startswith(("day", "天")) else 7
        when = day + timedelta(days=step * _count(match["count"]))
        places = (one.place(time.found.range), passage.place(Range(*match.span())))
        yield Tied((Interval(when, when),), places)


def _told_next(told: Sequence[Passage]) -> Iterator[Tied]:
    """Yield the day after "yesterday" where the next sentence of the opening tells its date."""
    for one, other in zip(told[:_OPENING], told[1 : _OPENING + 1], strict=False):
        near = [t for t in one.times if t.found.time.shift_day in (0, -1) and t.tense != "future"]
        dates = [t for t in other.times if t.days and t.is_exact]
        if len(near) != 1 or len(one.times) != 1 or len(dates) != 1 or len(other.times) != 1:
            continue
        (counted,), (day,) = near, dates
        around = other.text[max(day.found.range.start - 20, 0) : day.found.range.end + 8]
        words = other.text[slice(*day.found.range)]
        if not (_CLOCK.search(around) and weekdays(words)) or day.tense == "future":
            continue
        if when := said_from(day, counted.found.time):
            places = (one.place(counted.found.range), other.place(day.found.range))
            yield Tied((when,), places)


def weeks_said(told: Sequence[Passage]) -> Iterator[Tied]:
    """Yield the weeks in which 本周三（20日） can be said, whatever the month and year."""
    for passage in told:
        for one, other in zip(passage.times, passage.times[1:], strict=False):
            between = passage.text[one.found.range.end : other.found.range.start]
            if not re.fullmatch(r"[ ]?[（(，,]?[ ]?", between):
                continue
            week, day = one.found.time, other.found.time
            is_day = day.day is not None and (day.year, day.end, day.shift_month) == (None,) * 3
            shift = week.shift_week if week.shift_week is not None else _SHIFTS.get(week.direction)
            if week.weekday is not None and week.weekday < 7 and is_day and shift is not None:
                places = (passage.place(one.found.range), passage.place(other.found.range))
                where = _weeks_with(week.weekday, day.month, day.day or 0, shift)
                if where:
                    yield Tied(_cut(where, shift, other.tense or one.tense, week.weekday), places)


_SHIFTS: dict[str | None, int] = {"near": 0}
_FIRST_GUESS, _LAST_GUESS = 2000, 2060


@cache
def _weeks_with(weekday: int, month: int | None, day: int, shift: int) -> tuple[Interval, ...]:
    """Return the weeks, `shift` weeks before those with such a day on such a weekday."""
    found = (
        days.day(year, which, day)
        for year in range(_FIRST_GUESS, _LAST_GUESS)
        for which in ((month,) if month else range(1, 13))
    )
    return tuple(
        days.week(one.first, -shift) for one in found if one and one.first.weekday() == weekday
    )


def _cut(weeks: tuple[Interval, ...], shift: int, tense: str, weekday: int) -> tuple[Interval, ...]:
    """Return of each week what lies before a day to come in it, or from a past one on."""
    step = timedelta(days=weekday)
    if shift or not tense:
        return weeks
    if tense == "future":
        return tuple(Interval(week.first, week.first + step) for week in weeks)
    return tuple(Interval(week.first + step, week.last) for week in weeks)
