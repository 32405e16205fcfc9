"""When a document was published, and what "last August" means."""

from __future__ import annotations

from datetime import date

from analysis.records import Article, Origin, TimeExpression, When


def published(article: Article, origin: Origin) -> When:
    """Return the interval in which the document was published, with the words that bound it."""
    if origin.published:
        day = date.fromisoformat(origin.published)
        return When(day, day, "metadata")
    return When()


def find(article: Article) -> tuple[TimeExpression, ...]:
    """Return the time expressions of the working text, resolved against `published`, in order."""
    return ()
