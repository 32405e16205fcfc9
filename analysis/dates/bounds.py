"""Between which days a text without a date was written, by what it tells.

Each clue is a set of intervals in which the publication may lie. The clues are laid over each
other from the surest to the weakest; one that contradicts the surer ones is dropped.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, reduce
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from analysis.dates import days
from analysis.dates.days import Interval
from analysis.dates.expressions import Time, alternatives, number, vocabulary
from analysis.dates.meaning import Context, interval, is_absolute
from analysis.dates.reading import continues, tense
from analysis.dates.stamps import weekdays
from analysis.dates.today import dated, days_said, weeks_said
from analysis.dates.told import Passage, Told, is_bare, passages, said_from
from analysis.records import Article, Range, When

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.dates.patterns import Found

_START, _END = date(1990, 1, 1), date(days.LAST_YEAR, 12, 31)
_FIRST_GUESS, _LAST_GUESS = 2000, 2060
_FRESH_DAYS, _FRESH_MONTHS, _WIRE_DAYS = 180, 270, 3
_LAST_MONTH_REACH = 120
_FEW_YEARS = 3 * 366
_OPENING, _OLD_PLAN, _FAR_AHEAD = 6, 400, 400
_SAME = re.compile(
    r"[\u4e00-\u9fff]{0,8}\s?[（(]|\s?[,，]\s?(?:即|也就是|on |in )?|[就正恰便又好刚]{0,2}是"
    r"| (?:is|was) (?:[A-Z][a-z]+day, )?"
    r"|['’]s (?:[\w-]{1,20} ){1,5}(?:in|on|of) |['’]s (?:[\w-]{1,20} ?){1,5}, (?:on|in) "
)
_EVER: tuple[Interval, ...] = (Interval(_START, _END),)
_APPEARED = re.compile(
    r"[”\"’」]?\s?(?:的|模型的|大模型的)?\s?(?:出现|问世|诞生|横空出世|首次亮相|爆火)"
    r"|(?i:['’]s (?:launch|release|debut|arrival)| (?:was|were) (?:launched|released|unveiled))"
)
_BROUGHT = re.compile(
    r"(?:(?:发布|推出)了?\s?[“\"「]?|(?i:(?:launch|release|debut|arrival) of |(?:released|launched|"
    r"unveiled) ))$"
)
_YEARS_ZH = r"(?P<words>(?P<count>[一二两三四五六七八九十]|[0-9]{1,2})[ ]?年)"
_YEARS_EN = r"(?P<words>(?P<count>a|one|two|three|four|five|six|seven|[1-9]) years?)"
_YEARS_BEHIND_NAME = (
    re.compile(
        r"[^。！？\n]{0,30}?(?:已有|已经|已|过去|转眼|不过是|至今|以来|诞生|问世|发布)的?"
        rf"(?:近|满|整整|最近|了)?[ ]?{_YEARS_ZH}(?![之以]?后|内|[之以]?前)"
    ),
    re.compile(rf"[^。！？\n]{{0,4}}?{_YEARS_ZH}(?:多)?前"),
    re.compile(rf"(?i:[^.!?]{{0,20}}?(?:launched|released|debuted|arrived) {_YEARS_EN} ago)"),
)
_YEARS_BEFORE_NAME = (
    re.compile(rf"{_YEARS_ZH}多?前[^。！？\n]{{0,12}}(?:发布|推出)的?[ ]?$"),
    re.compile(
        rf"(?i:\b{_YEARS_EN} (?:since|after)(?: the (?:launch|release|debut|arrival) of)?"
        r"(?: OpenAI['’]s| OpenAI (?:launched|released))?) $"
    ),
)


class Clue(NamedTuple):
    """Where the publication may lie, by the words at `ranges` of the working text."""

    where: tuple[Interval, ...]
    ranges: tuple[Range, ...]


def infer(article: Article, without: Range | None = None) -> When:
    """Return the interval that the content leaves, with the words that bound it.

    `latest` is None where nothing in the text says that it is not newer. What the words at
    `without` tell does not count.
    """
    told = passages(article, without)
    sure = (
        *_said(told),
        *_days_tied(told),
        *sorted(_named(told), key=_latest_start),
        *sorted(_dated(told), key=_latest_start),
        *_years_tied(told),
        *_gatherings(told),
        *sorted((*_planned(told), *_forecasts(told)), key=lambda clue: clue.where[0].last),
        *_years_since(told),
    )
    weeks = (Clue(*said) for said in weeks_said(told))
    within_a_year = (*weeks, *_this_year(told), *_last_month(told), *_bare_days(told))
    return _lay(sure, within_a_year, article)


def _said(told: Sequence[Passage]) -> Iterator[Clue]:
    """Yield the days that the text says it is written on, but for those before what is past."""
    past = [(p, time.days.first) for p, time in _past(told) if time.days and time.tense == "past"]
    for said in days_said(told):
        at, last = said.ranges[-1].start, said.where[-1].last
        if all(day <= last for p, day in past if not p.start <= at < p.start + len(p.text)):
            yield Clue(*said)


def _latest_start(clue: Clue) -> int:
    return -clue.where[0].first.toordinal()


def _lay(sure: Sequence[Clue], within_a_year: Sequence[Clue], article: Article) -> When:
    """Return what all clues leave; those that set its ends give the spans.

    Clues to the time of the year count only where few years are left.
    """
    bounding = _narrow(sure, [])
    first, last = _ends(bounding)
    if (last - first).days <= _FEW_YEARS:
        bounding = _narrow(within_a_year, bounding)
        first, last = _ends(bounding)
    if first == _START and last == _END:
        return When()
    ranges = [place for clue in _needed(bounding) for place in clue.ranges]
    return When(
        None if first == _START else first,
        None if last == _END else last,
        "inferred",
        tuple(sorted({article.working.source(*place) for place in ranges})),
    )


def _narrow(clues: Sequence[Clue], bounding: Sequence[Clue]) -> list[Clue]:
    """Return `bounding` and those of `clues` that narrow what is left and do not contradict it."""
    kept = list(bounding)
    left = reduce(_common, (clue.where for clue in kept), _EVER)
    for clue in clues:
        narrowed = _common(left, clue.where)
        if narrowed and narrowed != left:
            left = narrowed
            kept.append(clue)
    return kept


def _needed(bounding: Sequence[Clue]) -> list[Clue]:
    """Return the clues without which the ends would move; of two that say the same the surer."""
    kept = list(bounding)
    ends = _ends(kept)
    for clue in reversed(bounding):
        fewer = [c for c in kept if c is not clue]
        if _ends(fewer) == ends:
            kept = fewer
    return kept


def _ends(clues: Sequence[Clue]) -> tuple[date, date]:
    left = reduce(_common, (clue.where for clue in clues), _EVER)
    return left[0].first, left[-1].last


def _common(one: tuple[Interval, ...], other: tuple[Interval, ...]) -> tuple[Interval, ...]:
    """Return the days that lie in both sets of sorted, disjoint intervals."""
    common = []
    i = j = 0
    while i < len(one) and j < len(other):
        first = max(one[i].first, other[j].first)
        last = min(one[i].last, other[j].last)
        if first <= last:
            common.append(Interval(first, last))
        if one[i].last < other[j].last:
            i += 1
        else:
            j += 1
    return tuple(common)


# --- what was known -------------------------------------------------------------------------------


def _named(told: Sequence[Passage]) -> Iterator[Clue]:
    """Yield lower bounds: names told of as something that is there, not something to come.

    A company that plans something is there.
    """
    for passage in told:
        for name in passage.names:
            plans = tense(passage.text, name.range, passage.language) == "future"
            if name.kind == "company" or not plans:
                yield Clue((Interval(name.day, _END),), (passage.place(name.range),))


# --- what is told with its year -------------------------------------------------------------------


def latest_told(article: Article) -> Interval | None:
    """Return the days of the latest past event that the text tells with its year."""
    past = (time.days for _, time in _past(passages(article)) if time.days)
    return max(past, key=lambda when: when.first, default=None)


def _dated(told: Sequence[Passage]) -> Iterator[Clue]:
    """Yield lower bounds: past events with their year; the text is not older.

    What no word tells as past may lie far ahead of what is past ("the lease runs to 2035").
    """
    past = [(passage, time, time.days) for passage, time in _past(told) if time.days]
    surely = max((when.first for _, time, when in past if time.tense), default=_END)
    for passage, time, when in past:
        opens = time.found.range.start <= _OPENING
        if time.tense or opens or (when.first - surely).days <= _FAR_AHEAD:
            yield Clue((Interval(when.first, _END),), (passage.place(time.found.range),))


def _past(told: Sequence[Passage]) -> Iterator[tuple[Passage, Told]]:
    """Yield the times whose year is known and that the text tells as past."""
    for passage in told:
        if passage.is_fiction or not passage.times:
            continue
        foresees = passage.has("forecast")
        for time in passage.times:
            if time.days is None or time.days.first < _START:
                continue
            if time.tense in ("future", "either"):
                continue
            if foresees:
                opens = time.found.range.start <= _OPENING
                past = time.tense == "past" and (opens or time.is_exact)
            else:
                past = time.tense == "past" or time.is_exact
            if past:
                yield passage, time


def _planned(told: Sequence[Passage]) -> Iterator[Clue]:
    """Yield upper bounds: the last day of a day or month that the text still expects."""
    for passage in told:
        if passage.is_fiction or not passage.times or passage.has("recalled"):
            continue
        for time in passage.times:
            if time.days is None or time.tense != "future" or not time.is_exact:
                continue
            if time.days.last > _START and not _is_old_plan(passage, time):
                place = passage.place(time.found.range)
                yield Clue((Interval(_START, time.days.last),), (place,))


def _is_old_plan(passage: Passage, plan: Told) -> bool:
    """Return whether the sentence tells since when the day was expected, and that is long ago.

    English says "would" where that day is over, Chinese the same as where it is not.
    """
    last = plan.days.last if plan.days else _END
    return passage.language == "zh" and any(
        time.tense != "future" and time.days and (last - time.days.last).days > _OLD_PLAN
        for time in passage.times
    )


def _forecasts(told: Sequence[Passage]) -> Iterator[Clue]:
    """Yield upper bounds: what a text foresees for a year is written before that year is over."""
    for passage in told:
        if passage.is_fiction or not passage.times or passage.has("recalled"):
            continue
        if not passage.has("forecast"):
            continue
        absolute = [time for time in passage.times if is_absolute(time.found.time)]
        ahead = [time for time in absolute if not _is_said(time)]
        time = ahead[0] if len(ahead) == 1 else None
        if time and time.days and time.tense != "past" and time.days.last > _START:
            place = passage.place(time.found.range)
            yield Clue((Interval(_START, time.days.last),), (place,))


def _is_said(time: Told) -> bool:
    return time.tense == "past" and time.is_exact


def _days_tied(told: Sequence[Passage]) -> Iterator[Clue]:
    """Yield the days from which "yesterday (3 September 2024)" is said."""
    for passage in told:
        for one, other in pairwise(dated(passage)):
            between = passage.text[one.found.range.end : other.found.range.start]
            if not _SAME.fullmatch(between):
                continue
            for counted, day in ((one, other), (other, one)):
                when = said_from(day, counted.found.time)
                if when is not None:
                    places = (passage.place(one.found.range), passage.place(other.found.range))
                    yield Clue((when,), places)


# --- what ties "this year" to a year --------------------------------------------------------------


def _years_tied(told: Sequence[Passage]) -> Iterator[Clue]:
    """Yield years in which "this year" saw something appear whose year is known."""
    for passage in told:
        for name in passage.names:
            if name.kind == "company" or not _is_appearing(passage.text, name.range):
                continue
            for found, *_ in passage.times:
                shift = _year_shift(found)
                if shift is not None and (tied := days.year(name.day.year - shift)) is not None:
                    places = (passage.place(found.range), passage.place(name.range))
                    yield Clue((tied,), places)


def _is_appearing(text: str, name: Range) -> bool:
    """Return whether the words around a name tell of its first appearance."""
    return bool(_APPEARED.match(text, name.end)) or bool(
        _BROUGHT.search(text, max(name.start - 20, 0), name.start)
    )


def _year_shift(found: Found) -> int | None:
    """Return by how many years an expression is off the year of publication, if it says so."""
    time = found.time
    if time.shift_year is not None:
        return time.shift_year
    return 0 if time == Time(part="early") else None


@cache
def _gathering(language: str) -> re.Pattern[str]:
    words = alternatives(vocabulary("gathering", language))
    if language == "zh":
        return re.compile(rf"(?<![0-9.])(20[0-4][0-9])[ ]?年?[^，。！？\n]{{0,25}}?(?:{words})")
    return re.compile(
        rf"(?<![0-9.])(20[0-4][0-9]) (?:[A-Z][\w&-]* ){{0,6}}(?i:{words})\b"
        rf"|\b(?:[A-Z][\w&-]* ){{0,4}}(?i:{words}) (20[0-4][0-9])(?![0-9])"
    )


def _gatherings(told: Sequence[Passage]) -> Iterator[Clue]:
    """Yield the year of a conference that is told with a day of the week of publication."""
    for passage in told:
        match = _gathering(passage.language).search(passage.text)
        if match is None or not any(_is_fresh(t.found) for t in passage.times):
            continue
        tied = days.year(int(next(year for year in match.groups() if year)))
        if tied is not None:
            yield Clue((tied,), (passage.place(Range(match.start(), match.end())),))


def _is_fresh(found: Found) -> bool:
    """Return whether an expression tells a day within the week before the publication."""
    time = found.time
    return time.weekday is not None or time.shift_day in (-2, -1, 0)


def _years_since(told: Sequence[Passage]) -> Iterator[Clue]:
    """Yield the days on which something known lies the told number of years back."""
    for passage in told:
        for name in passage.names:
            match = _told_years(passage.text, name.range)
            if match is None:
                continue
            count = match["count"].lower()
            years = number(vocabulary("count", "en").get(count, count))
            first = name.day + timedelta(days=round((years - 0.5) * 365))
            last = name.day + timedelta(days=round((years + 0.9) * 365))
            words = Range(match.start("words"), match.end("words"))
            places = (passage.place(words), passage.place(name.range))
            yield Clue((Interval(first, last),), places)


def _told_years(text: str, name: Range) -> re.Match[str] | None:
    """Return the words that tell how many years ago the name at `name` became known."""
    for pattern in _YEARS_BEHIND_NAME:
        match = pattern.match(text, name.end)
        if match:
            return match
    start = max(name.start - 80, 0)
    for pattern in _YEARS_BEFORE_NAME:
        match = pattern.search(text, start, name.start)
        if match:
            return match
    return None


# --- what lies back less than a year --------------------------------------------------------------


@cache
def _yearly(time: Time, reach: int | None) -> tuple[Interval, ...]:
    """Return, for every year, the days from a time on, for `reach` days or to the year's end."""
    result = [Interval(_START, date(_FIRST_GUESS, 12, 31)), Interval(date(_LAST_GUESS, 1, 1), _END)]
    for year in range(_FIRST_GUESS, _LAST_GUESS):
        when = interval(replace(time, year=year, shift_year=None), Context())
        if when is not None:
            last = when.first + timedelta(days=reach) if reach else date(year, 12, 31)
            result.append(Interval(when.first, last))
    return tuple(sorted(result))


