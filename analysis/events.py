"""Departures, shutdowns, distress, acquisitions and layoffs."""

from __future__ import annotations

from analysis.records import Article, Event


def find(article: Article) -> tuple[Event, ...]:
    """Return the events that `article` tells, each once, in order."""
    return ()
