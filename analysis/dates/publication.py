"""When a document was published: from its metadata, its date line, its address or its content."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from analysis.dates import days
from analysis.dates.addresses import of_address
from analysis.dates.bounds import infer, latest_told
from analysis.dates.date_lines import DateLine, choose, date_lines, page_stamps, updated, yearless
from analysis.dates.days import Interval
from analysis.dates.order import of_figures
from analysis.dates.stamps import field, stamps
from analysis.records import Article, Origin, When
from analysis.sentences import is_chinese

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_READ, _BESIDE = 5_000, 300
_YEAR = re.compile(r"(?<![0-9.,$€£¥])20[0-4][0-9](?![0-9]|[.,][0-9])")
_FRESH_DAYS, _YEAR_DAYS, _NEAR_DAYS = 120, 366, 45


def published(article: Article, origin: Origin) -> When:
    """Return the interval in which the document was published, with the words that bound it.

    In this order: metadata of the origin, a date line in the text, the address, the content. A
    month or year of metadata or address gives way to a day in it that the page tells.
    The age of a page ("330 days ago") says nothing: it counts from the day of a crawl.
    """
    chinese = is_chinese(article.text[:_READ])
    given = field(origin.published, "year" if chinese else "", chinese=chinese)
    if given is not None and given.first != given.last:
        given = field(origin.published, of_figures(article, origin), chinese=chinese)
    if given is not None and given.first == given.last:
        return When(given.first, given.last, "metadata")
    address = of_address(origin.url)
    exact = address if address and address.first == address.last else None
    coarse = given or (None if exact else address)
    lines = date_lines(article, "year" if chinese else "")
    line = choose(lines, exact.first if exact else None, coarse)
    if line is not None:
        return _stated(line, article, origin)
    if exact is not None:
        return When(exact.first, exact.last, "metadata")
    return _roughly(lines, coarse, article, origin)


def _roughly(
    lines: Sequence[DateLine], coarse: Interval | None, article: Article, origin: Origin
) -> When:
    """Return what is left where no day is told with its year."""
    for line in yearless(lines):
        day = _with_year(line, coarse, article)
        if day is not None:
            return When(day, day, "stated", (article.working.source(*line.range),))
    renewed = updated(lines)
    if renewed and (coarse is None or coarse.first <= renewed.stamp.days[0] <= coarse.last):
        return _stated(renewed, article, origin)
    if coarse is not None:
        return When(coarse.first, coarse.last, "metadata")
    return infer(article)


def _stated(line: DateLine, article: Article, origin: Origin) -> When:
    """Return the day of a line; of two that it may mean, the one that fits the page."""
    found = line.stamp.days
    if len(found) > 1:
        (stamp,) = stamps(article.text[slice(*line.range)], of_figures(article, origin))
        found = stamp.days
    if len(found) > 1:
        content = infer(article, without=line.range)
        first, last = content.earliest or date.min, content.latest or date.max
        found = tuple(day for day in found if first <= day <= last) or found
    return When(min(found), max(found), "stated", (article.working.source(*line.range),))


def _with_year(line: DateLine, coarse: Interval | None, article: Article) -> date | None:
    """Return the day that a line tells without its year, if metadata, content or page settle it.

    The content does if the latest day, month or quarter that it tells as past lies some months
    before, or at most a year where the weekday told with the day fits, too; the page by its other
    days, if the nearest lies some weeks off.
    """
    month, day = line.stamp.yearless or (0, 0)
    if coarse is not None:
        years = range(coarse.first.year, coarse.last.year + 1)
        fitting = [d for d in _days(month, day, years) if coarse.first <= d <= coarse.last]
        return fitting[0] if len(fitting) == 1 else None
    told = latest_told(article) or _year_beside(line, article)
    if told is not None:
        years = range(told.first.year, told.first.year + 3)
        after = [d for d in _days(month, day, years) if d >= told.first]
        if found := _first_fitting(after, told, line):
            return found
    return _near_others(line, article)


def _first_fitting(after: Sequence[date], told: Interval, line: DateLine) -> date | None:
    """Return the first day after what was told that is near, or whose weekday the line names."""
    if line.weekdays:
        near = [d for d in after if (d - told.first).days <= _YEAR_DAYS + _FRESH_DAYS]
        return next((d for d in near if d.weekday() in line.weekdays), None)
    is_year = (told.last - told.first).days > _FRESH_DAYS
    is_near = after and not is_year and (after[0] - told.first).days <= _FRESH_DAYS
    return after[0] if is_near else None


def _year_beside(line: DateLine, article: Article) -> Interval | None:
    """Return the latest year in the sentence that begins with a dateline."""
    beside = article.text[line.range.end : line.range.end + _BESIDE].partition("\n")[0]
    told = [int(year) for year in _YEAR.findall(beside)]
    return days.year(max(told)) if told else None


def _near_others(line: DateLine, article: Article) -> date | None:
    """Return the day of a line in the year in which all other days of the page lie near it."""
    month, day = line.stamp.yearless or (0, 0)
    others = {other for stamp in page_stamps(article) for other in stamp.days[:1]}
    years = {year for other in others for year in range(other.year - 1, other.year + 2)}
    near = {
        one
        for one in _days(month, day, sorted(years))
        if any(abs((one - other).days) <= _NEAR_DAYS for other in others)
    }
    if line.weekdays:
        near = {one for one in near if one.weekday() in line.weekdays}
    return near.pop() if len(near) == 1 else None


def _days(month: int, day: int, years: Iterable[int]) -> list[date]:
    found = (days.day(year, month, day) for year in years)
    return [one.first for one in found if one]
