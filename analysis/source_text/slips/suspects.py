"""Finds the places of a text that look as if its bytes had been cut at the wrong places."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from analysis import lexicons
from analysis.sentences import frequency, vocabulary
from analysis.source_text.characters import is_lost, rare
from analysis.source_text.script import fold
from analysis.source_text.slips.reading import around

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

_APART = 10  # strange characters of one run stand no further apart
_LONGEST = 100
_NEAR, _CONTEXT = 100, 6
_HAN = re.compile(r"[\u3400-\u9fff]")
_STRANGE = re.compile(
    r"[\ue000-\uf8ff\ufffd]"
    r"|(?<=[\u3400-\u9fff])[\u0370-\u04ff\u2460-\u25ff\u3040-\u30fa\u3105-\u3129＿＠＃＄＆＊＋]"
)
# What stands beside damage, but is not damage by itself.
_WEAK = re.compile(
    r"[!?](?=[\u3400-\u9fff]{2})|(?<=[\u3400-\u9fff])[@`{|}~^_\\](?=[\u3400-\u9fff])"
)
_MARK = re.compile(r"[!?](?=[\u3400-\u9fff]{2})")
_BITS = 23
_RUN = 4  # characters in a row that stand in no word
_COMMON = 30_000  # uses of a character that makes a word of its own all the time
_HINT = re.compile(r"[\ue000-\uf8ff\ufffd\u0370-\u04ff\u2460-\u25ff\u3040-\u3129＿＠＃＄＆＊＋]")
# What no slip makes: words in kana, Greek, Cyrillic or phonetic signs, and names in parts.
_FOREIGN_WORD = re.compile(r"[\u0370-\u04ff\u3041-\u30fa\u30fc\u3105-\u3129]{2}|の")
_NAME_DOT = re.compile(r"[\u3400-\u9fff][·・‧•．･∙⋅][\u3400-\u9fff]")
_REPEATED = re.compile(r"([^\x00-\x7f])\1\1|\ufffd\ufffd")
_WIDEST = 4


def may_be_in(text: str) -> bool:
    """Return whether a text holds any Chinese that looks strange."""
    return bool(_HAN.search(text))


def find(text: str) -> Iterator[list[int]]:
    """Yield the places of strange characters that stand close together, in no word, in order.

    >>> list(find("進行設計?梢韵胂，一股新的浪潮"))
    [[4, 7]]
    """
    places = {m.start() for m in rare().finditer(text)}
    if _HINT.search(text):
        places.update(m.start() for m in _STRANGE.finditer(text))
    strange = [at for at in sorted(places) if not _is_in_word(text, at)]
    strange += [m.start() for m in _MARK.finditer(text) if _is_cut(text, m.start() + 1)]
    strange += _out_of_words(text)
    strange = sorted(set(strange))
    for group in _groups(text, strange):
        if not _is_written_so(text, group[0], group[-1] + 1):
            low, high = around(text, group[0], group[-1] + 1, _APART)
            weak = (m.start() for m in _WEAK.finditer(text, low, high))
            yield sorted({*group, *weak})


def _is_cut(text: str, at: int) -> bool:
    """Return whether the two characters at a place stand in no word, nor for one by themselves."""
    return all(
        frequency(text[i].translate(fold())) < _COMMON and not _is_in_word(text, i)
        for i in (at, at + 1)
    )


def _out_of_words(text: str) -> Iterator[int]:
    """Yield the places in runs of characters that make no words, but do when cut elsewhere."""
    seldom, simplified, joined = _tables()
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)
    codes = simplified[np.minimum(codes, simplified.size - 1)]
    alone = seldom[codes]
    in_word = joined[_hash(codes)]
    alone[1:] &= ~in_word
    alone[:-1] &= ~in_word
    edges = np.flatnonzero(np.diff(alone, prepend=False, append=False))
    for start, end in edges.reshape(-1, 2):
        if end - start >= _RUN and _reads_shifted(text[start:end]):
            yield from range(start, end)


@cache
def _tables() -> tuple[NDArray[np.bool_], NDArray[np.uint32], NDArray[np.bool_]]:
    """Return which characters seldom stand alone, the Simplified of each, and pairs in words."""
    seldom = np.zeros(1 << 16, np.bool_)
    for code in range(0x3400, 0xA000):
        seldom[code] = frequency(chr(code).translate(fold())) < _COMMON
    simplified = np.arange(1 << 16, dtype=np.uint32)
    for code, form in fold().items():
        simplified[code] = min(ord(form), simplified.size - 1)
    words = np.frombuffer("\n".join(vocabulary()).encode("utf-32-le"), np.uint32)
    joined = np.zeros(1 << _BITS, np.bool_)
    joined[_hash(words)] = True
    return seldom, simplified, joined


def _hash(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return for each character but the last a number that it and the next one share with few."""
    return (codes[:-1] * np.uint32(0x9E3779B1) ^ codes[1:] * np.uint32(0x85EBCA6B)) >> np.uint32(
        32 - _BITS
    )


def _reads_shifted(run: str) -> bool:
    """Return whether a run of characters makes words when it is cut one byte further."""
    raw = run.encode("gb18030", "replace")
    shifted = raw[1:-1].decode("gb18030", "ignore")
    return any(
        shifted[i : i + 2].translate(fold()) in vocabulary() for i in range(len(shifted) - 1)
    )


def _groups(text: str, places: Sequence[int]) -> Iterator[list[int]]:
    """Yield the runs of places that stand close together on one line."""
    group: list[int] = []
    for at in places:
        if group and (at - group[-1] > _APART or "\n" in text[group[-1] : at]):
            yield group
            group = []
        if len(group) < _LONGEST:
            group.append(at)
    if group:
        yield group


@cache
def _rare_words() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicons.table("rare_words"))


def _is_in_word(text: str, at: int) -> bool:
    """Return whether a character is part of a word of several that the dictionary holds."""
    low = max(at - _WIDEST + 1, 0)
    folded = text[low : at + _WIDEST].translate(fold())
    middle = at - low
    return any(
        vocabulary().get(folded[a:b], 0) > 0 or folded[a:b] in _rare_words()
        for a in range(middle + 1)
        for b in range(max(middle + 1, a + 2), min(a + _WIDEST, len(folded)) + 1)
    )


def _is_written_so(text: str, start: int, end: int) -> bool:
    """Return whether strange characters are no damage, but what their writer meant.

    Damage leaves nothing that GBK cannot write, no foreign word near by, no name with a dot,
    and not one character over and over.
    """
    low, high = around(text, start, end, _NEAR)
    if _FOREIGN_WORD.search(text, low, high):
        return True
    low, high = around(text, start, end, _CONTEXT)
    if _REPEATED.search(text, low, high) or _NAME_DOT.search(text, low, high):
        return True
    return not all(
        is_lost(char) or len(char.encode("gb18030", "ignore")) < 3 for char in text[low:high]
    )
