"""Trains the model: TF-IDF views, softmax regression, calibration by cross-validation.

Everything is seeded and sorted: the same labelled statements give the same arrays.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from analysis.stance import corpus, features
from analysis.stance.model import FOLDER, NONE, POINTS, assemble, digest, expectation, softmax

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analysis.stance.corpus import Labelled
    from analysis.stance.model import Model

    Floats = NDArray[np.float64]

VIEWS = {"w": 1.0, "c": 1.0}
SHRINKAGE = 0.05
FOLDS = 5
SEEDS = (1, 2)
RAREST = 2


@dataclass(frozen=True)
class Fitted:
    """What one fit found: features and rarity by view, weights by view, and the bias."""

    rows: dict[str, dict[str, int]]
    rarity: dict[str, Floats]
    weights: dict[str, Floats]
    bias: Floats


def train(axis: str = "agi") -> dict[str, Any]:
    """Train the model of `axis` on its working part, write its arrays, return what was done."""
    labelled = corpus.statements(axis)
    counts = [features.count(corpus.masked(s)) for s in labelled]
    targets = np.array([s.target for s in labelled])
    out_of_fold = cross_validate(labelled, counts, targets)
    settings = calibrate(out_of_fold, targets)
    fitted = fit(counts, targets)
    arrays = pack(fitted)
    settings |= {"axis": axis, "views": list(VIEWS), "statements": len(labelled)}
    settings["name"] = digest(arrays, settings)
    np.savez_compressed(FOLDER / axis / "model.npz", **arrays)
    text = json.dumps(settings, indent=1, sort_keys=True)
    (FOLDER / axis / "model.json").write_text(text + "\n", encoding="utf-8")
    return settings | {"features": {name: len(rows) for name, rows in fitted.rows.items()}}


def cross_validate(
    labelled: Sequence[Labelled], counts: Sequence[dict[str, Counter[str]]], targets: NDArray[Any]
) -> Floats:
    """Return each statement's scores by models that saw no member of its group."""
    total = np.zeros((len(labelled), NONE + 1))
    for seed in SEEDS:
        fold = np.array([_fold(s.group, seed) for s in labelled])
        for k in range(FOLDS):
            seen = np.flatnonzero(fold != k)
            held = np.flatnonzero(fold == k)
            fitted = fit([counts[i] for i in seen], targets[seen])
            total[held] += apply(fitted, [counts[i] for i in held]) / len(SEEDS)
    return total


def _fold(group: str, seed: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed}:{group}".encode()).digest()[:4]) % FOLDS


def fit(counts: Sequence[dict[str, Counter[str]]], targets: NDArray[Any]) -> Fitted:
    """Return the weights that a softmax regression over all views finds."""
    rows, rarity = {}, {}
    for name in VIEWS:
        rows[name], rarity[name] = _vocabulary([c[name] for c in counts])
    blocks = [VIEWS[n] * matrix([c[n] for c in counts], rows[n], rarity[n]) for n in VIEWS]
    weights, bias = regress(sparse.hstack(blocks).tocsr(), np.eye(NONE + 1)[targets])
    ends = np.cumsum([len(rows[n]) for n in VIEWS])
    parts = np.split(weights, ends[:-1])
    scaled = {n: VIEWS[n] * part for n, part in zip(VIEWS, parts, strict=True)}
    return Fitted(rows, rarity, scaled, bias)


def apply(fitted: Fitted, counts: Sequence[dict[str, Counter[str]]]) -> Floats:
    """Return the scores that a fit gives to counted texts."""
    total = np.tile(fitted.bias, (len(counts), 1))
    for name, rows in fitted.rows.items():
        total += matrix([c[name] for c in counts], rows, fitted.rarity[name]) @ fitted.weights[name]
    return total


def _vocabulary(counts: Sequence[Counter[str]]) -> tuple[dict[str, int], Floats]:
    """Return the features seen in enough texts, numbered, and how rare each is."""
    seen = Counter(feature for c in counts for feature in c)
    kept = sorted(feature for feature, n in seen.items() if n >= RAREST)
    rarity = np.array([np.log((1 + len(counts)) / (1 + seen[f])) + 1 for f in kept])
    return {feature: row for row, feature in enumerate(kept)}, rarity


