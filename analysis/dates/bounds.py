"""Between which days a text without a date was written, by what it tells.

Each clue is a set of intervals in which the publication may lie. The clues are laid over each
other from the surest to the weakest; one that contradicts the surer ones is dropped.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, reduce
from typing import TYPE_CHECKING, NamedTuple

from analysis import lexicons
from analysis.dates import days
from analysis.dates.days import Interval
from analysis.dates.expressions import Time, alternatives, number, vocabulary
from analysis.dates.meaning import Context, interval, is_absolute
from analysis.dates.patterns import Found, scan
from analysis.dates.reading import continues, tense
from analysis.records import Article, Range, When
from analysis.sentences import is_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_START, _END = date(1990, 1, 1), date(days.LAST_YEAR, 12, 31)
_FIRST_GUESS, _LAST_GUESS = 2000, 2060
_FRESH_DAYS, _FRESH_MONTHS, _WIRE_DAYS = 180, 270, 3
_LAST_MONTH_REACH = 120
_FEW_YEARS = 3 * 366
_OPENING = 6
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


class Known(NamedTuple):
    """A name whose first public day is known, at `range` of its passage."""

    range: Range
    day: date
    kind: str


class Passage(NamedTuple):
    """One sentence with its place in the working text and what it names."""

    text: str
    start: int
    language: str
    times: tuple[Found, ...]
    names: tuple[Known, ...]

    def place(self, inner: Range) -> Range:
        """Return the range of the working text that stands for a range of the sentence."""
        return Range(self.start + inner.start, self.start + inner.end)

    def tense(self, inner: Range) -> str:
        """Return the tense of the clause around a range of the sentence."""
        return tense(self.text, inner, self.language)


def infer(article: Article) -> When:
    """Return the interval that the content leaves, with the words that bound it.

    `latest` is None where nothing in the text says that it is not newer.
    """
    passages = [_passage(article, s.start, s.end) for s in article.sentences]
    sure = (
        *sorted(_named(passages), key=_latest_start),
        *sorted(_dated(passages), key=_latest_start),
        *_years_tied(passages),
        *_gatherings(passages),
        *sorted(_forecasts(passages), key=lambda clue: clue.where[0].last),
        *_years_since(passages),
    )
    within_a_year = (*_this_year(passages), *_last_month(passages), *_bare_days(passages))
    return _lay(sure, within_a_year, article)


def _latest_start(clue: Clue) -> int:
    return -clue.where[0].first.toordinal()


def _passage(article: Article, start: int, end: int) -> Passage:
    text = article.text[start:end]
    language = "zh" if is_chinese(text) else "en"
    names = tuple(_known(text, article.text))
    return Passage(text, start, language, tuple(scan(text, language)), names)


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


@cache
def _milestones() -> tuple[re.Pattern[str], Mapping[str, Mapping[str, str]]]:
    rows = {
        name: row for row in lexicons.table("milestones") for name in lexicons.several(row["names"])
    }
    pattern = rf"(?<![A-Za-z0-9.-])(?:{alternatives(rows)})(?![A-Za-z0-9]|[.-][0-9])"
    return re.compile(pattern), rows


def _known(text: str, whole: str) -> Iterator[Known]:
    """Yield the names of the list of milestones in `text`, a part of `whole`."""
    pattern, rows = _milestones()
    for match in pattern.finditer(text):
        row = rows[match[0]]
        beside = lexicons.several(row["beside"])
        if not beside or any(word in whole for word in beside):
            day = date.fromisoformat(row["date"])
            yield Known(Range(match.start(), match.end()), day, row["kind"])


def _named(passages: Sequence[Passage]) -> Iterator[Clue]:
    """Yield lower bounds: names told of as something that is there, not something to come."""
    for passage in passages:
        for name in passage.names:
            if passage.tense(name.range) != "future":
                yield Clue((Interval(name.day, _END),), (passage.place(name.range),))


# --- what is told with its year -------------------------------------------------------------------


def _dated(passages: Sequence[Passage]) -> Iterator[Clue]:
    """Yield lower bounds: past events with their year; the text is not older."""
    for passage in passages:
        foresees = bool(_cue("forecast", passage.language).search(passage.text))
        for found in passage.times:
            when = interval(found.time, Context()) if is_absolute(found.time) else None
            if when is None or when.first < _START:
                continue
            told = passage.tense(found.range)
            dated = found.time.month is not None
            if foresees:
                past = told == "past" and dated and found.range.start <= _OPENING
            else:
                past = told == "past" or (told == "" and dated)
            if past:
                yield Clue((Interval(when.first, _END),), (passage.place(found.range),))


def _forecasts(passages: Sequence[Passage]) -> Iterator[Clue]:
    """Yield upper bounds: what a text foresees for a year is written before that year is over."""
    for passage in passages:
        language = passage.language
        if _cue("recalled", language).search(passage.text):
            continue
        if not _cue("forecast", language).search(passage.text):
            continue
        absolute = [found for found in passage.times if is_absolute(found.time)]
        when = interval(absolute[0].time, Context()) if len(absolute) == 1 else None
        past = when is None or passage.tense(absolute[0].range) == "past"
        if when is not None and not past and when.last > _START:
            yield Clue((Interval(_START, when.last),), (passage.place(absolute[0].range),))


@cache
def _cue(kind: str, language: str) -> re.Pattern[str]:
    words = vocabulary(kind, language)
    edge = r"\b" if language == "en" else ""
    return re.compile(rf"{edge}(?:{alternatives(words)}){edge}")


# --- what ties "this year" to a year --------------------------------------------------------------


def _years_tied(passages: Sequence[Passage]) -> Iterator[Clue]:
    """Yield years in which "this year" saw something appear whose year is known."""
    for passage in passages:
        for name in passage.names:
            if name.kind == "company" or not _is_appearing(passage.text, name.range):
                continue
            for found in passage.times:
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


def _gatherings(passages: Sequence[Passage]) -> Iterator[Clue]:
    """Yield the year of a conference that is told with a day of the week of publication."""
    for passage in passages:
        match = _gathering(passage.language).search(passage.text)
        if match is None or not any(_is_fresh(f) for f in passage.times):
            continue
        tied = days.year(int(next(year for year in match.groups() if year)))
        if tied is not None:
            yield Clue((tied,), (passage.place(Range(match.start(), match.end())),))


def _is_fresh(found: Found) -> bool:
    """Return whether an expression tells a day within the week before the publication."""
    time = found.time
    return time.weekday is not None or time.shift_day in (-2, -1, 0)


def _years_since(passages: Sequence[Passage]) -> Iterator[Clue]:
    """Yield the days on which something known lies the told number of years back."""
    for passage in passages:
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


def _this_year(passages: Sequence[Passage]) -> Iterator[Clue]:
    """Yield the rest of the year after "this August", where that is past."""
    for passage in passages:
        for found in passage.times:
            time = found.time
            if time.shift_year != 0 or time.end is not None:
                continue
            if time.month is None and time.half is None and time.quarter is None:
                continue
            if passage.tense(found.range) != "future":
                yield Clue(_yearly(time, None), (passage.place(found.range),))


def _is_bare(time: Time) -> bool:
    """Return whether a month or day is told without its year."""
    told = (time.year, time.shift_year, time.direction, time.end)
    return time.month is not None and told == (None, None, None, None)


def _last_month(passages: Sequence[Passage]) -> Iterator[Clue]:
    """Yield the month after a day that the text tells of right after "last month"."""
    before: Range | None = None
    for passage in passages:
        for found in passage.times:
            place, time = passage.place(found.range), found.time
            near = before is not None and place.start - before.end <= _LAST_MONTH_REACH
            if before is not None and near and time.day is not None and _is_bare(time):
                which = (time.month or 0) + 1
                months = (days.months(y, which, which) for y in range(_FIRST_GUESS, _LAST_GUESS))
                yield Clue(tuple(m for m in months if m), (before, place))
            before = place if time == Time(shift_month=-1) else None


def _bare_days(passages: Sequence[Passage]) -> Iterator[Clue]:
    """Yield the months after a past day or month without a year: news is not older than that."""
    for passage in passages:
        before: Found | None = None
        for found in passage.times:
            chained = before is not None and continues(
                passage.text, before, found, passage.language
            )
            before = found
            if chained or not _is_bare(found.time):
                continue
            if passage.tense(found.range) == "future":
                continue
            reach = _FRESH_MONTHS if found.time.day is None else _FRESH_DAYS
            if re.match(r"\s?电|\s?[-–—]", passage.text[found.range.end :]):
                reach = _WIRE_DAYS
            yield Clue(_yearly(found.time, reach), (passage.place(found.range),))
