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
_EVER: tuple[Interval, ...] = (Interval(_START, _END),)
_APPEARED = (
    r"[”\"’」]?\s?(?:的|模型的|大模型的)?\s?(?:出现|问世|诞生|横空出世|首次亮相|爆火)"
    r"|(?i:['’]s (?:launch|release|debut|arrival)| (?:was|were) (?:launched|released|unveiled))"
)
_BROUGHT = (
    r"(?:发布|推出)了?\s?[“\"「]?|(?i:(?:launch|release|debut|arrival) of |(?:released|launched|"
    r"unveiled) )"
)
_YEARS_ZH = r"(?P<count>[一二两三四五六七八九十]|[0-9]{1,2})[ ]?年"
_YEARS_EN = r"(?P<count>a|one|two|three|four|five|six|seven|[1-9]) years?"
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


class Passage(NamedTuple):
    """One sentence with its place in the working text and its language."""

    text: str
    start: int
    language: str
    times: tuple[Found, ...]


def infer(article: Article) -> When:
    """Return the interval that the content leaves, with the words that bound it.

    `latest` is None where nothing in the text says that it is not newer.
    """
    passages = [_passage(article, s.start, s.end) for s in article.sentences]
    named = _milestones(article.text)
    groups = (
        [Clue((Interval(day, _END),), (place,)) for place, day in _ripe(named, passages)],
        list(_dated(passages)),
        list(_years_tied(passages, named)),
        list(_gatherings(passages)),
        list(_forecasts(passages)),
        list(_years_since(passages, named)),
        list(_this_year(passages)),
        list(_last_month(passages)),
        list(_bare_days(passages)),
    )
    return _lay(groups, article)


def _passage(article: Article, start: int, end: int) -> Passage:
    text = article.text[start:end]
    language = "zh" if is_chinese(text) else "en"
    return Passage(text, start, language, tuple(scan(text, language)))


def _lay(groups: Sequence[Sequence[Clue]], article: Article) -> When:
    """Return what all clues leave; those that narrowed it give the spans."""
    left = _EVER
    bounding: list[Clue] = []
    for clue in (clue for group in groups for clue in group):
        narrowed = _common(left, clue.where)
        if narrowed and narrowed != left:
            left = narrowed
            bounding.append(clue)
    first, last = left[0].first, left[-1].last
    if first == _START and last == _END:
        return When()
    ranges = [place for clue in _needed(bounding) for place in clue.ranges]
    return When(
        None if first == _START else first,
        None if last == _END else last,
        "inferred",
        tuple(sorted({article.working.source(*place) for place in ranges})),
    )


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
    """Return the days that lie in both sets of intervals."""
    common = [
        Interval(max(a.first, b.first), min(a.last, b.last))
        for a in one
        for b in other
        if a.first <= b.last and b.first <= a.last
    ]
    return tuple(sorted(common))


# --- what was known -------------------------------------------------------------------------------


@cache
def _names() -> tuple[re.Pattern[str], Mapping[str, Mapping[str, str]]]:
    rows = {
        name: row for row in lexicons.table("milestones") for name in lexicons.several(row["names"])
    }
    pattern = rf"(?<![A-Za-z0-9.-])(?:{alternatives(rows)})(?![A-Za-z0-9]|[.-][0-9])"
    return re.compile(pattern), rows


def _milestones(text: str) -> list[tuple[Range, date, str]]:
    """Return the known names in `text` with the day on which they became public and their kind."""
    pattern, rows = _names()
    found = []
    for match in pattern.finditer(text):
        row = rows[match[0]]
        beside = lexicons.several(row["beside"])
        if not beside or any(word in text for word in beside):
            day = date.fromisoformat(row["date"])
            found.append((Range(match.start(), match.end()), day, row["kind"]))
    return found


def _ripe(
    named: Sequence[tuple[Range, date, str]], passages: Sequence[Passage]
) -> Iterator[tuple[Range, date]]:
    """Yield the names that are told of as something there, not something to come."""
    for place, day, _ in named:
        passage = next((p for p in passages if _holds(p, place)), None)
        if passage is not None and tense(*_within(passage, place)) != "future":
            yield place, day


def _holds(passage: Passage, place: Range) -> bool:
    return passage.start <= place.start and place.end <= passage.start + len(passage.text)


def _within(passage: Passage, place: Range) -> tuple[str, Range, str]:
    inner = Range(place.start - passage.start, place.end - passage.start)
    return passage.text, inner, passage.language


# --- what is told with its year -------------------------------------------------------------------


def _place(passage: Passage, found: Found) -> Range:
    return Range(passage.start + found.range.start, passage.start + found.range.end)


