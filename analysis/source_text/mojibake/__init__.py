"""Finds text that was decoded with the wrong charset, and decodes it with the right one."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.source_text import shown
from analysis.source_text.characters import is_japanese, strange
from analysis.source_text.edits import Replacement
from analysis.source_text.mojibake import swaps, western
from analysis.source_text.mojibake.swaps import LATIN, MAC, Swap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SWAPS = (
    Swap("big5hkscs", "utf-8"),
    Swap("big5hkscs", "gb18030"),
    Swap("gb18030", "big5hkscs"),
)
_LATIN_SWAPS = (Swap(LATIN, "utf-8"), Swap(LATIN, "gb18030"), Swap(LATIN, "big5hkscs"))
_MAC_SWAPS = (Swap(MAC, "gb18030"), Swap(MAC, "big5hkscs"), Swap(MAC, "utf-8"))
_LONGEST_SHOWN = 12
_CLOSE = 3
_REACH = 12  # characters around strange ones that may be damaged too
_MAC_LETTERS = "∂∑∏π∫Ω√≈∆≠∞≤≥◊ÿŸ⁄ﬁﬂ‡·‚„ıˆ˜¯˘˙˚¸˝˛ˇ"
_LATIN_LETTERS = "\x80-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\ufffd" + _MAC_LETTERS
_QUOTES = "“”‘’…–—•"  # may stand before the run as themselves
_MAC = re.compile("[∂∑∏π∫Ω√≈∆≠∞≤≥◊⁄ﬁﬂı˘˙˚˝˛ˇ]")  # those that Windows has not
_LATIN_PAIR = re.compile(
    rf"[\x80-\xff{_MAC_LETTERS}][{_LATIN_LETTERS}]|[{_LATIN_LETTERS}][\x80-\xff{_MAC_LETTERS}]"
)
_LATIN_RUN = re.compile(
    rf"[{_LATIN_LETTERS}][{_LATIN_LETTERS} -~]{{0,20000}}[{_LATIN_LETTERS}][@-~]?"
)
_UTF8 = re.compile(rb"(?:[\xc3-\xdf]|[\xe0-\xef][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf])[\x80-\xbf]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTER = re.compile("[A-Za-z]")
_HAN_AT_LETTER = re.compile(r"(?<![\u3001-\u9fff])[\u3400-\u9fff\U00020000-\U0002ffff](?=[a-z ,.])")
_IN_ENGLISH = re.compile(r"[A-Za-z](?:[’–—][a-z]|[À-ÖØ-öø-ÿ][a-z])$|[\s(]?[“‘‘][A-Za-z]$|\s…[a-z]$")
_NEAR = 60
_FEW = 12  # one Han character in so many: a line of English


def find(text: str) -> list[Replacement]:
    """Return what stretches of `text` say when they are read with the right charset.

    >>> [r.after for r in find("ÈË¹¤ÖÇÄÜ") + find("浜哄伐鏅鸿兘")]
    ['人工智能', '人工智能']
    """
    found = _from_han(text)
    if western.ODD.search(text):
        found += _from_latin(_without(text, found))
        found += western.find(_without(text, found))
    if _HAN_AT_LETTER.search(text):
        found += _from_letters(_without(text, found))
    return [item for item in found if not _is_shown(text, item)]


def _without(text: str, found: Sequence[Replacement]) -> str:
    """Return a text with ends of lines, which nothing reaches across, for what has been found."""
    parts = []
    done = 0
    for item in sorted(found):
        parts += [text[done : item.start], "\n" * (item.end - item.start)]
        done = item.end
    return "".join([*parts, text[done:]]) if parts else text


def _is_shown(text: str, item: Replacement) -> bool:
    """Return whether a scrap stands by itself in a line that speaks about encodings."""
    around = text[max(item.start - 1, 0) : item.start] + text[item.end : item.end + 1]
    if item.end - item.start > _LONGEST_SHOWN or any(map(str.isalnum, around)):
        return False
    return shown.is_told(text, item.start, item.end)


@cache
def _signs() -> re.Pattern[str]:
    """Return the class of characters that tell of damage where two stand close together.

    A phonetic sign is one, but not two of them: as such the comma of GBK shows in Big5.
    """
    return re.compile(f"{strange().pattern}|[\u3105-\u3129]")


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where two signs of damage begin and end that stand close together in a line."""
    places = [match.start() for match in _signs().finditer(text)]
    for low, high in pairwise(places):
        words = all("\u3105" <= text[at] <= "\u3129" for at in (low, high))
        if high - low <= _CLOSE and "\n" not in text[low:high] and not words:
            yield low, high + 1


