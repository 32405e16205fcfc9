"""Scores the statements of an article and shows the words that decided."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis import sentences
from analysis.records import Evidence, Range, Stance
from analysis.stance import concepts, explain, features
from analysis.stance.model import NONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.records import Article, Statement
    from analysis.stance.model import Model

_SHORT = {True: 16, False: 50}
_WRITER_LEAN = 0.4
_WRITER_NONE = 0.15
_WRITER_SIDE = 0.7


def score(article: Article, statements: Sequence[Statement], model: Model) -> tuple[Stance, ...]:
    """Return the stance of each statement, in order, with the words that decided it.

    A short statement is read with the rest of its sentence. The document's own voice is scored
    only where it clearly takes a side.
    """
    ranges = [_range(article, s) for s in statements]
    found = model.score([article.text[a:b] for a, b in ranges], [s.id for s in statements])
    return tuple(
        _explained(article, place, _careful(article, statement, stance, model), model)
        for statement, place, stance in zip(statements, ranges, found, strict=True)
    )


def _range(article: Article, statement: Statement) -> Range:
    """Return the stretch of the working text that is scored for a statement."""
    place = article.working.reading(statement.span)
    text = article.text[place.start : place.end]
    if statement.mode == "writer" or len(text) >= _SHORT[sentences.is_chinese(text)]:
        return place
    around = [s for s in article.sentences if s.start < place.end and place.start < s.end]
    if not around:
        return place
    return Range(min(place.start, around[0].start), max(place.end, around[-1].end))


def _careful(article: Article, statement: Statement, stance: Stance, model: Model) -> Stance:
    """Return no score for the writer's own voice unless it clearly takes a side.

    Clearly: the model is sure of it, and the ideas that the sentence names lean the same way.
    """
    if statement.mode != "writer" or stance.score is None:
        return stance
    row = stance.probabilities
    side = max(sum(row[:2]), sum(row[3:NONE]))
    place = article.working.reading(statement.span)
    leaning = concepts.lean(features.plain(article.text[place.start : place.end]))
    agreed = leaning * stance.score > 0 and abs(leaning) >= _WRITER_LEAN
    if agreed and side >= _WRITER_SIDE and row[NONE] <= _WRITER_NONE:
        return stance
    return Stance(stance.subject, "none", probabilities=row, model=model.name)


def _explained(article: Article, place: Range, stance: Stance, model: Model) -> Stance:
    if stance.score is None:
        return stance
    pieces = explain.find(article.text[place.start : place.end], model)
    evidence = tuple(
        Evidence(article.working.source(place.start + p.start, place.start + p.end), p.weight)
        for p in pieces
    )
    return replace(stance, evidence=evidence)
