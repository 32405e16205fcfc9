"""What a text tells by the sentence: times that lie behind or ahead, and what it names."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date, timedelta
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from analysis import lexicons
from analysis.dates import days
from analysis.dates.date_lines import is_of_another_day
from analysis.dates.days import Interval
from analysis.dates.expressions import Time, alternatives, vocabulary
from analysis.dates.meaning import Context, interval
from analysis.dates.patterns import Found, scan
from analysis.dates.reading import continues, tense
from analysis.records import Article, Range
from analysis.sentences import is_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_MEMORY, _HEADING = 3, 8
_MOST_TIMES = 300  # in one sentence
_REACH, _ONE_MONTH = 60, 31
_VERB_REACH = {"en": 60, "zh": 8}
_NEXT_DAY, _PLANNED_DAY = 45, 60
_GOES_ON = re.compile(r"[ ]?(?:[0-9]{1,2}|[一二三四五六七八九十廿]{1,3})[ ]?[月日]|[-/.][0-9]")
_SENTENCE = re.compile(r"[。！？!?…]|(?<![ap]\.m)\.(?:[”\"’')\]]|\s+[A-Z“\"]|\s*$)|[：:]$")
_WILL = re.compile(r"\bwill(?: have| be| not)?\b(?=[^.!?]{0,160}$)")
_BY = re.compile(r"\b[Bb]y $")
_DID = re.compile(r"\b(?:had|was|were|did)\b")
_CLAUSE = re.compile(r"[，。；！？,;!?]")
_FROM_ON = re.compile("起(?!诉)")
_DEADLINE = re.compile(r"(?:之前|以前|前)(?!后|夕|往|后|[一1]天)")
_CLOSES = re.compile(
    r"[ ]?(?:[（(][^）)\n]{1,6}[）)])?[ ]?(?:[上下中]午|晚上?|凌晨)?"
    r"(?:[0-9]{1,2}[时点:：][0-9]{0,2}分?)?"
    r"(?:截止|截稿|为止|结束报名)(?!后|之后|以后|了|时|的)"
)
_CLOSED = re.compile(r"[已曾昨]|截[至止]到?$")
_LABEL = re.compile(r"(?:时间|日期|日子|When|Date|Time)[ ]?[:：][ ]?$")
_LISTED = re.compile(r"[ \t]{0,3}[)）\]】]?[ \t]{0,3}")
_LISTING = re.compile(r"(?:[-–—|·•(（\[【]|\d{1,2}:\d\d) {0,3}$|[\u4e00-\u9fff」》”] {1,3}$")


class Known(NamedTuple):
    """A name whose first public day is known, at `range` of its passage."""

    range: Range
    day: date
    kind: str


class Told(NamedTuple):
    """A time with its days, if the words before it and its own settle them, and its tense.

    `tense` is "past", "future", "either" (a word leaves it open) or "" (not told).
    `is_exact`: a day or a month, no mere year.
    """

    found: Found
    days: Interval | None
    tense: str

    @property
    def is_exact(self) -> bool:
        """Return whether more than a year is told."""
        return self.found.time.year is None or self.found.time.month is not None


class Passage(NamedTuple):
    """One sentence with its place in the working text, what it tells and what it names.

    `is_fiction` says that the days in it are invented ones.
    """

    text: str
    start: int
    language: str
    times: tuple[Told, ...]
    names: tuple[Known, ...]
    is_fiction: bool

    def place(self, inner: Range) -> Range:
        """Return the range of the working text that stands for a range of the sentence."""
        return Range(self.start + inner.start, self.start + inner.end)

    def has(self, kind: str) -> bool:
        """Return whether the sentence holds a cue of one kind of the time words."""
        return bool(_cue(kind, self.language).search(self.text))


def passages(article: Article, without: Range | None = None) -> list[Passage]:
    """Return the sentences of an article; what one tells carries over to the next.

    The sentence that holds the start of `without` is left out.
    """
    result: list[Passage] = []
    told: tuple[Interval, ...] = ()
    paragraph, fiction = -1, False
    may_be_fiction = _is_fiction(article.text)
    known = list(_known(article.text))
    for sentence in article.sentences:
        if without and sentence.start <= without.start < sentence.end:
            continue
        text = article.text[sentence.start : sentence.end]
        language = "zh" if is_chinese(text) else "en"
        fiction = fiction and sentence.paragraph == paragraph
        fiction = may_be_fiction and (fiction or _is_fiction(text))
        paragraph = sentence.paragraph
        times = tuple(_times(text, language, told))
        told = (*(t.days for t in reversed(times) if t.days), *told)[:_MEMORY]
        names = tuple(_within(known, sentence.start, sentence.end))
        result.append(Passage(text, sentence.start, language, times, names, fiction))
    return result


def _times(text: str, language: str, told: tuple[Interval, ...]) -> Iterator[Told]:
    """Yield the times of a sentence; dates of listed articles and broken dates are left out."""
    before: Found | None = None
    ahead: list[Interval] = []
    times = list(islice(scan(text, language), _MOST_TIMES))
    is_sentence = bool(times) and bool(_SENTENCE.search(text))
    is_other = bool(times) and not is_sentence and is_of_another_day(text)
    for found in times:
        if _GOES_ON.match(text, found.range.end) or _is_listed(text, found.range):
            continue
        when_told = _tense(text, found.range, language)
        if not is_sentence and _LABEL.search(
            text, max(found.range.start - _HEADING, 0), found.range.start
        ):
            continue
        if is_other or not (is_sentence or when_told or found.range.start <= _HEADING):
            continue
        if not when_told and _FROM_ON.match(text, found.range.end):
            continue
        chained = before is not None and continues(text, before, found, language)
        when = interval(found.time, Context(None, when_told, told, chained))
        if when is None and told and is_bare(found.time):
            when = _next_after(told[0], found.time, when_told)
        if found.time.anaphor is not None and when in ahead:
            when_told = "future"
        elif when_told == "future" and when is not None:
            ahead = [*ahead[-1:], when]
        before = found
        if when is not None:
            told = (when, *told[: _MEMORY - 1])
        yield Told(found, when, when_told)


def _tense(text: str, place: Range, language: str) -> str:
    """Return the tense of the clause; where it has none, whether the words around look ahead."""
    if _verb_ahead(language).search(text, max(place.start - _VERB_REACH[language], 0), place.start):
        return "future"
    if language == "zh" and _CLOSES.match(text, place.end):
        clause = _CLAUSE.split(text[max(place.start - _REACH, 0) : place.start])[-1]
        return "past" if _CLOSED.search(clause) else "future"
    clause = tense(text, place, language)
    if clause == "past" and language == "en":
        return _after_will(text, place)
    if clause:
        return clause
    before = _CLAUSE.split(text[max(place.start - _REACH, 0) : place.start])[-1]
    after = " ".join(_CLAUSE.split(text[place.end : place.end + _REACH])[:2])
    is_ahead = _ahead(language).search(before) or _ahead(language).search(after)
    if is_ahead or _DEADLINE.match(text, place.end):
        return "future"
    return "either" if language == "zh" and _may_be_ahead(text, place) else ""


def _may_be_ahead(text: str, place: Range) -> bool:
    """Return whether something begins or ends on a day, and no word says that it has.

    Chinese says 9月3日开售 of a day that is over and of one that is to come.
    """
    clause = _CLAUSE.split(text[place.end : place.end + _REACH // 2])[0]
    match = _either().search(clause)
    return match is not None and not clause.startswith("了", match.end())


@cache
def _either() -> re.Pattern[str]:
    return re.compile(_words("either", "zh"))


def _after_will(text: str, place: Range) -> str:
    """Return the tense of an English clause that reads as past, but for "will" and "by" far off."""
    will = _WILL.search(text[: place.start])
    if will:
        rest = Range(place.start - will.end(), place.end - will.end())
        return "future" if tense(text[will.end() :], rest, "en") != "past" else "past"
    is_due = _BY.search(text, max(place.start - 4, 0), place.start) and not _DID.search(text)
    return "future" if is_due else "past"


@cache
def _ahead(language: str) -> re.Pattern[str]:
    before, after = (r"\b", r"\b") if language == "en" else ("(?<![原本曾没未])", "")
    return re.compile(f"{before}(?:{_words('ahead', language)}){after}")


@cache
def _verb_ahead(language: str) -> re.Pattern[str]:
    """Return a pattern for a verb in the present, a few words before a day that is to come."""
    if language == "zh":
        return re.compile(f"(?<![原本曾没未])(?:{_words('verb_ahead', language)})$")
    return re.compile(
        rf"\b(?:{_words('verb_ahead', language)})(?: (?!and\b)[\w'’-]{{1,20}}){{0,4}} $"
    )


def _words(kind: str, language: str) -> str:
    rows = [row for row in lexicons.table("date_lines") if row["kind"] == kind]
    words = [w for r in rows if r["language"] == language for w in lexicons.several(r["words"])]
    return alternatives(dict.fromkeys(words, 1))


def is_bare(time: Time) -> bool:
    """Return whether a month or day is told without its year."""
    told = (time.year, time.shift_year, time.direction, time.end)
    return time.month is not None and told == (None, None, None, None)


def _next_after(before: Interval, time: Time, when_told: str) -> Interval | None:
    """Return the next such day or month after the one told, if it is near: texts go on in time."""
    year = before.last.year
    if time.day is not None:
        if before.first != before.last:
            return None
        found = [days.day(year + n, time.month or 0, time.day) for n in (0, 1)]
    elif when_told == "past" and (before.last - before.first).days <= _ONE_MONTH:
        found = [days.month(year + n, time.month or 0) for n in (0, 1)]
    else:
        return None
    near = _PLANNED_DAY if when_told == "future" else _NEXT_DAY
    return next((f for f in found if f and 0 <= (f.first - before.last).days <= near), None)


def _is_listed(text: str, place: Range) -> bool:
    """Return whether a time ends a line that is no sentence: the date of another article."""
    return bool(_LISTED.fullmatch(text, place.end)) and bool(
        _LISTING.search(text, max(place.start - 8, 0), place.start)
    )


@cache
def _fiction() -> tuple[str, ...]:
    rows = [row for row in lexicons.table("date_lines") if row["kind"] == "fiction"]
    return tuple(word for row in rows for word in lexicons.several(row["words"]))


def _is_fiction(text: str) -> bool:
    text = text.lower()
    return any(word in text for word in _fiction())


@cache
def _cue(kind: str, language: str) -> re.Pattern[str]:
    words = vocabulary(kind, language)
    edge = r"\b" if language == "en" else ""
    return re.compile(rf"{edge}(?:{alternatives(words)}){edge}")


# --- names that are known -------------------------------------------------------------------------


@cache
def _milestones() -> tuple[re.Pattern[str], Mapping[str, Mapping[str, str]]]:
    rows = {
        name: row for row in lexicons.table("milestones") for name in lexicons.several(row["names"])
    }
    pattern = rf"(?<![A-Za-z0-9.-])(?:{alternatives(rows)})(?![A-Za-z0-9]|[.-][0-9])"
    return re.compile(pattern), rows


def _known(text: str) -> Iterator[Known]:
    """Yield the names of the list of milestones in a text, in order."""
    pattern, rows = _milestones()
    for match in pattern.finditer(text):
        row = rows[match[0]]
        beside = lexicons.several(row["beside"])
        if not beside or any(word in text for word in beside):
            day = date.fromisoformat(row["date"])
            yield Known(Range(match.start(), match.end()), day, row["kind"])


def _within(known: Sequence[Known], start: int, end: int) -> Iterator[Known]:
    """Yield the names of a text that lie in a part of it, counted from its start."""
    first = bisect_left(known, start, key=lambda name: name.range.start)
    for name in (known[index] for index in range(first, len(known))):
        if name.range.end > end:
            return
        yield name._replace(range=Range(name.range.start - start, name.range.end - start))


def said_from(told: Told, counted: Time) -> Interval | None:
    """Return from which days `counted`, which counts from the publication, means what is told.

    >>> day = date(2024, 9, 3)
    >>> one = Told(Found(Range(0, 0), Time()), Interval(day, day), "past")
    >>> said_from(one, Time(shift_day=-1)).first
    datetime.date(2024, 9, 4)
    """
    if told.days is None:
        return None
    first = told.days.first
    is_day = told.days.first == told.days.last
    if counted.shift_week and counted.weekday is None and not counted.weekend and not is_day:
        return _said_of_week(told.days, counted.shift_week)
    if counted.shift_day is not None:
        step = timedelta(days=-counted.shift_day)
        return Interval(first + step, first + step) if is_day else None
    if counted.low is not None:
        return _counted_from(first, counted) if is_day else None
    if counted.weekday is not None or counted.shift_week is not None:
        return _said_in_week(first, counted, told.tense) if is_day else None
    if counted.shift_month is not None:
        return days.month(first.year, first.month - counted.shift_month)
    return days.year(first.year - counted.shift_year) if counted.shift_year is not None else None


def _counted_from(day: date, counted: Time) -> Interval | None:
    """Return the day from which a day is "three days ago" or "two weeks from now"."""
    count = {"day": 1, "week": 7}.get(counted.unit or "")
    sign = {"ago": 1, "hence": -1}.get(counted.direction or "")
    if not count or not sign or counted.low != counted.high:
        return None
    there = day + timedelta(days=sign * count * int(counted.low or 0))
    return Interval(there, there)


def _said_of_week(told: Interval, shift: int) -> Interval | None:
    """Return the days from which some days of a week, or all of them, are "last week"."""
    length = (told.last - told.first).days
    if length > days.SUNDAY:
        return None
    if length == days.SUNDAY:  # weeks begin on Sunday, too
        step = timedelta(weeks=-shift)
        return Interval(told.first + step, told.last + step)
    return Interval(days.week(told.first, -shift).first, days.week(told.last, -shift).last)


def _said_in_week(day: date, counted: Time, when_told: str) -> Interval | None:
    """Return the days on which a day is "last Friday", 本周五 or "next Tuesday"."""
    shift = counted.shift_week
    if shift is None and counted.direction in (None, "near"):
        shift = 0
    if shift is None:
        after = days.week(day, 1).last
        before = days.week(day, -1).first
        step = timedelta(days=1)
        is_last = counted.direction == "past"
        return Interval(day + step, after) if is_last else Interval(before, day - step)
    week = days.week(day, -shift)
    if shift == 0 and when_told in ("past", "future"):
        past = when_told == "past"
        return Interval(day, week.last) if past else Interval(week.first, day)
    return week
