"""When a document was published: from its metadata, its date line, or what it tells."""

from __future__ import annotations

from datetime import date

from analysis.records import Article, Origin, When


def published(article: Article, origin: Origin) -> When:
    """Return the interval in which the document was published, with the words that bound it."""
    if origin.published:
        day = date.fromisoformat(origin.published[:10])
        return When(day, day, "metadata")
    return When()
