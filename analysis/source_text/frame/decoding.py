"""Decides line by line what is frame: the best way through the parts of a page.

A page has a head, a title, a lead in which bylines and first lines mix, a body with things put
between its paragraphs, and a tail that goes on to the end. The way is found by dynamic
programming over the weights of frame_weights (log-odds against the body of an article), learned
by `python -m tests.quality.frame_training` and read as a linear-chain conditional random field.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from analysis import lexicons

PARTS = ("head", "title", "meta", "lead", "insert", "body", "tail")
FRAMES = frozenset({"head", "meta", "insert", "tail"})
START = ("head", "title", "meta", "lead", "body")
END = ("title", "lead", "insert", "body", "tail")
FOLLOWS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "head": ("head", "title", "lead", "body"),
        "title": ("meta", "lead", "body"),
        "meta": ("meta", "lead", "body"),
        "lead": ("lead", "meta", "body"),
        "insert": ("insert", "body"),
        "body": ("body", "insert", "tail"),
        "tail": ("tail",),
    }
)
_NOTHING = (0.0,) * len(PARTS)


@cache
def _weights() -> Mapping[str, tuple[float, ...]]:
    rows = lexicons.table("frame_weights")
    return MappingProxyType(
        {row["sign"]: tuple(float(row[part] or 0) for part in PARTS) for row in rows}
    )


@cache
def _arrivals() -> tuple[tuple[tuple[int, float], ...], ...]:
    """Return for each part the parts that it may follow, and what the step weighs."""
    return tuple(
        tuple(
            (i, _weights().get(f"from {before}", _NOTHING)[j])
            for i, before in enumerate(PARTS)
            if part in FOLLOWS[before]
        )
        for j, part in enumerate(PARTS)
    )


def decode(signs: Sequence[Iterable[str]]) -> list[str]:
    """Return the part of the page that each line belongs to.

    >>> decode([{"byline", "labels"}, {"solid", "stopped", "length long"}])
    ['meta', 'body']

    Something always stays: a page cannot end before its article.
    """
    if not signs:
        return []
    best = [
        value + weight if part in START else float("-inf")
        for part, value, weight in zip(
            PARTS, _emission(signs[0]), _weights().get("start", _NOTHING), strict=True
        )
    ]
    pointers: list[list[int]] = []
    for line in signs[1:]:
        steps = [
            max(((best[i] + weight, i) for i, weight in arrivals), default=(float("-inf"), 0))
            for arrivals in _arrivals()
        ]
        best = [value + step[0] for value, step in zip(_emission(line), steps, strict=True)]
        pointers.append([step[1] for step in steps])
    at = max((i for i, part in enumerate(PARTS) if part in END), key=best.__getitem__)
    way = [at]
    for row in reversed(pointers):
        at = row[at]
        way.append(at)
    return [PARTS[i] for i in reversed(way)]


def _emission(signs: Iterable[str]) -> list[float]:
    weights = _weights()
    rows = [weights[sign] for sign in (*signs, "bias") if sign in weights]
    return [sum(column) for column in zip(*rows, strict=True)] if rows else list(_NOTHING)
