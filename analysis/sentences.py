"""Cuts working text into paragraphs, sentences and words, all with offsets.

jieba lives here and nowhere else.
"""

from __future__ import annotations

import logging
import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import jieba

from analysis import lexicons
from analysis.records import Paragraph, Range, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analysis.records import ParagraphKind, WorkingText

jieba.setLogLevel(logging.WARNING)

OPENERS = "“‘「『«\"'（(【[《"
CLOSERS = "”’」』»\"'）)】]》"
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_CHINESE_END = re.compile(rf"(?:[。！？!?；;]|…+)+[{re.escape(CLOSERS)}]*")
_ENGLISH_END = re.compile(
    rf"[.!?]+[{re.escape(CLOSERS)}]*(?=\s+[^a-z\s]|\s*$)|[.!?]+[”’](?=[^\sa-z,.;:)])"
)
_LAST_WORD = re.compile(r"[\w.]+$")
_LINE = re.compile(r"[^\n]+")
_HEADING_LIMIT = 40
_LONGEST_ABBREVIATION = 16


class Word(NamedTuple):
    """A word and its offsets in the text it was cut from."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """Return the words of `text` in order, without white space, with offsets into `text`.

    >>> [w.text for w in words("李开复创办零一万物 in 2023")][-2:]
    ['in', '2023']
    """
    return [Word(*token) for token in jieba.tokenize(text) if not token[0].isspace()]


def frequency(word: str) -> int:
    """Return how often jieba's dictionary counts `word`; 0 where it is no Chinese word.

    >>> frequency("计划") > 1000, frequency("度收")
    (True, 0)
    """
    return _dictionary().get(word, 0)


@cache
def vocabulary() -> Mapping[str, int]:
    """Return the words of jieba's dictionary and how often each occurs in its corpus.

    Beginnings of words that are no words themselves occur 0 times.

    >>> vocabulary()["模型"] > vocabulary()["想象"] > 0
    True
    """
    jieba.initialize()
    return MappingProxyType(jieba.dt.FREQ)


@cache
def _dictionary() -> dict[str, int]:
    jieba.initialize()
    return dict(jieba.dt.FREQ)


def is_chinese(text: str) -> bool:
    """Return whether `text` reads as Chinese: at least a tenth of its characters are Han.

    >>> is_chinese("AGI还有五年"), is_chinese("five years")
    (True, False)
    """
    return len(_HAN.findall(text)) * 10 > len(text)


def split(working: WorkingText) -> tuple[Paragraph, ...]:
    """Return the paragraphs of `working` outside its skipped stretches, each with sentences.

    A paragraph is a line. A short line without a final stop is a heading; the first line of a
    document that looks like one is its title.
    """
    found: list[Paragraph] = []
    for start, end in _lines(working.text, working.skip):
        kind = _kind(working.text[start:end], first=not found)
        cuts = _sentences(working.text, start, end)
        parts = tuple(Sentence(a, b, len(found)) for a, b in cuts)
        found.append(Paragraph(start, end, kind, parts))
    return tuple(found)


def _lines(text: str, skip: Sequence[Range]) -> Iterator[Range]:
    """Yield the stretches of lines outside `skip`, trimmed of white space."""
    for line in _LINE.finditer(text):
        start = line.start()
        for hole in (*(s for s in skip if s.end > start), Range(line.end(), line.end())):
            piece = text[start : min(max(hole.start, start), line.end())]
            trimmed = piece.strip()
            if trimmed:
                left = start + piece.index(trimmed)
                yield Range(left, left + len(trimmed))
            start = max(start, hole.end)
            if start >= line.end():
                break


def _kind(line: str, *, first: bool) -> ParagraphKind:
    """Tell a heading from running text by its length and its last character."""
    limit = _HEADING_LIMIT if is_chinese(line) else 3 * _HEADING_LIMIT
    bare = line.rstrip(CLOSERS)
    if len(line) > limit or bare[-1:] in "。！.!…;；:：,，" or "。" in bare:
        return "body"
    if len(bare) < len(line) and bare[-1:] in "？?" and line[0] not in OPENERS:
        return "body"
    return "title" if first else "heading"


def _sentences(text: str, start: int, end: int) -> Iterator[Range]:
    """Yield the sentences of one paragraph as trimmed ranges."""
    line = text[start:end]
    pattern = _CHINESE_END if is_chinese(line) else _ENGLISH_END
    left = 0
    for match in pattern.finditer(line):
        if pattern is _ENGLISH_END and is_abbreviation(
            line[max(left, match.start() - _LONGEST_ABBREVIATION) : match.start()]
        ):
            continue
        yield from _trimmed(line, left, match.end(), start)
        left = match.end()
    yield from _trimmed(line, left, len(line), start)


def _trimmed(line: str, left: int, right: int, offset: int) -> Iterator[Range]:
    piece = line[left:right]
    trimmed = piece.strip()
    if trimmed:
        begin = offset + left + piece.index(trimmed)
        yield Range(begin, begin + len(trimmed))


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicons.table("english_abbreviations"))


def is_abbreviation(before: str) -> bool:
    """Return whether the words before a full stop end in an abbreviation or an initial."""
    match = _LAST_WORD.search(before[-_LONGEST_ABBREVIATION:])
    if match is None:
        return False
    word = match.group().lower()
    return word in _abbreviations() or (len(word) == 1 and word.isalpha())
