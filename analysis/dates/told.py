"""What a text tells by the sentence: times that lie behind or ahead, and what it names."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
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
    from collections.abc import Iterator, Mapping

_MEMORY, _HEADING = 3, 8
_REACH = {"zh": 40, "en": 120}
_NEXT_DAY, _PLANNED_DAY = 45, 60
_GOES_ON = re.compile(r"[ ]?(?:[0-9]{1,2}|[一二三四五六七八九十廿]{1,3})[ ]?[月日]|[-/.][0-9]")
_SENTENCE = re.compile(r"[。！？!?…]|(?<![ap]\.m)\.(?:[”\"’')\]]|\s+[A-Z“\"]|\s*$)|[：:]$")
_WILL = re.compile(r"\bwill(?: have| be| not)?\b(?=[^.!?]{0,160}$)")
_LISTED = re.compile(r"[ \t]{0,3}[)）\]】]?[ \t]{0,3}")
_LISTING = re.compile(r"(?:[-–—|·•(（\[【]|\d{1,2}:\d\d) {0,3}$|[\u4e00-\u9fff」》”] {1,3}$")


class Known(NamedTuple):
    """A name whose first public day is known, at `range` of its passage."""

    range: Range
    day: date
    kind: str


class Told(NamedTuple):
    """A time with its days, if the words before it and its own settle them, and its tense.

    `tense` is "past", "future" or "" (not told). `is_exact`: a day or a month, no mere year.
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
    for sentence in article.sentences:
        if without and sentence.start <= without.start < sentence.end:
            continue
        text = article.text[sentence.start : sentence.end]
        language = "zh" if is_chinese(text) else "en"
        fiction = _is_fiction(text) or (fiction and sentence.paragraph == paragraph)
        paragraph = sentence.paragraph
        times = tuple(_times(text, language, told))
        told = (*(t.days for t in reversed(times) if t.days), *told)[:_MEMORY]
        names = tuple(_known(text, article.text))
        result.append(Passage(text, sentence.start, language, times, names, fiction))
    return result


def _times(text: str, language: str, told: tuple[Interval, ...]) -> Iterator[Told]:
    """Yield the times of a sentence; dates of listed articles and broken dates are left out."""
    before: Found | None = None
    is_sentence = bool(_SENTENCE.search(text))
    is_other = not is_sentence and is_of_another_day(text)
    for found in scan(text, language):
        if _GOES_ON.match(text, found.range.end) or _is_listed(text, found.range):
            continue
        when_told = _tense(text, found.range, language)
        if is_other or not (is_sentence or when_told or found.range.start <= _HEADING):
            continue
        chained = before is not None and continues(text, before, found, language)
        when = interval(found.time, Context(None, when_told, told, chained))
        if when is None and told and is_bare(found.time):
            when = _next_after(told[0], found.time, when_told)
        before = found
        if when is not None:
            told = (when, *told[: _MEMORY - 1])
        yield Told(found, when, when_told)


def _tense(text: str, place: Range, language: str) -> str:
    """Return the tense of the clause; where it has none, whether the words around look ahead."""
    clause = tense(text, place, language)
    if clause == "past" and language == "en" and (will := _WILL.search(text[: place.start])):
        rest = Range(place.start - will.end(), place.end - will.end())
        return "future" if tense(text[will.end() :], rest, language) != "past" else clause
    reach = _REACH[language]
    around = text[max(place.start - reach, 0) : place.end + reach]
    return clause or ("future" if _ahead(language).search(around) else "")


@cache
def _ahead(language: str) -> re.Pattern[str]:
    rows = [row for row in lexicons.table("date_lines") if row["kind"] == "ahead"]
    words = [w for r in rows if r["language"] == language for w in lexicons.several(r["words"])]
    before, after = (r"\b", r"\b") if language == "en" else ("(?<![原本曾没未])", "")
    return re.compile(rf"{before}(?:{alternatives(dict.fromkeys(words, 1))}){after}")


def is_bare(time: Time) -> bool:
    """Return whether a month or day is told without its year."""
    told = (time.year, time.shift_year, time.direction, time.end)
    return time.month is not None and told == (None, None, None, None)


def _next_after(before: Interval, time: Time, when_told: str) -> Interval | None:
    """Return the first such day after a day that was told, if it is near: texts go on in time."""
    if time.day is None or (before.last - before.first).days > 0:
        return None
    found = (days.day(before.last.year + n, time.month or 0, time.day) for n in (0, 1))
    near = _PLANNED_DAY if when_told == "future" else _NEXT_DAY
    return next((f for f in found if f and 0 <= (f.first - before.last).days <= near), None)


def _is_listed(text: str, place: Range) -> bool:
    """Return whether a time ends a line that is no sentence: the date of another article."""
    return bool(_LISTED.fullmatch(text, place.end)) and bool(
        _LISTING.search(text, max(place.start - 8, 0), place.start)
    )


@cache
def _fiction() -> re.Pattern[str]:
    rows = [row for row in lexicons.table("date_lines") if row["kind"] == "fiction"]
    words = [word for row in rows for word in lexicons.several(row["words"])]
    return re.compile(rf"(?i:{alternatives(dict.fromkeys(words, 1))})")


def _is_fiction(text: str) -> bool:
    return bool(_fiction().search(text))


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


def _known(text: str, whole: str) -> Iterator[Known]:
    """Yield the names of the list of milestones in `text`, a part of `whole`."""
    pattern, rows = _milestones()
    for match in pattern.finditer(text):
        row = rows[match[0]]
        beside = lexicons.several(row["beside"])
        if not beside or any(word in whole for word in beside):
            day = date.fromisoformat(row["date"])
            yield Known(Range(match.start(), match.end()), day, row["kind"])


def shifted(days_told: Interval, time: Time) -> Interval | None:
    """Return from which days `time`, counted from the publication, means `days_told`.

    >>> day = date(2024, 9, 3)
    >>> shifted(Interval(day, day), Time(shift_day=-1)).first
    datetime.date(2024, 9, 4)
    """
    first = days_told.first
    if time.shift_day is not None:
        step = timedelta(days=-time.shift_day)
        return Interval(first + step, days_told.last + step)
    if time.shift_week is not None:
        return days.week(first, -time.shift_week)
    if time.shift_month is not None:
        return days.month(first.year, first.month - time.shift_month)
    return days.year(first.year - time.shift_year) if time.shift_year is not None else None
