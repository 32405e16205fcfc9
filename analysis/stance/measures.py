"""Measures of stance: three-way F1, sign, rank correlation, coverage. Plain numbers in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.records import Label

_SIDES = {"pragmatist": -1, "balanced": 0, "none": 0, "optimist": 1}


def side(target: int) -> int:
    """Return -1, 0 or 1 for a class: pragmatist, balanced or none, optimist.

    >>> [side(k) for k in range(6)]
    [-1, -1, 0, 1, 1, 0]
    """
    return (-1, -1, 0, 1, 1, 0)[target]


def side_of_label(label: Label) -> int:
    """Return -1, 0 or 1 for a label.

    >>> side_of_label("none")
    0
    """
    return _SIDES[label]


def macro_f1(gold: Sequence[int], found: Sequence[int]) -> float:
    """Return the mean F1 over the three sides.

    >>> macro_f1([-1, 0, 1], [-1, 0, 1])
    1.0
    """
    scores = []
    for one in (-1, 0, 1):
        hit = sum(g == f == one for g, f in zip(gold, found, strict=True))
        total = sum(g == one for g in gold) + sum(f == one for f in found)
        scores.append(2 * hit / total if total else 1.0)
    return float(np.mean(scores))


def spearman(first: Sequence[float], second: Sequence[float]) -> float:
    """Return the rank correlation, ties given their mean rank; 0 where one does not vary.

    >>> round(spearman([1, 2, 3], [2, 4, 9]), 6)
    1.0
    """
    ranks = np.array([_ranks(first), _ranks(second)])
    if ranks.std(axis=1).min() == 0:
        return 0.0
    return float(np.corrcoef(ranks)[0, 1])


def _ranks(values: Sequence[float]) -> list[float]:
    array = np.asarray(values, dtype=float)
    return [float((array < v).sum() + ((array == v).sum() - 1) / 2) for v in array]
