"""Finds text that was decoded with the wrong charset, and decodes it with the right one."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from analysis import lexicons
from analysis.source_text.characters import is_japanese, strange
from analysis.source_text.edits import Replacement
from analysis.source_text.mojibake import swaps, western
from analysis.source_text.mojibake.swaps import LATIN, Swap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SWAPS = (
    Swap("gb18030", "utf-8"),
    Swap("big5hkscs", "utf-8"),
    Swap("big5hkscs", "gb18030"),
    Swap("gb18030", "big5hkscs"),
)
_LATIN_SWAPS = (Swap(LATIN, "gb18030"), Swap(LATIN, "big5hkscs"))
_LONGEST_SHOWN = 12
_MENTION = 300  # characters within which encodings are spoken about
_REACH = 12  # characters around strange ones that may be damaged too
_LATIN_LETTERS = "\x80-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\ufffd"
_LATIN_PAIR = re.compile(rf"[{_LATIN_LETTERS}]{{2}}")
_LATIN_RUN = re.compile(
    rf"[{_LATIN_LETTERS}][{_LATIN_LETTERS} -~]{{0,20000}}[{_LATIN_LETTERS}][@-~]?"
)
_UTF8 = re.compile(rb"(?:[\xc3-\xdf]|[\xe0-\xef][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf])[\x80-\xbf]")


def find(text: str) -> list[Replacement]:
    """Return what stretches of `text` say when they are read with the right charset.

    >>> [r.after for r in find("ÈË¹¤ÖÇÄÜ") + find("浜哄伐鏅鸿兘")]
    ['人工智能', '人工智能']
    """
    found = _from_han(text) if _pairs().search(text) else []
    if western.ODD.search(text):
        found += _from_latin(text)
        found += _apart(western.find(text), found)
    return [item for item in found if not _is_shown(text, item)]


def _apart(items: Iterable[Replacement], taken: Sequence[Replacement]) -> list[Replacement]:
    """Return the items that overlap none of those taken already."""
    ends = sorted((item.end, item.start) for item in taken)
    kept = []
    for item in items:
        at = bisect_right(ends, item.start, key=lambda e: e[0])
        if at == len(ends) or ends[at][1] >= item.end:
            kept.append(item)
    return kept


def _is_shown(text: str, item: Replacement) -> bool:
    """Return whether a scrap stands by itself in a line that speaks about encodings."""
    around = text[max(item.start - 1, 0) : item.start] + text[item.end : item.end + 1]
    if item.end - item.start > _LONGEST_SHOWN or any(map(str.isalnum, around)):
        return False
    low = max(text.rfind("\n", 0, item.start) + 1, item.start - _MENTION)
    stop = text.find("\n", item.end, item.end + _MENTION)
    return bool(_encodings().search(text, low, stop if stop >= 0 else item.end + _MENTION))


@cache
def _encodings() -> re.Pattern[str]:
    words = (re.escape(row["word"]) for row in lexicons.table("encoding_words"))
    return re.compile("|".join(words), re.IGNORECASE)


@cache
def _pairs() -> re.Pattern[str]:
    """Return a pattern of two strange characters that stand close together."""
    return re.compile(f"{strange().pattern}.{{0,2}}{strange().pattern}")


def _from_han(text: str) -> list[Replacement]:
    """Return stretches around strange characters that are another charset's usual ones."""
    if is_japanese(text):
        return []
    found: list[swaps.Found] = []
    for start, end in _windows(text):
        for swap in _SWAPS:
            found += swaps.read(text, start, end, swap)
    return _best(found)


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Yield the disjoint stretches of one line around strange characters."""
    low = high = -1
    for match in _pairs().finditer(text):
        start = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _REACH)
        stop = text.find("\n", match.end(), match.end() + _REACH)
        end = stop if stop >= 0 else min(match.end() + _REACH, len(text))
        if start > high or "\n" in text[high:start]:
            if high > 0:
                yield low, high
            low = start
        high = end
    if high > 0:
        yield low, high


def _best(found: Iterable[swaps.Found]) -> list[Replacement]:
    """Return the replacements that gain most; of two that overlap the better one."""
    kept: list[Replacement] = []
    for _, item in sorted(found, key=lambda f: -f.gain):
        if not any(other.start < item.end and item.start < other.end for other in kept):
            kept.append(item)
    return kept


def _from_latin(text: str) -> list[Replacement]:
    """Return runs of accented letters that are GB 18030 or Big5."""
    found: list[swaps.Found] = []
    if _LATIN_PAIR.search(text):
        for match in _LATIN_RUN.finditer(text):
            if _LATIN_PAIR.search(match[0]) and not _is_utf8(match[0]):
                for swap in _LATIN_SWAPS:
                    found += swaps.read(text, *match.span(), swap)
    return _best(found)


def _is_utf8(run: str) -> bool:
    """Return whether most bytes of a run make characters of UTF-8."""
    raw = b"".join(swaps.bytes_of(char, LATIN) for char in run if char > "\x7f")
    return 2 * sum(map(len, _UTF8.findall(raw))) > len(raw)
