"""Trains, scores, explains and calibrates the stance model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from analysis.records import Article, Stance, Statement

Size = Literal["full", "fast"]


class Model:
    """A trained stance model."""

    name = "none"

    def score(self, texts: Sequence[str], subjects: Sequence[str]) -> list[Stance]:
        """Return one stance a text, without evidence; `subjects` are the ids they belong to."""
        return [Stance(subject, "none") for subject in subjects]


def load(size: Size = "full") -> Model:
    """Return the trained model of the given size."""
    return Model()


def of_statements(
    article: Article, statements: Sequence[Statement], model: Model
) -> tuple[Stance, ...]:
    """Return the stance of each statement, in order, with the words that decided it."""
    return tuple(Stance(s.id, "none") for s in statements)


def of_document(
    article: Article, statements: Sequence[Statement], stances: Sequence[Stance], model: Model
) -> Stance:
    """Return the stance of the document as a whole: its statements and its own voice."""
    return Stance(article.document.id, "none")
