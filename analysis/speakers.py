"""Who says what: statements with speaker, cue and mode."""

from __future__ import annotations

from analysis.records import Article, Statement


def find(article: Article) -> tuple[Statement, ...]:
    """Return the direct and reported statements of `article`, in order."""
    return ()


def writer(article: Article, found: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Return the document's own voice: the body sentences that no found statement covers."""
    return ()
