"""Who says what: statements with speaker, cue and mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.records import Range, Statement, identify
from analysis.speakers import attribution, drafts, reading

if TYPE_CHECKING:
    from analysis.records import Article, Sentence


def find(article: Article) -> tuple[Statement, ...]:
    """Return the direct and reported statements of `article`, in order.

    Rules: verbs and frames of `reporting_verbs` and `reporting_frames`, quotation marks of
    `quotation_marks`; speakers are the mentions of the article.
    """
    scene = drafts.scene(article)
    found = {
        s.span: s for s in (attribution.statement(scene, d) for d in reading.read(scene)) if s.span
    }
    return tuple(sorted(found.values(), key=lambda s: s.span))


def writer(article: Article, found: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Return the document's own voice: the body sentences that no found statement covers."""
    covered = sorted(article.working.reading(s.span) for s in found)
    return tuple(
        _own(article, piece)
        for paragraph in article.paragraphs
        if paragraph.kind == "body"
        for sentence in paragraph.sentences
        for piece in _uncovered(article, sentence, covered)
    )


def _uncovered(article: Article, sentence: Sentence, covered: list[Range]) -> list[Range]:
    """Return the sentence unless a found statement takes up a part of it."""
    touched = any(c.start < sentence.end and sentence.start < c.end for c in covered)
    return [] if touched else [Range(sentence.start, sentence.end)]


def _own(article: Article, piece: Range) -> Statement:
    span = article.working.source(*piece)
    return Statement(
        id=identify(article.document.id, "statement", span.start, span.end, "writer"),
        document=article.document.id,
        span=span,
        mode="writer",
        date=article.document.published,
        rule="writer",
    )
