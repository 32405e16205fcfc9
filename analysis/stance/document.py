"""Scores a document as a whole: its title, body, opening and close, quotes and framing together."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.records import Evidence, Stance
from analysis.stance.model import EDGE, NONE, POINTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analysis.records import Article, Sentence, Statement
    from analysis.stance.model import Model

    Floats = NDArray[np.float64]

STEADY_DOUBT = 0.3
_QUIET = 0.3
_ENDING = 6
_EVIDENCE = 4


@dataclass(frozen=True)
class Parts:
    """What a document's score is made of: four scores, and what they rest on.

    `on_axis` is the mean probability that a stretch speaks of the axis at all; `share` is each
    sentence's part in the body's score; `doubt` the standard error of the body's score.
    """

    body: float
    title: float
    opening: float
    close: float
    on_axis: float
    doubt: float
    sentences: tuple[Sentence, ...]
    share: Floats


def measure(article: Article, statements: Sequence[Statement], model: Model) -> Parts | None:
    """Return the parts of a document's score, or None where it has no sentence.

    Each sentence is read together with its neighbours. Views that a speaker ascribes to others
    do not count.
    """
    titles = [p for p in article.paragraphs if p.kind == "title"]
    title = article.document.title or " ".join(article.text[p.start : p.end] for p in titles)
    cuts = tuple(s for p in article.paragraphs if p.kind != "title" for s in p.sentences)
    if not cuts:
        cuts = article.sentences
    if not cuts:
        return None
    texts = [article.text[s.start : s.end] for s in cuts]
    windows = [" ".join(texts[max(i - 1, 0) : i + 2]) for i in range(len(texts))]
    rows = model.probabilities(windows)
    ascribed = [article.working.reading(s.span) for s in statements if "others" in s.marks]
    counted = np.array(
        [0.0 if any(r.start <= s.start and s.end <= r.end for r in ascribed) else 1.0 for s in cuts]
    )
    return _parts(rows, counted, _pull(model, title), cuts)


def _pull(model: Model, title: str) -> float:
    return float(model.probabilities([title])[0, :NONE] @ POINTS) if title.strip() else 0.0


def _parts(rows: Floats, counted: Floats, title: float, cuts: tuple[Sentence, ...]) -> Parts:
    on_axis = rows[:, :NONE].sum(axis=1)
    inside = rows[:, :NONE] @ POINTS / np.maximum(on_axis, 1e-9)
    weight = np.maximum(on_axis - _QUIET, 0) * np.abs(inside) * counted
    total = max(float(weight.sum()), 1e-9)
    share = weight * inside / total
    body = float(share.sum())
    last = max(1, len(rows) // _ENDING)
    variance = float((weight**2 * (inside - body) ** 2).sum()) / total**2
    return Parts(
        body=body,
        title=title,
        opening=float((rows[:last, :NONE] @ POINTS).mean()),
        close=float((rows[-last:, :NONE] @ POINTS).mean()),
        on_axis=float(on_axis.mean()),
        doubt=math.sqrt(variance),
        sentences=cuts,
        share=share,
    )


def answer(article: Article, parts: Parts | None, model: Model) -> Stance:
    """Return the stance of a document from its parts and the fitted weights."""
    name = article.document.id
    if parts is None or parts.on_axis < model.settings["document_on_axis"]:
        return Stance(name, "none", model=model.name)
    mean = combine(parts, model.settings["document_weights"])
    half = model.settings["document_half_width"] * (STEADY_DOUBT + parts.doubt)
    score = max(-1.0, min(1.0, mean))
    label = "balanced" if abs(score) < EDGE / 2 else "optimist" if score > 0 else "pragmatist"
    return Stance(
        name,
        label,  # type: ignore[arg-type]
        score=round(score, 3),
        low=round(max(score - half, -1.0), 3),
        high=round(min(score + half, 1.0), 3),
        evidence=_evidence(article, parts, score),
        model=model.name,
    )


def combine(parts: Parts, weights: Sequence[float]) -> float:
    """Return the weighted sum of body, title, opening and close."""
    return float(np.dot(weights, numbers(parts)))


def numbers(parts: Parts) -> tuple[float, float, float, float]:
    """Return body, title, opening and close: what the fitted weights belong to."""
    return parts.body, parts.title, parts.opening, parts.close


def _evidence(article: Article, parts: Parts, score: float) -> tuple[Evidence, ...]:
    """Return the sentences that carry the body's score, most weighty first in reading order."""
    order = sorted(range(len(parts.share)), key=lambda i: -parts.share[i] * score)
    chosen = [i for i in sorted(order[:_EVIDENCE]) if parts.share[i] * score > 0]
    return tuple(
        Evidence(
            article.working.source(parts.sentences[i].start, parts.sentences[i].end),
            round(float(parts.share[i]), 4),
        )
        for i in chosen
    )
