"""Finds what a publisher puts around an article: bylines, links, notices, advertisements.

A body sentence is never taken lightly: every line is weighed by its form, its words and its place
among the others, and what is not plainly frame stays. All ranges count code points of the working
text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analysis.records import Origin, Range
from analysis.source_text.frame import bylines, decoding, kinds, words
from analysis.source_text.frame.bylines import labels, reporter, signed
from analysis.source_text.frame.evidence import evidence, is_framed
from analysis.source_text.frame.forms import is_house, is_name, is_person, is_site
from analysis.source_text.frame.lines import Line, bare, is_stopped, lines
from analysis.source_text.frame.times import is_stamp
from analysis.source_text.frame.words import is_listed, is_nobody

__all__ = [
    "Found",
    "Layout",
    "Line",
    "bare",
    "find",
    "is_house",
    "is_listed",
    "is_name",
    "is_nobody",
    "is_person",
    "is_site",
    "is_stamp",
    "is_stopped",
    "labels",
    "lines",
    "reporter",
    "signed",
]

_EDGE = 12
_NEAR = 2
_PLAIN_LATIN = 40
_PLAIN_HAN = 16
_RUN = 3


class Found(NamedTuple):
    """A stretch that is frame, and of which kind."""

    range: Range
    kind: str
    part: str = ""


class Layout(NamedTuple):
    """What is frame on a page, in order, and which line is its title, if one is."""

    frames: tuple[Found, ...]
    title: Range | None


def find(text: str, origin: Origin) -> Layout:
    """Return the stretches of a working text that are no part of the article, and its title.

    >>> text = "作者：张三\\n模型便宜了，客户没有变多，大家都很着急。\\n相关推荐\\n养车指南"
    >>> [found.kind for found in find(text, Origin()).frames]
    ['byline', 'related', 'related']
    """
    rows = lines(text)
    kept = _worth_reading(rows, words.present(text))
    near = [rows[i] for i in kept]
    signs = evidence(near, origin)
    parts = decoding.decode(signs)
    framed = is_framed(signs)
    found: list[Found] = []
    title = None
    kind = ""
    for row, sign, part in zip(near, signs, parts, strict=True):
        taken = framed and part in decoding.FRAMES
        kind = kinds.kind(row.text, sign, part, kind) if taken else ""
        if kind:
            found.append(Found(Range(row.start, row.end), kind, part))
        elif part == "title":
            title = Range(row.start, row.end)
    whole = {item.range.start for item in found}
    found += [item for row in rows if row.start not in whole for item in _signatures(row)]
    return Layout(tuple(sorted(found)), title)


def _worth_reading(rows: Sequence[Line], phrases: Sequence[str]) -> list[int]:
    """Return the lines that could be frame or stand near one; of plain text only the edges."""
    plain = [_is_plain(row.text, phrases) for row in rows]
    wanted: set[int] = set()
    for i, is_plain in enumerate(plain):
        if i < _EDGE or i >= len(rows) - _EDGE or not is_plain:
            wanted.update(range(max(i - _NEAR, 0), min(i + _NEAR + 1, len(rows))))
    return sorted(wanted)


def _is_plain(line: str, phrases: Sequence[str]) -> bool:
    enough = _PLAIN_LATIN if line.isascii() else _PLAIN_HAN
    return len(line) >= enough and is_stopped(line) and not words.betrays(line, phrases)


def _signatures(row: Line) -> list[Found]:
    """Return the brackets with which editors sign the end of a paragraph, reporters its start."""
    found = []
    signature = bylines.signature(row.text)
    if signature:
        found.append(Found(Range(row.start, row.start + signature), "byline"))
    credit = bylines.credit(row.text)
    if credit >= 0:
        found.append(Found(Range(row.start + credit, row.end), "byline"))
    return found