def _from_han(text: str) -> list[Replacement]:
    """Return stretches around strange characters that are another charset's usual ones."""
    pairs = list(_pairs(text))
    if not pairs or is_japanese(text):
        return []
    directions = (swaps.utf8_read_as_gbk(text), *_SWAPS)
    return _best(
        found
        for start, end in _windows(text, pairs)
        for found in swaps.read_best(text, start, end, directions)
    )


def _windows(text: str, pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the disjoint stretches of one line around signs of damage."""
    low = high = -1
    for first, last in pairs:
        start = max(first - _REACH, 0)
        start = max(text.rfind("\n", start, first) + 1, start)
        stop = text.find("\n", last, last + _REACH)
        if start > high:
            if high > 0:
                yield low, high
            low = start
        high = stop if stop >= 0 else min(last + _REACH, len(text))
    if high > 0:
        yield low, high


def _best(found: Iterable[swaps.Found]) -> list[Replacement]:
    """Return the replacements that gain most; of two that overlap the better one."""
    kept: list[Replacement] = []
    for _, item in sorted(found, key=lambda f: -f.gain):
        at = bisect_left(kept, (item.start,))
        before, behind = kept[at - 1 : at] if at else [], kept[at : at + 1]
        if all(b.end <= item.start for b in before) and all(item.end <= b.start for b in behind):
            kept.insert(at, item)
    return kept


def _from_latin(text: str) -> list[Replacement]:
    """Return runs of accented letters and signs that are Chinese in another charset."""
    if not _LATIN_PAIR.search(text):
        return []
    found = _best(
        found
        for match in _LATIN_RUN.finditer(text)
        for start in range(match.start(), match.start() + 1 + (match[0][0] in _QUOTES))
        for found in swaps.read_best(text, start, match.end(), tuple(_directions(match[0])))
    )
    return [item for item in found if _is_chinese(item.after)]


def _is_chinese(text: str) -> bool:
    """Return whether Han characters, not all the same one, make up a good part of a text."""
    han = _HAN.findall(text)
    return len(set(han)) > 1 and len(han) * 4 > len(_LETTER.findall(text))


def _directions(run: str) -> Iterator[Swap]:
    """Yield what may be wrong with a run of accented letters and signs."""
    if not _LATIN_PAIR.search(run):
        return
    latin = b"".join(swaps.bytes_of(char, LATIN) for char in run if char > "\x7f")
    is_utf8 = 5 * sum(map(len, _UTF8.findall(latin))) > 4 * len(latin)
    yield from _LATIN_SWAPS[:1] if is_utf8 else _LATIN_SWAPS
    if _MAC.search(run):
        yield from _MAC_SWAPS


def _from_letters(text: str) -> Iterator[Replacement]:
    """Yield quotation marks and accents of English that were read as half of a Han character.

    >>> [r.after for r in _from_letters("It抯 what the caf閟 of Paris don抰 serve, he said.")]
    ['’s', 'és', '’t']
    """
    for match in _HAN_AT_LETTER.finditer(text):
        line = text[max(match.start() - _NEAR, 0) : match.end() + _NEAR]
        if len(_HAN.findall(line)) * _FEW > len(line):
            continue
        for charset in ("gb18030", "big5hkscs"):
            raw = swaps.bytes_of(match[0], charset)
            after = raw.decode("cp1252", "ignore")
            before = text[max(match.start() - 1, 0) : match.start()]
            if len(after) == 2 and _IN_ENGLISH.match(before + after):
                yield Replacement(*match.span(), after, "mojibake")
                break
