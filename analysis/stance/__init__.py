"""Trains, scores, explains and calibrates the stance model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.stance import document, statement
from analysis.stance.model import Model, ModelError, Size, load
from analysis.stance.themes import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.records import Article, Stance, Statement

__all__ = [
    "Model",
    "ModelError",
    "Size",
    "check",
    "load",
    "of_document",
    "of_statements",
    "theme",
    "train",
]


def of_statements(
    article: Article, statements: Sequence[Statement], model: Model
) -> tuple[Stance, ...]:
    """Return the stance of each statement, in order, with the words that decided it."""
    return statement.score(article, statements, model)


def of_document(
    article: Article, statements: Sequence[Statement], stances: Sequence[Stance], model: Model
) -> Stance:
    """Return the stance of the document as a whole: its statements and its own voice."""
    return document.answer(article, document.measure(article, statements, model), model)


def train(axis: str = "agi") -> dict[str, Any]:
    """Train the model of `axis`, write its arrays and how good it is; return what was done."""
    from analysis.stance import checking, training  # heavy, and scoring never needs them

    done = training.train(axis)
    load.cache_clear()
    checking.publish(axis)
    return done


def check(axis: str = "agi") -> dict[str, Any]:
    """Return how well the model of `axis` and its baselines do, as plain data."""
    from analysis.stance import checking  # trains the baselines: never needed to score

    return checking.check(axis)
