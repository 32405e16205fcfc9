"""When a document was published, and what "last August" means."""

from __future__ import annotations

from dataclasses import replace

from analysis.dates.publication import published
from analysis.dates.reading import resolve
from analysis.records import Article, Range, TimeExpression
from analysis.sentences import is_chinese

__all__ = ["find", "published", "resolve"]


def find(article: Article) -> tuple[TimeExpression, ...]:
    """Return the time expressions of the working text, resolved against `published`, in order.

    What the document's date and the words around do not settle is left out.
    """
    found: list[TimeExpression] = []
    for paragraph in article.paragraphs:
        text = article.text[paragraph.start : paragraph.end]
        language = "zh" if is_chinese(text) else "en"
        for place, when in resolve(text, article.document.published, language):
            start, end = place.start + paragraph.start, place.end + paragraph.start
            spans = (article.working.source(start, end),)
            found.append(TimeExpression(Range(start, end), replace(when, spans=spans)))
    return tuple(found)
