"""Fits the few numbers by which a document's parts are weighed, on the labelled documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from analysis import sentences
from analysis.records import Article, Document, TextMap, WorkingText
from analysis.stance import corpus, document
from analysis.stance.measures import spearman

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.stance.corpus import LabelledDocument
    from analysis.stance.model import Model

    Floats = NDArray[np.float64]

RIDGE = 30.0
LEVEL = 0.9


def fit(axis: str, model: Model) -> dict[str, Any]:
    """Return the weights of a document's parts, the on-axis limit and the width of the interval.

    Each document is predicted by weights fitted without it.
    """
    labelled = corpus.documents(axis)
    parts = [_measured(d, model) for d in labelled]
    sided = [i for i, d in enumerate(labelled) if d.label is not None]
    table = np.array([document.numbers(parts[i]) for i in sided])
    wanted = np.array([labelled[i].label for i in sided], dtype=float)
    held = _predicted_without(table, wanted)
    rank = int(np.ceil((len(wanted) + 1) * LEVEL)) - 1
    unit = np.array([document.STEADY_DOUBT + parts[i].doubt for i in sided])
    off = [p.on_axis for p, d in zip(parts, labelled, strict=True) if d.label is None]
    limit = (max(off) + min(parts[i].on_axis for i in sided)) / 2
    return {
        "document_weights": [round(float(w), 4) for w in _ridge(table, wanted)],
        "document_half_width": round(float(np.sort(np.abs(held - wanted) / unit)[rank]), 4),
        "document_on_axis": round(limit, 4),
    }


def held_out(axis: str, model: Model) -> list[tuple[str, float, float]]:
    """Return language, label and prediction of each labelled document by weights without it."""
    labelled = [d for d in corpus.documents(axis) if d.label is not None]
    parts = [_measured(d, model) for d in labelled]
    table = np.array([document.numbers(p) for p in parts])
    wanted = np.array([d.label for d in labelled], dtype=float)
    held = _predicted_without(table, wanted)
    return [
        (d.language, float(label), float(found))
        for d, label, found in zip(labelled, wanted, held, strict=True)
    ]


def quality(pairs: list[tuple[str, float, float]]) -> dict[str, float]:
    """Return rank correlation, sign accuracy of those beyond 0.2, and their number."""
    gold = [label for _, label, _ in pairs]
    found = [guess for _, _, guess in pairs]
    sided = [(g, f) for g, f in zip(gold, found, strict=True) if abs(g) > 0.2]
    return {
        "spearman": round(spearman(gold, found), 3),
        "sign": round(sum(g * f > 0 for g, f in sided) / max(len(sided), 1), 3),
        "n": len(pairs),
    }


def article(labelled: LabelledDocument) -> Article:
    """Return a labelled document as an article; its text is in working form already."""
    working = WorkingText(labelled.text, labelled.text, TextMap(), TextMap())
    return Article(
        Document(labelled.id, labelled.text, title=labelled.title),
        working,
        sentences.split(working),
    )


def _measured(labelled: LabelledDocument, model: Model) -> document.Parts:
    parts = document.measure(article(labelled), (), model)
    if parts is None:
        raise ValueError(f"labelled document {labelled.id} has no sentence; give it a text")
    return parts


def _ridge(table: Floats, wanted: Floats) -> Floats:
    """Return ridge weights, stretched back to the scale of the labels that shrinkage narrows."""
    scale = table.std(axis=0)
    z = table / scale
    found: Floats = np.linalg.solve(z.T @ z + RIDGE * np.eye(z.shape[1]), z.T @ wanted) / scale
    guess = table @ found
    return found * float(guess @ wanted) / max(float(guess @ guess), 1e-9)


def _predicted_without(table: Floats, wanted: Floats) -> Floats:
    rows = np.arange(len(wanted))
    return np.array([table[i] @ _ridge(table[rows != i], wanted[rows != i]) for i in rows])
