"""Measures the model and its baselines: by system, part of the data, language and difficulty.

Two parts are set aside from all training (see corpus); every run of `check` looks at them once.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.stance import concepts, corpus, features, fitting, themes, training
from analysis.stance.measures import macro_f1, side, side_of_label, spearman
from analysis.stance.model import (
    FOLDER,
    NONE,
    POINTS,
    Rules,
    decide,
    expectation,
    load,
    softmax,
    value,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analysis.stance.corpus import Labelled
    from analysis.stance.model import Model

    Floats = NDArray[np.float64]

_PLAIN = Rules(1.0, 1.0, ((0.0, 1.0),))
_EVEN = 0.15
ASIDE: tuple[corpus.Split, ...] = ("untouched", "others")


def check(axis: str = "agi") -> dict[str, Any]:
    """Return a table (`rows`), one entry a system, part and language, and what it rests on.

    macro_f1: over optimist, balanced or none, pragmatist. sign: of the score, among statements
    that take a side. spearman: among those on the axis. coverage: of the 90 % interval.
    """
    model = load("full", axis)
    work = corpus.statements(axis)
    crossed = _crossed(work, model.settings)
    rows = _table("model", "cross-validation", work, crossed, model.rules)
    aside = {part: corpus.statements(axis, part) for part in ASIDE}
    for part, labelled in aside.items():
        for name, found in _systems(work, labelled, model).items():
            rules = model.rules if name == "model" else _PLAIN
            rows += _table(name, part, labelled, found, rules)
    return {
        "axis": axis,
        "model": model.name,
        "rows": rows,
        "documents": _documents(axis),
        "themes": _themes(sum(aside.values(), work)),
    }


def _systems(
    work: Sequence[Labelled], labelled: Sequence[Labelled], model: Model
) -> dict[str, Floats]:
    """Return the probabilities that each system gives the statements of a part."""
    seen = [s.text for s in labelled]
    return {
        "one class": _constant(len(seen)),
        "keyword lexicon": _keywords(seen),
        "words only": _words_only(work, labelled),
        "model": model.probabilities(seen),
    }


def publish(axis: str = "agi") -> None:
    """Write what `check` returns beside the model, for the page that tells how good it is."""
    text = json.dumps(check(axis), indent=1)
    (FOLDER / axis / "quality.json").write_text(text + "\n", encoding="utf-8")


def _crossed(work: Sequence[Labelled], settings: dict[str, Any]) -> Floats:
    counts = [features.count(corpus.masked(s)) for s in work]
    targets = np.array([s.target for s in work])
    scores = training.cross_validate([s.group for s in work], counts, targets)
    return softmax(scores / settings["temperature"])


def _constant(size: int) -> Floats:
    return np.tile(np.eye(NONE + 1)[1], (size, 1))


def _keywords(texts: Sequence[str]) -> Floats:
    """Return one-hot rows: the mean lean of the lexicon's words, turned round by negation."""
    rows = np.zeros((len(texts), NONE + 1))
    for row, text in zip(rows, texts, strict=True):
        total = concepts.lean(features.plain(text))
        row[2 if abs(total) < _EVEN else 3 if total > 0 else 1] = 1
    return rows


def _words_only(work: Sequence[Labelled], untouched: Sequence[Labelled]) -> Floats:
    """Return the probabilities of the same learner on words and word pairs alone."""
    counts = [features.count(corpus.masked(s)) for s in work]
    fitted = training.fit(counts, np.array([s.target for s in work]), views=("w",))
    return softmax(training.apply(fitted, [features.count(s.text) for s in untouched]))


def _table(
    system: str, part: str, labelled: Sequence[Labelled], rows: Floats, rules: Rules
) -> list[dict[str, Any]]:
    """Return one entry for all, for each language and for the hard cases."""
    cuts = {"all": [True] * len(labelled), "hard": [s.hard for s in labelled]}
    for language in sorted({s.language for s in labelled}):
        cuts[language] = [s.language == language for s in labelled]
    return [
        {"system": system, "part": part, "of": name}
        | _measured([s for s, k in zip(labelled, keep, strict=True) if k], rows[keep], rules)
        for name, keep in cuts.items()
    ]


def _measured(labelled: Sequence[Labelled], rows: Floats, rules: Rules) -> dict[str, float]:
    gold = [side(s.target) for s in labelled]
    labels = [decide(row, rules) for row in rows]
    scores = [value(row, rules) for row in rows]
    sided = [np.sign(v) == g for v, g in zip(scores, gold, strict=True) if g]
    on_axis = [i for i, s in enumerate(labelled) if s.target != NONE]
    targets = [float(POINTS[labelled[i].target]) for i in on_axis]
    return {
        "n": len(labelled),
        "macro_f1": round(macro_f1(gold, [side_of_label(label) for label in labels]), 3),
        "sign": round(float(np.mean(sided)), 3),
        "spearman": round(spearman([scores[i] for i in on_axis], targets), 3),
        "none_f1": _none_f1([s.target == NONE for s in labelled], [x == "none" for x in labels]),
        "coverage": _coverage(labelled, rows, rules),
    }


def _none_f1(gold: Sequence[bool], found: Sequence[bool]) -> float:
    hit = sum(g and f for g, f in zip(gold, found, strict=True))
    return round(2 * hit / max(sum(gold) + sum(found), 1), 3)


def _coverage(labelled: Sequence[Labelled], rows: Floats, rules: Rules) -> float:
    """Return how often the interval holds the label, where both are on the axis."""
    knots = np.array(rules.half_width)
    held = []
    for statement, row in zip(labelled, rows, strict=True):
        if statement.label is None or decide(row, rules) == "none":
            continue
        half = float(np.interp(expectation(row)[1], knots[:, 0], knots[:, 1]))
        held.append(abs(value(row, rules) - statement.label) <= half + 1e-9)
    return round(float(np.mean(held)), 3) if held else 0.0


def _documents(axis: str) -> dict[str, dict[str, float]]:
    """Return the document measures, each document predicted by weights fitted without it."""
    pairs = fitting.held_out(axis, load("full", axis))
    found = {"all": fitting.quality(pairs)}
    for language in sorted({language for language, _, _ in pairs}):
        found[language] = fitting.quality([p for p in pairs if p[0] == language])
    return found


def _themes(labelled: Sequence[Labelled]) -> dict[str, float]:
    """Return the share of right themes, and of the commonest theme alone, where one is labelled."""
    known = [s for s in labelled if s.theme]
    right = sum(themes.theme(s.text) == s.theme for s in known)
    commonest = Counter(s.theme for s in known).most_common(1)[0][1]
    return {"right": round(right / len(known), 3), "commonest": round(commonest / len(known), 3)}