def _dated(passages: Sequence[Passage]) -> Iterator[Clue]:
    """Yield lower bounds: past events with their year; the text is not older."""
    for passage in passages:
        if any(_cue(k, passage.language).search(passage.text) for k in ("forecast", "future")):
            continue
        for found in passage.times:
            when = interval(found.time, Context()) if is_absolute(found.time) else None
            if when is None or when.first < _START:
                continue
            told = tense(passage.text, found.range, passage.language)
            if told == "past" or (told == "" and found.time.month is not None):
                yield Clue((Interval(when.first, _END),), (_place(passage, found),))


def _forecasts(passages: Sequence[Passage]) -> Iterator[Clue]:
    """Yield upper bounds: what a text foresees for a year is written before that year is over."""
    for passage in passages:
        language = passage.language
        if _cue("recalled", language).search(passage.text):
            continue
        if not _cue("forecast", language).search(passage.text):
            continue
        when = [interval(f.time, Context()) for f in passage.times if is_absolute(f.time)]
        if len(when) == 1 and when[0] is not None:
            found = next(f for f in passage.times if is_absolute(f.time))
            yield Clue((Interval(_START, when[0].last),), (_place(passage, found),))


@cache
def _cue(kind: str, language: str) -> re.Pattern[str]:
    words = vocabulary(kind, language)
    edge = r"\b" if language == "en" else ""
    return re.compile(rf"{edge}(?:{alternatives(words)}){edge}", re.IGNORECASE)


# --- what ties "this year" to a year --------------------------------------------------------------


def _years_tied(
    passages: Sequence[Passage], named: Sequence[tuple[Range, date, str]]
) -> Iterator[Clue]:
    """Yield years in which "this year" saw something appear whose year is known."""
    for place, day, kind in named:
        if kind == "company":
            continue
        for passage in passages:
            if not _holds(passage, place):
                continue
            text, inner, _ = _within(passage, place)
            if not (
                re.match(_APPEARED, text[inner.end :])
                or re.search(f"(?:{_BROUGHT})$", text[: inner.start])
            ):
                continue
            for found in passage.times:
                shift = _year_shift(found)
                if shift is not None and (tied := days.year(day.year - shift)) is not None:
                    yield Clue((tied,), (_place(passage, found),))


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
        fresh = any(_is_fresh(f) for f in passage.times)
        if match is None or not fresh:
            continue
        year = int(match[1] or match[2]) if passage.language == "en" else int(match[1])
        tied = days.year(year)
        if tied is not None:
            start = passage.start + match.start()
            yield Clue((tied,), (Range(start, passage.start + match.end()),))


def _is_fresh(found: Found) -> bool:
    """Return whether an expression tells a day within the week before the publication."""
    time = found.time
    return time.weekday is not None or time.shift_day in (-2, -1, 0)


def _years_since(
    passages: Sequence[Passage], named: Sequence[tuple[Range, date, str]]
) -> Iterator[Clue]:
    """Yield the days on which something known lies the told number of years back."""
    for place, day, _ in named:
        passage = next((p for p in passages if _holds(p, place)), None)
        if passage is None:
            continue
        text, inner, _ = _within(passage, place)
        match = _told_years(text, inner)
        if match is None:
            continue
        count = match["count"].lower()
        years = number(vocabulary("count", "en").get(count, count))
        first = day + timedelta(days=round((years - 0.5) * 365))
        last = day + timedelta(days=round((years + 0.9) * 365))
        words = Range(passage.start + match.start("count"), passage.start + match.end())
        yield Clue((Interval(first, last),), (words, place))


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
            if tense(passage.text, found.range, passage.language) != "future":
                yield Clue(_yearly(time, None), (_place(passage, found),))


def _is_bare(time: Time) -> bool:
    """Return whether a month or day is told without its year."""
    told = (time.year, time.shift_year, time.direction, time.end)
    return time.month is not None and told == (None, None, None, None)


def _last_month(passages: Sequence[Passage]) -> Iterator[Clue]:
    """Yield the month after a day that the text tells of right after "last month"."""
    before: Range | None = None
    for passage in passages:
        for found in passage.times:
            place, time = _place(passage, found), found.time
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
            if tense(passage.text, found.range, passage.language) == "future":
                continue
            reach = _FRESH_MONTHS if found.time.day is None else _FRESH_DAYS
            if re.match(r"\s?电|\s?[-–—]", passage.text[found.range.end :]):
                reach = _WIRE_DAYS
            yield Clue(_yearly(found.time, reach), (_place(passage, found),))
