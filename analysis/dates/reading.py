"""Reads the time expressions of a text one after the other."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from analysis.dates.days import Interval, hull
from analysis.dates.expressions import alternatives, vocabulary
from analysis.dates.meaning import Context, interval, is_absolute
from analysis.dates.patterns import Found, scan
from analysis.records import Basis, Range, Span, When

_CLAUSE = {
    "zh": re.compile(r"[，。；！？,;\n]"),
    "en": re.compile(r"[.!?;]\s|\n|(?<=[a-z])(?=[A-Z][a-z]{2,12} )"),
}
_AGE = re.compile(
    r"[^。！？，,.!?]{0,30}?[0-9]{1,4} ?(?:天|小时|分钟|个月|周|年|days?|hours?|months?|years?) ?"
    r"(?:之?前|ago)[^。！？，,.!?]{0,30}"
)
_TO = re.compile(r" ?[至到–—~～] ?| - | (?:to|through|until|till) (?:the )?")
_MEMORY = 3
_REACH = {"zh": 30, "en": 80}


@cache
def _cues(language: str) -> re.Pattern[str]:
    """Return a pattern whose group "future" or "past" tells the tense of a clause."""
    future, past = (alternatives(vocabulary(kind, language)) for kind in ("future", "past"))
    if language == "zh":
        return re.compile(rf"(?P<future>(?:{future})(?!军|近|功))|(?P<past>(?:{past})(?!去))")
    verb = r"(?: to)?(?:(?: not| be| have| been| only| also| soon){1,3} [a-z]+| [a-z]+)?"
    return re.compile(rf"\b(?:(?P<future>{future}){verb}|(?P<past>{past}|[a-z]{{2,15}}ed))\b", re.I)


def tense(text: str, found: Range, language: str) -> str:
    """Return "future", "past" or "" by the cue nearest before the expression, else after it."""
    reach = _REACH[language]
    before = text[max(found.start - reach, 0) : found.start]
    before = _CLAUSE[language].split(before)[-1]
    after = text[found.end : found.end + reach]
    if language == "zh" and after[:1] in "，,":
        after = after[1:]
    after = _CLAUSE[language].split(after)[0]
    cues = [*_cues(language).finditer(before)][-1:] or [*_cues(language).finditer(after)][:1]
    return (cues[0].lastgroup or "") if cues else ""


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
    for found in scan(text, language):
        chained = last is not None and continues(text, last, found, language)
        context = Context(None, tense(text, found.range, language), told, chained)
        when = _against(found, context, published)
        if when is None:
            continue
        basis: Basis = "stated" if is_absolute(found.time) else "inferred"
        resolved.append((found.range, When(when.first, when.last, basis, (Span(*found.range),))))
        last, told = found, (when, *told[: _MEMORY - 1])
    return _joined(text, resolved)


def _joined(text: str, told: list[tuple[Range, When]]) -> list[tuple[Range, When]]:
    """Return the times with those that "to" joins made one: from the first to the second."""
    joined: list[tuple[Range, When]] = []
    for place, when in told:
        if joined and _are_ends(text, joined[-1][0], place):
            (start, _), first = joined[-1]
            if first.earliest and when.latest and first.earliest <= when.latest:
                basis: Basis = "stated" if first.basis == when.basis == "stated" else "inferred"
                whole = When(first.earliest, when.latest, basis, (Span(start, place.end),))
                joined[-1] = (Range(start, place.end), whole)
                continue
        joined.append((place, when))
    return joined


def _are_ends(text: str, one: Range, other: Range) -> bool:
    """Return whether the words around two times make them the ends of a range."""
    between = text[one.end : other.start]
    if _TO.fullmatch(between):
        return True
    lead = text[max(one.start - 8, 0) : one.start].lower()
    return between == " and " and lead.endswith("between ")


def _against(found: Found, context: Context, published: When) -> Interval | None:
    """Return the hull of the expression's days seen from both ends of the publication."""
    if published.earliest is None or published.latest is None or is_absolute(found.time):
        return interval(found.time, context)
    one = interval(found.time, replace(context, now=published.earliest))
    other = interval(found.time, replace(context, now=published.latest))
    return hull(one, other) if one and other else None


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
