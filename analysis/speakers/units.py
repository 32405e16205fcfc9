"""Cuts a paragraph into the stretches in which one attribution holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from analysis import sentences
from analysis.records import Range
from analysis.speakers import quotes as quotation

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.speakers.quotes import Quote

_FINAL = re.compile(r"[.。!！?？…⋯][”’」』»\"'）)]*$|[—–]$")
_STOPS = {True: re.compile(r"[。！？!?]+|…{2,}|⋯{2,}"), False: re.compile(r"[.!?]+(?=\s|$|[A-Z])")}


class Unit(NamedTuple):
    """A sentence together with the quotations in it, masked: `masked[0]` is at `start`."""

    start: int
    end: int
    masked: str
    quotes: tuple[Quote, ...]

    def at(self, position: int) -> str:
        """Return the masked text from a position of the working text on."""
        return self.masked[position - self.start :]

    def between(self, start: int, end: int) -> str:
        """Return the masked text between two positions of the working text."""
        return self.masked[start - self.start : end - self.start]


def cut(
    text: str, bounds: Range, found: tuple[Quote, ...], is_tail: Callable[[int, int], bool]
) -> list[Unit]:
    """Return the units of a paragraph.

    A unit ends at a full stop outside quotation marks, or after a quotation that ends in one,
    unless `is_tail` tells that the words up to the next stop attribute this quotation.
    """
    masked = quotation.mask(text, bounds.start, bounds.end, found)
    chinese = sentences.is_chinese(text[bounds.start : bounds.end])
    top = [q for q in found if q.parent < 0]
    ends = _stops(masked, bounds.start, chinese=chinese)
    units: list[Unit] = []
    start = bounds.start
    for i, quote in enumerate(top):
        for stop in ends:
            if start < stop <= quote.outer.start:
                units += _unit(masked, bounds.start, Range(start, stop), top)
                start = stop
        if not _FINAL.search(text[quote.inner.start : quote.inner.end].rstrip()):
            continue
        opens = not masked[start - bounds.start : quote.outer.start - bounds.start].strip()
        after = top[i + 1].outer.start if i + 1 < len(top) else bounds.end
        until = min((e for e in ends if e > quote.outer.end), default=bounds.end)
        if opens and is_tail(quote.outer.end, min(until, after)):
            continue
        stop = next((e for e in ends if quote.outer.end < e <= quote.outer.end + 2), None)
        blank = not text[quote.outer.end : (stop or quote.outer.end)].strip(" 。.，,")
        end = stop if stop and blank else quote.outer.end
        units += _unit(masked, bounds.start, Range(start, end), top)
        start = end
    for stop in [*ends, bounds.end]:
        if stop > start:
            units += _unit(masked, bounds.start, Range(start, stop), top)
            start = stop
    return units


def _stops(masked: str, offset: int, *, chinese: bool) -> list[int]:
    """Return where sentences end in masked text, closing brackets included."""
    found = []
    for match in _STOPS[chinese].finditer(masked):
        if not chinese and sentences.is_abbreviation(
            masked[max(0, match.start() - 12) : match.start()]
        ):
            continue
        found.append(offset + match.end())
    return found


def _unit(masked: str, offset: int, span: Range, top: list[Quote]) -> list[Unit]:
    """Return the unit at `span` without outer white space, or nothing where it is blank."""
    piece = masked[span.start - offset : span.end - offset]
    start = span.start + len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    inside = tuple(q for q in top if start <= q.outer.start and q.outer.end <= end)
    return [Unit(start, end, piece.strip(), inside)] if start < end else []
