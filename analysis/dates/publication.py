"""When a document was published: from its metadata, its date line, its address or its content."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from analysis.dates import days
from analysis.dates.bounds import infer
from analysis.dates.days import Interval
from analysis.dates.expressions import alternatives, vocabulary
from analysis.dates.meaning import Context, interval, is_absolute
from analysis.dates.patterns import scan
from analysis.records import Article, Origin, Range, When, WorkingText
from analysis.sentences import is_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD_LINES, _FOOT_LINES, _LINE_LIMIT = 15, 6, 120
_LINE = re.compile(r"[^\n]+")
_CLOCK = re.compile(r"[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?(?: ?[AaPp]\.?[Mm]\.?)?")
_CREDIT = re.compile(r"来源|作者|记者|编辑|责编|(?i:\bby\b|source|author|min read)|[|｜·•]")
_DATELINE_END = re.compile(r"\s?(?:电|讯|/PRNewswire|\([A-Z][A-Za-z ]+\)|--|[-–—]+ )")
_ADDRESS = re.compile(
    r"(?<![0-9])(20[0-4][0-9])([-/_]?)(1[0-2]|0?[1-9])\2(3[01]|[12][0-9]|0?[1-9])(?![0-9])"
)
_ADDRESS_MONTH = re.compile(r"/(20[0-4][0-9])[-/]?(1[0-2]|0[1-9])/")


def published(article: Article, origin: Origin) -> When:
    """Return the interval in which the document was published, with the words that bound it.

    In this order: metadata of the origin, a date line in the text, the address, the content.
    The age of a page ("330 days ago") says nothing: it counts from the day of a crawl.
    """
    given = _read_date(origin.published)
    if given is not None:
        return When(given.first, given.last, "metadata")
    stated = _date_line(article)
    if stated is not None:
        return stated
    given = _from_address(origin.url)
    if given is not None:
        return When(given.first, given.last, "metadata")
    return infer(article)


def _read_date(text: str) -> Interval | None:
    """Return the day, month or year that a metadata field writes in any usual way."""
    compact = re.fullmatch(r"\s*((?:19|20)[0-9]{2})-?([0-9]{2})?-?([0-9]{2})?(?:[T ].*)?\s*", text)
    if compact:
        year, month, day = (int(part) if part else None for part in compact.groups())
        if month is None or year is None:
            return days.year(year or 0)
        if not 1 <= month <= 12:
            return None
        return days.day(year, month, day) if day else days.month(year, month)
    for found in scan(text[:_LINE_LIMIT], "zh" if is_chinese(text) else "en"):
        if is_absolute(found.time):
            return interval(found.time, Context())
    return None


def _from_address(url: str) -> Interval | None:
    """Return the day or month in a web address.

    >>> _from_address("https://example.com/2024/11/20/title.html").first
    datetime.date(2024, 11, 20)
    """
    for match in _ADDRESS.finditer(url):
        found = days.day(int(match[1]), int(match[3]), int(match[4]))
        if found is not None:
            return found
    month = _ADDRESS_MONTH.search(url)
    return days.month(int(month[1]), int(month[2])) if month else None


@cache
def _labels() -> re.Pattern[str]:
    updated, published = (
        alternatives({**vocabulary(kind, "zh"), **vocabulary(kind, "en")})
        for kind in ("updated", "published")
    )
    pattern = rf"(?:(?P<updated>{updated})|(?P<published>{published}))[\s:：|]{{0,4}}$"
    return re.compile(pattern, re.IGNORECASE)


def _date_line(article: Article) -> When | None:
    """Return the day of the first date line; one that tells an update only if there is no other."""
    updated: When | None = None
    for line in _outer_lines(article.working):
        text = article.text[line.start : line.end]
        for found in scan(text, "zh" if is_chinese(text) else "en"):
            when = interval(found.time, Context()) if is_absolute(found.time) else None
            if when is None or when.first != when.last:
                continue
            label = _labels().search(text[: found.range.start])
            if label is None and not _is_date_line(text, found.range):
                continue
            start = line.start + found.range.start
            span = article.working.source(start, line.start + found.range.end)
            if label is None or label["published"]:
                return When(when.first, when.last, "stated", (span,))
            updated = updated or When(when.first, when.last, "stated", (span,))
    return updated


def _outer_lines(working: WorkingText) -> Iterator[Range]:
    """Yield the lines in which a date line may stand: the first ones, and the last of the text.

    Below the text, frames hold the dates of other articles; above it, its own.
    """
    lines = [Range(m.start(), m.end()) for m in _LINE.finditer(working.text) if not m[0].isspace()]
    last = (line for line in reversed(lines[_HEAD_LINES:]) if not _is_skipped(line, working))
    for line in (*lines[:_HEAD_LINES], *islice(last, _FOOT_LINES)):
        yield Range(line.start, min(line.end, line.start + _LINE_LIMIT))


def _is_skipped(line: Range, working: WorkingText) -> bool:
    return any(hole.start <= line.start < hole.end for hole in working.skip)


def _is_date_line(text: str, place: Range) -> bool:
    """Return whether a line holds little but the date, a time of day and credits, or opens news."""
    before, after = text[: place.start], text[place.end :]
    if _DATELINE_END.match(after) and re.fullmatch(r"[^。，.!?！？]{0,50},?\s*", before):
        return bool(re.search(r"[A-Z]{3}|[（(【\[社台报]|^\s*本", before))
    rest = _CLOCK.sub("", before + after).strip()
    clock = len(rest) < len((before + after).strip())
    if len(text) >= _LINE_LIMIT or re.search(r"[。！？!?，]|[a-z]\.", rest):
        return False
    return len(rest) <= 4 or (len(rest) <= 60 and (clock or _CREDIT.search(rest) is not None))
