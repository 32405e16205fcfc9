"""Who says what: statements with speaker, cue and mode."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from analysis.records import Statement, identify
from analysis.speakers import attribution, drafts, reading

if TYPE_CHECKING:
    from analysis.records import Article, Range, Sentence


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
    """Return the document's own voice: the body sentences that no found statement touches.

    A sentence that only names the speaker of a statement beside it (他说。) is left out too.
    """
    taken = sorted(article.working.reading(s.span) for s in found)
    taken += [
        article.working.reading(s.speaker_span)
        for s in found
        if s.speaker_span and abs(s.speaker_span.start - s.span.start) <= _NEAR + _length(s)
    ]
    taken.sort()
    starts = [t.start for t in taken]
    return tuple(
        _own(article, sentence)
        for paragraph in article.paragraphs
        if paragraph.kind == "body"
        for sentence in paragraph.sentences
        if not _touched(sentence, taken, starts)
    )


_NEAR = 80


def _length(statement: Statement) -> int:
    return statement.span.end - statement.span.start


def _touched(sentence: Sentence, taken: list[Range], starts: list[int]) -> bool:
    """Tell whether one of the sorted ranges overlaps the sentence."""
    last = bisect_left(starts, sentence.end)
    return any(t.end > sentence.start for t in taken[max(0, last - 8) : last])


def _own(article: Article, piece: Sentence) -> Statement:
    span = article.working.source(piece.start, piece.end)
    return Statement(
        id=identify(article.document.id, "statement", span.start, span.end, "writer"),
        document=article.document.id,
        span=span,
        mode="writer",
        date=article.document.published,
        rule="writer",
    )
