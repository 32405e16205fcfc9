"""The trained model: plain arrays, read without pickle, and the rule from classes to a label."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from analysis.records import Stance
from analysis.stance import features

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analysis.records import Label

    Floats = NDArray[np.float32]

Size = Literal["full", "fast"]
FOLDER = Path(__file__).parents[2] / "seeds" / "stance"
POINTS = np.array([-1.0, -0.5, 0.0, 0.5, 1.0])
NONE = 5
EDGE = 0.2
_BOUNDS = {
    "pragmatist": (-1.0, -EDGE),
    "balanced": (-EDGE, EDGE),
    "optimist": (EDGE, 1.0),
    "none": (-1.0, 1.0),
}


class ModelError(ValueError):
    """The model's files are missing or do not fit each other."""


@dataclass(frozen=True)
class Rules:
    """What turns probabilities into an answer; all of it measured in training.

    The sides are weighed against each other: pragmatist (-1 and -0.5 together), optimist, and
    neither (balanced and none, each times its weight). `half_width` holds knots (doubt, half
    width) of the 90 % interval.
    """

    weight_balanced: float
    weight_none: float
    half_width: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class View:
    """One view of the text: its features, how rare each is, and what each says for the classes."""

    rows: dict[str, int]
    rarity: Floats
    weights: Floats


class Model:
    """A trained stance model. `name` is a hash of its arrays and rules."""

    def __init__(self, views: dict[str, View], bias: Floats, settings: dict[str, Any]) -> None:
        self.views = views
        self.bias = bias
        self.settings = settings
        self.rules = Rules(
            settings["weight_balanced"],
            settings["weight_none"],
            tuple((float(a), float(b)) for a, b in settings["half_width"]),
        )
        self.name: str = settings["name"]

    def logits(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return the six classes' scores before they are turned into probabilities."""
        found = np.zeros((len(texts), NONE + 1))
        for row, text in enumerate(texts):
            found[row] = self.bias
            for name, counts in features.count(text).items():
                if name in self.views:
                    found[row] += _vote(self.views[name], counts)
        return found

    def probabilities(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return the probabilities of -1, -0.5, 0, 0.5, 1 and none, a row a text."""
        return softmax(self.logits(texts) / self.settings["temperature"])

    def score(self, texts: Sequence[str], subjects: Sequence[str]) -> list[Stance]:
        """Return one stance a text, without evidence; `subjects` are the ids they belong to.

        Texts are in working form: repaired and Simplified.
        """
        rows = self.probabilities(texts)
        return [
            self.answer(row, subject)
            if features.says_something(text)
            else Stance(subject, "none", model=self.name)
            for text, subject, row in zip(texts, subjects, rows, strict=True)
        ]

    def answer(self, row: NDArray[np.float64], subject: str) -> Stance:
        """Return the stance that six probabilities stand for."""
        shown = tuple(round(float(p), 4) for p in row)
        label = decide(row, self.rules)
        if label == "none":
            return Stance(subject, label, probabilities=shown, model=self.name)
        score = value(row, self.rules)
        knots = np.array(self.rules.half_width)
        half = float(np.interp(expectation(row)[1], knots[:, 0], knots[:, 1]))
        return Stance(
            subject,
            label,
            score=round(score, 3),
            low=round(max(score - half, -1.0), 3),
            high=round(min(score + half, 1.0), 3),
            probabilities=shown,
            model=self.name,
        )


def _vote(view: View, counts: dict[str, int]) -> NDArray[np.float64]:
    """Return what one view of a text says for each class: TF-IDF of length one times weights."""
    known = [(view.rows[f], n) for f, n in counts.items() if f in view.rows]
    if not known:
        return np.zeros(NONE + 1)
    rows = np.fromiter((row for row, _ in known), dtype=np.intp)
    values = (1 + np.log(np.fromiter((n for _, n in known), dtype=float))) * view.rarity[rows]
    result: NDArray[np.float64] = values @ view.weights[rows] / np.sqrt(values @ values)
    return result


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return probabilities that add up to one in each row."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    result: NDArray[np.float64] = powers / powers.sum(axis=-1, keepdims=True)
    return result


def expectation(row: NDArray[np.float64]) -> tuple[float, float]:
    """Return the expected value and the standard deviation over the five points of the axis.

    >>> expectation(np.array([0, 0, 0, 0.5, 0.5, 0]))
    (0.75, 0.25)
    """
    on_axis = row[:NONE] / max(float(row[:NONE].sum()), 1e-9)
    mean = float(on_axis @ POINTS)
    spread = float(np.sqrt(max(float(on_axis @ POINTS**2) - mean**2, 0.0)))
    return mean, spread


def decide(row: NDArray[np.float64], rules: Rules) -> Label:
    """Return the label of six probabilities: the heaviest side, and within neither the heavier."""
    pragmatist, optimist = row[:2].sum(), row[3:NONE].sum()
    balanced, none = rules.weight_balanced * row[2], rules.weight_none * row[NONE]
    if balanced + none >= max(pragmatist, optimist):
        return "none" if none > balanced else "balanced"
    return "optimist" if optimist > pragmatist else "pragmatist"


def value(row: NDArray[np.float64], rules: Rules) -> float:
    """Return the score: the expected value, kept on the side of EDGE that the label names."""
    mean, _ = expectation(row)
    low, high = _BOUNDS[decide(row, rules)]
    return min(max(mean, low), high)


@cache
def load(size: Size = "full", axis: str = "agi") -> Model:
    """Return the trained model of an axis; `full` and `fast` are one model so far.

    Raises ModelError where its files are missing or damaged.
    """
    folder = FOLDER / axis
    try:
        settings = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        with np.load(folder / "model.npz", allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder}: no model to read ({error}); run the command train") from error
    return assemble(arrays, settings)


def assemble(arrays: dict[str, NDArray[Any]], settings: dict[str, Any]) -> Model:
    """Return the model that arrays and settings describe."""
    views = {}
    for name in settings["views"]:
        words = arrays[f"{name}_features"].tobytes().decode("utf-8").split("\n")
        weights = arrays[f"{name}_weights"].astype(np.float32)
        rarity = arrays[f"{name}_rarity"].astype(np.float32)
        if not len(words) == len(weights) == len(rarity):
            raise ModelError(f"view {name}: {len(words)} features, {len(weights)} weights")
        views[name] = View({word: row for row, word in enumerate(words)}, rarity, weights)
    return Model(views, arrays["bias"].astype(np.float32), settings)


def digest(arrays: dict[str, NDArray[Any]], settings: dict[str, Any]) -> str:
    """Return a 12-digit hash of arrays and settings, the model's name."""
    total = hashlib.sha256()
    for name in sorted(arrays):
        total.update(name.encode() + str(arrays[name].dtype).encode() + arrays[name].tobytes())
    plain = {key: value for key, value in settings.items() if key != "name"}
    total.update(json.dumps(plain, sort_keys=True).encode())
    return total.hexdigest()[:12]
