"""When a document was published, and what "last August" means."""

from __future__ import annotations

from dataclasses import replace

from analysis.dates.days import Interval
from analysis.dates.publication import published
from analysis.dates.reading import resolve
from analysis.records import Article, Range, TimeExpression, When
from analysis.sentences import is_chinese

__all__ = ["find", "published", "resolve"]


def find(article: Article) -> tuple[TimeExpression, ...]:
    """Return the time expressions of the working text, resolved against `published`, in order.

    What the document's date and the words around do not settle is left out.
    """
    found: list[TimeExpression] = []
    told: tuple[Interval, ...] = ()
    for paragraph in article.paragraphs:
        text = article.text[paragraph.start : paragraph.end]
        language = "zh" if is_chinese(text) else "en"
        times = resolve(text, article.document.published, language, told)
        told = _last(times)
        for place, when in times:
            start, end = place.start + paragraph.start, place.end + paragraph.start
            spans = (article.working.source(start, end),)
            found.append(TimeExpression(Range(start, end), replace(when, spans=spans)))
    return tuple(found)


def _last(times: list[tuple[Range, When]]) -> tuple[Interval, ...]:
    """Return the last time of a paragraph, to which the next one may point back."""
    when = times[-1][1] if times else When()
    if when.earliest is None or when.latest is None:
        return ()
    return (Interval(when.earliest, when.latest),)
