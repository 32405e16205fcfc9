"""Finds spaces that a scan or a crawler put between Chinese characters: 最 高 检 发 布."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from analysis.records import Change
from analysis.sentences import vocabulary
from analysis.source_text.edits import Replacement
from analysis.source_text.script import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_HAN = "\u3400-\u9fff"
_SPACE = " \xa0\u2002-\u200a"  # not the full-width one, which is always meant
_GAP = re.compile(rf"(?<=[{_HAN}])[{_SPACE}]{{1,2}}(?=[{_HAN}])")
_RUN = re.compile(rf"[{_HAN}]+(?:[{_SPACE}]{{1,2}}[{_HAN}]+)+")
_QUOTED = re.compile(rf"[“‘「『《\"][{_HAN}{_SPACE}]{{1,40}}[”’」』》\"]")  # spaced for effect
_LINE = re.compile(r"[^\n]+")
_NUMBERS = "日一二三四五六七八九十甲乙丙丁戊己庚辛壬癸东南西北東春夏秋冬"
_COUNTED = re.compile(rf"[{_NUMBERS}](?:[{_SPACE}]{{1,2}}[{_NUMBERS}])+(?![{_HAN}])")
_SINGLE = re.compile(rf"(?:^|[{_SPACE}])(?:[{_HAN}][{_SPACE}]{{1,2}}){{5}}[{_HAN}](?:$|[{_SPACE}])")
_SENTENCE = re.compile("[，。！？]")
_ANY_GAP = re.compile(rf"(?<=[{_HAN}，。、；：！？])[{_SPACE}]{{1,2}}(?=[{_HAN}，。、；：！？])")
_LEAST_GAPS = 3
_LEAST_SPLIT = 2  # words of the dictionary that a space cuts in two
_CLEARLY = 3.0
_SPLIT_SHARE = 0.25  # of the spaces of a line
_LONGEST = 4  # characters of a word
_UNKNOWN = -20.0
_TOTAL = math.log(60_000_000)


def find(text: str) -> list[Replacement]:
    """Return the removal of the spaces of a line, where they cut words in two again and again.

    Between words, names and verses a space may be meant, and so may a heading's few.

    >>> [r.after for r in find("公 司 发 布 新 模 型，股 价 上 涨。")]
    ['司发布新模型，股价上']
    >>> find("北京 上海 广州 深圳"), find("目 录")
    ([], [])
    """
    if not _GAP.search(text):
        return []
    return [_closed(line) for line in _LINE.finditer(text) if _is_spaced(line.group())]


def _closed(line: re.Match[str]) -> Replacement:
    """Return a line without its spaces between Chinese characters, from the first to the last."""
    gaps = [gap.span() for gap in _ANY_GAP.finditer(line.string, *line.span())]
    low, high = gaps[0][0], gaps[-1][1]
    pieces: list[Change] = []
    removed = 0
    for start, end in gaps:
        at = start - low - removed
        pieces.append(Change(at, at, start - low, end - low))
        removed += end - start
    return Replacement(
        low,
        high,
        _ANY_GAP.sub("", line.string[low - 1 : high + 1])[1:-1],
        "spaces",
        pieces=tuple(pieces),
    )


def _is_spaced(line: str) -> bool:
    """Return whether spaces cut several words of a line in two."""
    if len(_GAP.findall(line)) < _LEAST_GAPS:
        return False
    runs = _RUN.findall(_COUNTED.sub("", _QUOTED.sub("", line)).translate(fold()))
    gaps = sum(len(_GAP.findall(run)) for run in runs)
    split = sum(map(_split, runs))
    if split and _SENTENCE.search(line) and any(map(_SINGLE.search, runs)):
        return True
    return split >= _LEAST_SPLIT and split >= _SPLIT_SHARE * gaps


def _split(run: str) -> int:
    """Return how many spaces of a run cut a word in two that is much likelier than its parts.

    The words are those of the likeliest cut of the whole run.
    """
    parts = re.split(f"[{_SPACE}]{{1,2}}", run)
    joined = "".join(parts)
    cuts = sorted({0, *_cuts(joined)})
    split = done = 0
    for part in parts[:-1]:
        done += len(part)
        place = bisect_left(cuts, done)
        left, right = joined[cuts[place - 1] : done], joined[done : cuts[place]]
        parted = _worth(left) + _worth(right)
        split += cuts[place] != done and _worth(left + right) > parted + _CLEARLY
    return split


def _cuts(text: str) -> Sequence[int]:
    """Return where the words of a run of characters end, in the likeliest cut."""
    worth = [0.0] + [-math.inf] * len(text)
    back = [0] * (len(text) + 1)
    for end in range(1, len(text) + 1):
        for start in range(max(end - _LONGEST, 0), end):
            value = worth[start] + _worth(text[start:end])
            if value > worth[end]:
                worth[end], back[end] = value, start
    cuts = []
    at = len(text)
    while at:
        cuts.append(at)
        at = back[at]
    return cuts


@lru_cache(maxsize=1 << 14)
def _worth(word: str) -> float:
    """Return how likely a word is, as a logarithm."""
    count = vocabulary().get(word, 0)
    if count:
        return math.log(count) - _TOTAL
    return _UNKNOWN if len(word) == 1 else -math.inf
