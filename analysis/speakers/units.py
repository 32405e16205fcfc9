"""Cuts a paragraph into the stretches in which one attribution holds."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from analysis import sentences
from analysis.records import Range
from analysis.speakers import quotes as quotation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
    stops = _stops(masked, bounds.start, chinese=chinese)
    edges = [*stops, *_after_quotations(text, bounds, top, stops, is_tail)]
    units: list[Unit] = []
    start = bounds.start
    for edge in [*sorted(set(edges)), bounds.end]:
        if any(
            c.isalnum() or c == quotation.MASK
            for c in masked[start - bounds.start : edge - bounds.start]
        ):
            units += _unit(masked, bounds.start, Range(start, edge), top)
            start = edge
    return units


def _after_quotations(
    text: str,
    bounds: Range,
    top: list[Quote],
    stops: list[int],
    is_tail: Callable[[int, int], bool],
) -> Iterator[int]:
    """Yield where units end with a quotation that ends in a stop of its own."""
    for i, quote in enumerate(top):
        if not _FINAL.search(text[max(quote.inner.start, quote.inner.end - 4) : quote.inner.end]):
            continue
        last = stops[at - 1] if (at := bisect_right(stops, quote.outer.start)) else bounds.start
        start = max(last, top[i - 1].outer.end if i else bounds.start)
        opens = not text[start : quote.outer.start].strip()
        after = top[i + 1].outer.start if i + 1 < len(top) else bounds.end
        until = (
            stops[at] if (at := bisect_right(stops, quote.outer.end)) < len(stops) else bounds.end
        )
        if not opens or not is_tail(quote.outer.end, min(until, after)):
            blank = not text[quote.outer.end : until].strip(" 。.，,")
            yield until if blank and until <= quote.outer.end + 2 else quote.outer.end


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
    first = bisect_left(top, start, key=lambda q: q.outer.start)
    last = bisect_right(top, end, key=lambda q: q.outer.end)
    return [Unit(start, end, piece.strip(), tuple(top[first:last]))] if start < end else []
