"""Finds the words that decide a score: those whose removal moves it most."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from analysis import sentences
from analysis.stance.model import value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.stance.model import Model

MOST = 4
LEAST = 0.04
LIMIT = 600
_GROUP = 5
_STOPS = re.compile(r"[，。；：！？、,.;:!?—…“”\"「」()（）\s]*")
_BREAK = re.compile(r"[，。；：！？,;:!?—…]|[.](?=\s|$)")


class Piece(NamedTuple):
    """A stretch of a text and how far the score falls when it is taken out."""

    start: int
    end: int
    weight: float


def find(text: str, model: Model) -> list[Piece]:
    """Return at most four stretches of whole words that decide the score of `text`.

    `weight` is the score of the text less the score without the stretch: positive words speak
    for the optimist pole. Neighbouring stretches that pull the same way are joined.
    """
    groups = list(_groups(text[:LIMIT]))
    if len(groups) < 2:
        return []
    full = _values([text], model)[0]
    single = _weigh(text, groups, full, model)
    known = {(piece.start, piece.end): piece for piece in single}
    stretches = list(_joined(text, single))
    grown = _weigh(text, [s for s in stretches if s not in known], full, model)
    known |= {(piece.start, piece.end): piece for piece in grown}
    wanted = [
        piece
        for piece in (known[stretch] for stretch in stretches)
        if abs(piece.weight) >= LEAST and (piece.weight * full > 0 or abs(full) < 0.2)
    ]
    wanted.sort(key=lambda piece: (-abs(piece.weight), piece.start))
    return sorted(wanted[:MOST])


def _values(texts: list[str], model: Model) -> list[float]:
    return [value(row, model.rules) for row in model.probabilities(texts)]


def _weigh(text: str, groups: list[tuple[int, int]], full: float, model: Model) -> list[Piece]:
    """Return each stretch with what its removal takes from the score."""
    if not groups:
        return []
    without = _values([text[:start] + text[end:] for start, end in groups], model)
    return [
        Piece(start, end, round(full - left, 4))
        for (start, end), left in zip(groups, without, strict=True)
    ]


def _groups(text: str) -> Iterator[tuple[int, int]]:
    """Yield stretches of about five words that do not cross a comma or a stop."""
    words = [w for w in sentences.words(text) if w.text.strip()]
    clause: list[sentences.Word] = []
    for word in words:
        if _BREAK.match(word.text):
            yield from _cut(clause)
            clause = []
        else:
            clause.append(word)
    yield from _cut(clause)


def _cut(clause: list[sentences.Word]) -> Iterator[tuple[int, int]]:
    parts = max(1, round(len(clause) / _GROUP))
    edges = [round(i * len(clause) / parts) for i in range(parts + 1)]
    for first, last in pairwise(edges):
        if last > first:
            yield clause[first].start, clause[last - 1].end


def _joined(text: str, pieces: list[Piece]) -> Iterator[tuple[int, int]]:
    """Yield stretches in which neighbours that pull the same way, and hard, are one."""
    start, end, weight = pieces[0]
    for piece in pieces[1:]:
        touching = _STOPS.fullmatch(text, end, piece.start)
        strong = min(abs(weight), abs(piece.weight)) >= LEAST
        if touching and strong and weight * piece.weight > 0:
            end = piece.end
        else:
            yield start, end
            start, end, weight = piece
    yield start, end
