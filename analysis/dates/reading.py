"""Reads the time expressions of a text one after the other."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from analysis.dates.days import Interval, hull
from analysis.dates.distances import move
from analysis.dates.expressions import alternatives, vocabulary
from analysis.dates.meaning import Context, interval, is_absolute, leans_on_tense
from analysis.dates.patterns import Found, scan
from analysis.records import Basis, Range, Span, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.dates.expressions import Time

    _Read = tuple[Found, tuple[Found, ...]]

_CLAUSE = {
    "zh": re.compile(r"[，。；！？,;\n]"),
    "en": re.compile(
        r"(?<!\b[A-Za-z]\.[A-Za-z])(?<!\b[A-Z])(?<!\b[JSDM]r)(?<!\bM[rs]s)(?<!\bMs)(?<!\bInc)"
        r"(?<!\bLtd)(?<!\bCorp)(?<!\bCo)(?<!\bSt)(?<!\bvs)(?<!\bNo)(?<!\b[JFMASOND][a-z]{2})"
        r"(?<!\bSept)[.]\s|[!?;]\s|\n|(?<=[a-z])(?=[A-Z][a-z]{2,12} )"
    ),
}
_AGE = re.compile(
    r"(?:[^a-z。！？，,.!?]|[A-Z][a-z]{1,20}|posted|updated|published|about){0,30}?"
    r"(?<![0-9])[0-9]{1,3} ?"
    r"(?:天|小时|分钟|个月|周|年|days?|hours?|months?|years?) ?(?:之?前|ago)[^。！？，,.!?]{0,30}"
)
_TO = re.compile(
    r" ?(?:起|开始)?[，,]?(?:一直|持续|办|举行|开放|展出)?(?:[至到]|延[至到]) ?| ?[–—~～-] ?"
    r"| (?:to|through|until|till) (?:the )?"
)
_BY = {
    "zh": (re.compile(r"(?!)"), re.compile(r"[之以]?前(?!后)|零[时点]起")),
    "en": (re.compile(r"\b(?:by|before|until|till)(?: the)? $"), re.compile(r"(?!)")),
}
_FISCAL = re.compile(
    r" ?[,，（(]? ?(?:which |that )?(?:(?P<ends>(?:ended|ends|ending|closed|closes)(?: on| in| at)?"
    r"|截至|截止|止于|结束于)"
    r"|(?P<begins>(?:began|begins|started|starts|beginning|starting|runs? from)(?: on| in)?"
    r"|始于|开始于|[自从])|) ?"
)
_LONGEST_TO, _MOST_OF_A_YEAR = 14, 330
_MEMORY, _AHEAD = 3, 2
_REACH = {"zh": 30, "en": 80}


@cache
def _cues(language: str) -> re.Pattern[str]:
    """Return a pattern whose group "future" or "past" tells the tense of a clause."""
    future, past = (alternatives(vocabulary(kind, language)) for kind in ("future", "past"))
    if language == "zh":
        return re.compile(rf"(?P<future>(?:{future})(?!军|近|功))|(?P<past>(?:{past})(?!去))")
    verb = r"(?: to)?(?:(?: not| be| have| been| only| also| soon){1,3} [a-z]+| [a-z]+)?"
    return re.compile(rf"\b(?:(?P<future>{future}){verb}|(?P<past>{past}|[a-z]{{2,15}}ed))\b")


def tense(text: str, found: Range, language: str) -> str:
    """Return "future", "past" or "" by the cue nearest before the expression, else after it."""
    reach = _REACH[language]
    before = text[max(found.start - reach, 0) : found.start]
    before = _CLAUSE[language].split(before)[-1]
    after = text[found.end : found.end + reach]
    if language == "zh" and after[:1] in "，,":
        after = after[1:]
    after = _CLAUSE[language].split(after)[0]
    nearest = deque(_cues(language).finditer(before.lower()), maxlen=1)
    cue = nearest[0] if nearest else _cues(language).search(after.lower())
    if cue:
        return cue.lastgroup or ""
    start, end = _BY[language]
    return "future" if start.search(before.lower()) or end.match(after) else ""


def resolve(
    text: str, published: When, language: str, told: tuple[Interval, ...] = ()
) -> list[tuple[Range, When]]:
    """Return the time expressions of `text` that can be resolved, in order.

    `language` is "zh" (Simplified) or "en". An expression that leans on the publication is
    resolved against both ends of `published` and left out where one is unknown. `told` are the
    times told before the text, the latest first, to which "that day" may point back.

    >>> from datetime import date
    >>> day = date(2024, 11, 20)
    >>> resolve("今年8月离职", When(day, day), "zh")[0][1].iso
    '2024-08'
    """
    resolved: list[tuple[Range, When]] = []
    if _AGE.fullmatch(text):  # the age of a web page on the day it was fetched
        return resolved
    last: Found | None = None
    mood = ""
    queue = deque(_with_joined(text, list(scan(text, language))))
    while queue:
        found, parts = queue.popleft()
        chained = last is not None and continues(text, last, found, language)
        if leans_on_tense(found.time):
            mood = tense(text, found.range, language) or _inherited(text, last, found, mood)
        ahead = _ahead(text, found, queue, published)
        context = Context(published.earliest, mood, told, chained, ahead)
        when = _against(found, context, published)
        if when is None:
            queue.extendleft((part, ()) for part in reversed(parts))
            continue
        if found.time.fiscal:
            when = _fiscal(text, found, when, queue)
        basis: Basis = "stated" if is_absolute(found.time) else "inferred"
        resolved.append((found.range, When(when.first, when.last, basis, (Span(*found.range),))))
        last, told = found, (when, *told[: _MEMORY - 1])
    return resolved


def _with_joined(text: str, times: list[Found]) -> Iterator[_Read]:
    """Yield the times, those that "to" joins as one with the two that it is made of."""
    index = 0
    while index < len(times):
        one, *rest = times[index : index + 2]
        if rest and _are_ends(text, one, rest[0]):
            joined = Range(one.range.start, rest[0].range.end)
            yield Found(joined, replace(one.time, end=rest[0].time)), (one, rest[0])
            index += 2
        else:
            yield one, ()
            index += 1


def _are_ends(text: str, one: Found, other: Found) -> bool:
    """Return whether the words around two times make them the ends of a range."""
    between = text[one.range.end : other.range.start]
    if not 0 < len(between) <= _LONGEST_TO:
        return False
    lead = text[max(one.range.start - len("between "), 0) : one.range.start].lower()
    if not _TO.fullmatch(between) and (between.removesuffix("the "), lead) != (" and ", "between "):
        return False
    return _is_end(one.time) and _is_end(other.time)


def _is_end(time: Time) -> bool:
    """Return whether a time can be an end of a range: it is none itself and stands on its own."""
    others = (time.end, time.anaphor, time.recent, time.fiscal, time.that, time.direction)
    return all(part is None for part in others) or time.direction in ("past", "near", "future")


def _inherited(text: str, last: Found | None, found: Found, mood: str) -> str:
    """Return the tense that a weekday shares with the one before it in the sentence."""
    if last is None or last.time.weekday is None or found.time.weekday is None:
        return ""
    apart = re.search(r"[。！？\n]|[.!?] ", text[last.range.end : found.range.start])
    return "" if apart else mood


def _ahead(text: str, found: Found, queue: deque[_Read], published: When) -> Interval | None:
    """Return the time that follows "three weeks after" in its clause."""
    if (found.time.direction != "after" and found.time.bare != _AHEAD) or not queue:
        return None
    (following, _) = queue[0]
    if following.time.bare == _AHEAD:
        return None
    between = text[found.range.end : following.range.start]
    if found.time.bare == _AHEAD and "," in between:
        return None
    if len(between) > _REACH["en"] or _CLAUSE["en"].search(between):
        return None
    context = Context(published.earliest, tense(text, following.range, "en"))
    return _against(following, context, published)


def _fiscal(text: str, found: Found, when: Interval, queue: deque[_Read]) -> Interval:
    """Return the days of a fiscal year whose first or last day is told behind it."""
    if not queue:
        return when
    (told, _) = queue[0]
    word = _FISCAL.fullmatch(text, found.range.end, told.range.start)
    time = told.time if is_absolute(told.time) else replace(told.time, year=when.first.year)
    day = interval(time, Context()) if word else None
    if word is None or day is None:
        return when
    if (day.last - day.first).days > _MOST_OF_A_YEAR:
        return day
    if word["ends"]:
        return Interval(move(day.last + timedelta(days=1), "year", -1), day.last)
    if word["begins"]:
        return Interval(day.first, move(day.first, "year", 1) - timedelta(days=1))
    return when


def _against(found: Found, context: Context, published: When) -> Interval | None:
    """Return the hull of the expression's days seen from both ends of the publication."""
    if published.earliest is None or published.latest is None:
        return interval(found.time, replace(context, now=None))
    one = interval(found.time, context)
    same = published.earliest == published.latest
    if one is None or same or (is_absolute(found.time) and found.time.end is None):
        return one
    other = interval(found.time, replace(context, now=published.latest))
    return hull(one, other) if other else None


def continues(text: str, before: Found, found: Found, language: str) -> bool:
    """Return whether a bare month follows a dated clause in one breath and so shares its year."""
    if before.time.month is None and before.time.half is None and before.time.quarter is None:
        return False
    if before.range.end > found.range.start:
        return False
    between = text[before.range.end : found.range.start]
    if len(between) > 4 * _REACH[language]:
        return False
    if language == "zh":
        return bool(re.match(r"[^的。！？]*[，；、和与及,;]", between)) and "。" not in between
    return bool(re.search(r"(?:;| and(?: then)?(?: in| on)?|, then in) ?$", between))