def matrix(
    counts: Sequence[Counter[str]], rows: dict[str, int], rarity: Floats
) -> sparse.csr_matrix:
    """Return TF-IDF rows of length one."""
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for count in counts:
        known = [(rows[f], n) for f, n in count.items() if f in rows]
        weights = [(1 + np.log(n)) * rarity[row] for row, n in known]
        length = float(np.sqrt(sum(w * w for w in weights))) or 1.0
        columns += [row for row, _ in known]
        values += [w / length for w in weights]
        ends.append(len(columns))
    return sparse.csr_matrix((values, columns, ends), shape=(len(counts), len(rows)))


def regress(table: sparse.csr_matrix, wanted: Floats) -> tuple[Floats, Floats]:
    """Return weights and bias of a softmax regression with ridge shrinkage."""
    width, classes = table.shape[1], wanted.shape[1]
    transposed = table.T.tocsr()

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat[: width * classes].reshape(width, classes)
        scores = table @ weights + flat[width * classes :]
        top = scores.max(axis=1, keepdims=True)
        norm = top + np.log(np.exp(scores - top).sum(axis=1, keepdims=True))
        miss = np.exp(scores - norm) - wanted
        value = float((norm[:, 0] - (wanted * scores).sum(axis=1)).sum())
        value += 0.5 * SHRINKAGE * float((weights**2).sum())
        slope = transposed @ miss + SHRINKAGE * weights
        return value, np.concatenate([slope.ravel(), miss.sum(axis=0)])

    start = np.zeros(width * classes + classes)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return found[: width * classes].reshape(width, classes), found[width * classes :]


def pack(fitted: Fitted) -> dict[str, NDArray[Any]]:
    """Return a fit as the arrays that are written."""
    arrays: dict[str, NDArray[Any]] = {"bias": fitted.bias.astype(np.float32)}
    for name, rows in fitted.rows.items():
        arrays[f"{name}_features"] = np.frombuffer("\n".join(rows).encode(), dtype=np.uint8)
        arrays[f"{name}_rarity"] = fitted.rarity[name].astype(np.float16)
        arrays[f"{name}_weights"] = fitted.weights[name].astype(np.float16)
    return arrays


# --- calibration ---------------------------------------------------------------------------------


def calibrate(scores: Floats, targets: NDArray[Any]) -> dict[str, Any]:
    """Return temperature, label rule and interval widths, from scores out of fold."""
    temperatures = np.linspace(0.4, 2.0, 33)
    picked = np.arange(len(targets))
    losses = [-np.log(softmax(scores / t)[picked, targets] + 1e-9).mean() for t in temperatures]
    temperature = float(temperatures[int(np.argmin(losses))])
    rows = softmax(scores / temperature)
    return {
        "temperature": round(temperature, 3),
        "none_margin": 0.0,
        "edge": 0.15,
        "half_width": half_widths(rows, targets),
    }


def half_widths(rows: Floats, targets: NDArray[Any], level: float = 0.9) -> list[list[float]]:
    """Return knots (doubt, half width): at each doubt the residual that `level` stay below.

    Split conformal on residuals out of fold, in four bands of the predicted deviation.
    """
    on_axis = targets != NONE
    pairs = np.array([expectation(row) for row in rows[on_axis]])
    misses = np.abs(pairs[:, 0] - POINTS[targets[on_axis]])
    order = np.argsort(pairs[:, 1], kind="stable")
    knots = []
    for band in np.array_split(order, 4):
        rank = min(int(np.ceil((len(band) + 1) * level)), len(band)) - 1
        width = float(np.sort(misses[band])[rank])
        knots.append([round(float(np.median(pairs[band, 1])), 4), round(width, 4)])
    return knots


def trained(axis: str, skip: frozenset[str] = frozenset()) -> Model:
    """Return a model in memory, trained without the groups in `skip`."""
    labelled = [s for s in corpus.statements(axis) if s.group not in skip]
    counts = [features.count(corpus.masked(s)) for s in labelled]
    targets = np.array([s.target for s in labelled])
    arrays = pack(fit(counts, targets))
    settings = {"views": list(VIEWS), "temperature": 1.0, "none_margin": 0.0, "edge": 0.15}
    settings |= {"half_width": [[0.0, 1.0]], "name": "unsaved"}
    return assemble(arrays, settings)