def _this_year(told: Sequence[Passage]) -> Iterator[Clue]:
    """Yield the rest of the year after "this August", where that is past."""
    for passage in told:
        for found, _, when_told in passage.times:
            time = found.time
            if time.shift_year != 0 or time.end is not None:
                continue
            if time.month is None and time.half is None and time.quarter is None:
                continue
            if when_told not in ("future", "either"):
                yield Clue(_yearly(time, None), (passage.place(found.range),))


def _last_month(told: Sequence[Passage]) -> Iterator[Clue]:
    """Yield the month after a day that the text tells of right after "last month"."""
    before: Range | None = None
    for passage in told:
        for found, *_ in passage.times:
            place, time = passage.place(found.range), found.time
            near = before is not None and place.start - before.end <= _LAST_MONTH_REACH
            if before is not None and near and time.day is not None and is_bare(time):
                which = (time.month or 0) + 1
                months = (days.months(y, which, which) for y in range(_FIRST_GUESS, _LAST_GUESS))
                yield Clue(tuple(m for m in months if m), (before, place))
            before = place if time == Time(shift_month=-1) else None


def _bare_days(told: Sequence[Passage]) -> Iterator[Clue]:
    """Yield the months after a past day or month without a year: news is not older than that."""
    for passage in told:
        before: Found | None = None
        for found, settled, when_told in passage.times:
            chained = before is not None and continues(
                passage.text, before, found, passage.language
            )
            before = found
            if chained or settled or not is_bare(found.time):
                continue
            if when_told in ("future", "either"):
                continue
            reach = _FRESH_MONTHS if found.time.day is None else _FRESH_DAYS
            if re.match(r"\s?电|\s?[-–—]", passage.text[found.range.end :]):
                reach = _WIRE_DAYS
            on = weekdays(passage.text[slice(*found.range)])
            where = _on_weekdays(_yearly(found.time, reach), on)
            yield Clue(where, (passage.place(found.range),))


def _on_weekdays(where: tuple[Interval, ...], on: set[int]) -> tuple[Interval, ...]:
    """Return the intervals that begin on one of the weekdays told with the day, if any is."""
    if not on:
        return where
    return (where[0], *(when for when in where[1:-1] if when.first.weekday() in on), where[-1])
