"""Trains the model: TF-IDF views, one regression a class, calibration by cross-validation.

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
from scipy.special import expit

from analysis.stance import corpus, features, fitting
from analysis.stance.measures import macro_f1, side, side_of_label
from analysis.stance.model import (
    FOLDER,
    NONE,
    POINTS,
    Rules,
    assemble,
    decide,
    digest,
    expectation,
    softmax,
    value,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int_]

VIEWS = ("w", "c", "k")
SHRINKAGE = 0.1
FOLDS = 5
SEED = 1
RAREST = 3
STEPS = 60
BANDS = 4
WEIGHTS = (0.8, 1.0, 1.2, 1.4, 1.6)


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
    settings = calibrate(cross_validate([s.group for s in labelled], counts, targets), targets)
    fitted = fit(counts, targets)
    arrays = pack(fitted)
    settings |= {"axis": axis, "views": list(VIEWS), "statements": len(labelled)}
    settings |= fitting.fit(axis, assemble(arrays, settings | {"name": ""}))
    settings["name"] = digest(arrays, settings)
    with (FOLDER / axis / "model.npz").open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)
    text = json.dumps(settings, indent=1, sort_keys=True)
    (FOLDER / axis / "model.json").write_text(text + "\n", encoding="utf-8")
    return settings | {"features": {name: len(rows) for name, rows in fitted.rows.items()}}


def cross_validate(
    groups: Sequence[str], counts: Sequence[dict[str, Counter[str]]], targets: Integers
) -> Floats:
    """Return each text's scores by a model that saw no member of its group."""
    found = np.zeros((len(groups), NONE + 1))
    fold = np.array([_fold(group) for group in groups])
    for k in range(FOLDS):
        seen = [int(i) for i in np.flatnonzero(fold != k)]
        held = [int(i) for i in np.flatnonzero(fold == k)]
        found[held] = apply(
            fit([counts[i] for i in seen], targets[seen]), [counts[i] for i in held]
        )
    return found


def _fold(group: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{SEED}:{group}".encode()).digest()[:4], "big") % FOLDS


def fit(
    counts: Sequence[dict[str, Counter[str]]], targets: Integers, views: Sequence[str] = VIEWS
) -> Fitted:
    """Return what one logistic regression a class finds over features scaled by naive Bayes.

    Source of the method: Wang and Manning 2012, "Baselines and bigrams" (NB-SVM).
    """
    rows, rarity = {}, {}
    for name in views:
        rows[name], rarity[name] = _vocabulary([c[name] for c in counts])
    blocks = [matrix([c[name] for c in counts], rows[name], rarity[name]) for name in views]
    table = sparse.hstack(blocks).tocsr()
    weights = np.zeros((table.shape[1], NONE + 1))
    bias = np.zeros(NONE + 1)
    for k in range(NONE + 1):
        ratio = log_ratio(table, targets == k)
        found, bias[k] = regress(table @ sparse.diags(ratio), np.asarray(targets == k, dtype=float))
        weights[:, k] = ratio * found
    ends = np.cumsum([len(rows[name]) for name in views])
    parts = dict(zip(views, np.split(weights, ends[:-1]), strict=True))
    return Fitted(rows, rarity, parts, bias)


def log_ratio(table: sparse.csr_matrix, inside: NDArray[np.bool_]) -> Floats:
    """Return how much more often each feature occurs inside a class than outside, as a log."""
    present = (table > 0).astype(float)
    within = np.asarray(present[inside].sum(axis=0)).ravel()
    beyond = np.asarray(present[~inside].sum(axis=0)).ravel()
    share = np.log((within + 1) / (inside.sum() + 2))
    result: Floats = share - np.log((beyond + 1) / ((~inside).sum() + 2))
    return result


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


def regress(table: sparse.csr_matrix, wanted: Floats) -> tuple[Floats, float]:
    """Return weights and bias of a logistic regression with ridge shrinkage."""
    transposed = table.T.tocsr()

    def loss(flat: Floats) -> tuple[float, Floats]:
        scores = table @ flat[:-1] + flat[-1]
        miss = expit(scores) - wanted
        value = float((np.logaddexp(0.0, scores) - wanted * scores).sum())
        value += 0.5 * SHRINKAGE * float(flat[:-1] @ flat[:-1])
        return value, np.append(transposed @ miss + SHRINKAGE * flat[:-1], miss.sum())

    start = np.zeros(table.shape[1] + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    return found[:-1], float(found[-1])


def pack(fitted: Fitted) -> dict[str, NDArray[Any]]:
    """Return a fit as the arrays that are written."""
    arrays: dict[str, NDArray[Any]] = {"bias": fitted.bias.astype(np.float32)}
    for name, rows in fitted.rows.items():
        arrays[f"{name}_features"] = np.frombuffer("\n".join(rows).encode(), dtype=np.uint8)
        arrays[f"{name}_rarity"] = fitted.rarity[name].astype(np.float16)
        arrays[f"{name}_weights"] = fitted.weights[name].astype(np.float16)
    return arrays


# --- calibration ---------------------------------------------------------------------------------


def calibrate(scores: Floats, targets: Integers) -> dict[str, Any]:
    """Return temperature, label rule and interval widths, from scores out of fold."""
    temperature = _temperature(scores, targets)
    rows = softmax(scores / temperature)
    balanced, none = _class_weights(rows, targets)
    settings = {"temperature": temperature, "weight_balanced": balanced, "weight_none": none}
    rules = Rules(balanced, none, ((0.0, 1.0),))
    return settings | {"half_width": half_widths(rows, targets, rules)}


def _temperature(scores: Floats, targets: Integers) -> float:
    """Return the divisor of the scores under which the probabilities fit best."""
    picked = np.arange(len(targets))

    def loss(t: float) -> float:
        return float(-np.log(softmax(scores / t)[picked, targets] + 1e-9).mean())

    return min((round(float(t), 3) for t in np.linspace(0.4, 2.0, 33)), key=loss)


def _class_weights(rows: Floats, targets: Integers) -> tuple[float, float]:
    """Return the weights of balanced and of none under which the three-way F1 is best."""
    gold = [side(int(t)) for t in targets]

    def quality(pair: tuple[float, float]) -> float:
        rules = Rules(*pair, ((0.0, 1.0),))
        return macro_f1(gold, [side_of_label(decide(row, rules)) for row in rows])

    return max(((a, b) for a in WEIGHTS for b in WEIGHTS), key=quality)


def half_widths(
    rows: Floats, targets: Integers, rules: Rules, level: float = 0.9
) -> list[list[float]]:
    """Return knots (doubt, half width): at each doubt the miss that `level` of texts stay below.

    Split conformal on misses out of fold, in four bands of the predicted deviation.
    """
    kept = [i for i, t in enumerate(targets) if t != NONE and decide(rows[i], rules) != "none"]
    doubt = np.array([expectation(rows[i])[1] for i in kept])
    misses = np.array([abs(value(rows[i], rules) - POINTS[targets[i]]) for i in kept])
    knots = []
    for band in np.array_split(np.argsort(doubt, kind="stable"), BANDS):
        rank = min(int(np.ceil((len(band) + 1) * level)), len(band)) - 1
        width = float(np.sort(misses[band])[rank])
        knots.append([round(float(np.median(doubt[band])), 4), round(width, 4)])
    return knots
