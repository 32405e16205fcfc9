"""Reads stretches of a text in the charset that their bytes were written in.

A stretch is turned back into bytes with the charset that it was read with by mistake, and cut into
characters of the right one. It is replaced where that makes the text much likelier, and only as
far as it does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from analysis.records import Change
from analysis.source_text.characters import is_lost, joint, likelihoods, usual
from analysis.source_text.edits import Replacement
from analysis.source_text.resync import LOST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LATIN = "latin"  # Windows-1252, and Latin-1 where that has no character
_UTF8 = "utf-8"
_UNKNOWN = 0xFF  # a byte of no charset: one that is lost
_BROKEN = -18.0  # the worth of a byte that makes no character
_CLEARLY = 1.5  # how much likelier a character must be than the next best
_DROP = 45.0  # a stretch ends where it got so much worse
_LEAST_GAIN = {_UTF8: 12.0, "gb18030": 20.0, "big5hkscs": 20.0}
_LEAST_WORTH = -9.6  # by character that is no ASCII: what a repair says is plain text
_KANA = re.compile(r"[\u3041-\u30fa]")
_SEQUENCE = re.compile(
    rb"[\xc3-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\x00-\x7f]"
    rb"|[\xe0-\xef][\x80-\xbf]?\xff?|[\x80-\xff]",
    re.DOTALL,
)
_PAIR = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]|[\x00-\x7f]|[\x80-\xff]", re.DOTALL)
_NEEDED = ((0xF0, 4), (0xE0, 3), (0xC2, 2), (0, 1))
# The byte that UTF-8 most likely lost where no charset could show it and nothing else tells it.
_LIKELY = {
    b"\xe2": 0x80,
    b"\xe2\x80": 0x9D,
    b"\xe3": 0x80,
    b"\xe3\x80": 0x82,
    b"\xef": 0xBC,
    b"\xef\xbc": 0x8C,
}


class Swap(NamedTuple):
    """What a stretch was read with by mistake, and what it should have been read with."""

    wrong: str
    right: str


class _Bytes(NamedTuple):
    """The bytes of a stretch; `ends` says behind which byte each character ends."""

    values: bytes
    ends: tuple[int, ...]
    guessed: frozenset[int]


class _Token(NamedTuple):
    start: int
    end: int
    char: str
    gain: float


class Found(NamedTuple):
    """A replacement and how much likelier it makes the text, as a logarithm."""

    gain: float
    replacement: Replacement


def read(text: str, start: int, end: int, swap: Swap) -> Iterator[Found]:
    """Yield the parts of a stretch that are much likelier in another charset.

    >>> [f.replacement.after for f in read("他说浜哄伐鏅鸿兘很好", 0, 10, Swap("gb18030", "utf-8"))]
    ['人工智能']
    """
    raw = _encoded(text[start:end], swap)
    tokens = _tokens(text[start:end], raw, swap.right)
    for first, last, gain in _segments(tokens):
        if gain >= _LEAST_GAIN[swap.right]:
            item = _replacement(text, start, raw, tokens[first:last])
            if _is_plain(item.after) and not _is_kana(text[item.start : item.end]):
                yield Found(gain, item)


def _is_plain(text: str) -> bool:
    """Return whether the characters of a text are usual ones, ASCII aside, and few are lost."""
    table = likelihoods()
    worths = [table[char] for char in text if char > "\x7f" and not is_lost(char)]
    return len(worths) > text.count(LOST) and sum(worths) > _LEAST_WORTH * len(worths)


def _is_kana(text: str) -> bool:
    """Return whether a text holds kana and nothing that Japanese cannot be written in."""
    return bool(_KANA.search(text)) and text.encode("cp932", "ignore").decode("cp932") == text


@lru_cache(maxsize=1 << 16)
def bytes_of(char: str, charset: str) -> bytes:
    """Return the one or two bytes that `charset` shows as `char`; nothing if there are none.

    >>> bytes_of("浜", "gb18030").hex(), bytes_of("–", LATIN).hex(), bytes_of("\\x81", LATIN).hex()
    ('e4ba', '96', '81')
    """
    if charset == LATIN:
        return char.encode("cp1252", "ignore") or char.encode("latin-1", "ignore")
    raw = char.encode(charset, "ignore")
    if charset == "big5hkscs" and not raw:
        raw = char.encode("cp950", "ignore")
    return raw if len(raw) < 3 else b""


def _encoded(text: str, swap: Swap) -> _Bytes:
    """Return the bytes of a text; what the wrong charset does not hold is one unknown byte."""
    values = bytearray()
    ends = []
    guessed = set()
    for i, char in enumerate(text):
        raw = b"" if char == LOST else bytes_of(char, swap.wrong)
        if swap.right == _UTF8 and (not raw or char in "?€") and (held := _held(values)):
            # GBK shows 80 as the euro sign or not at all.
            ahead = text[i + 1 : i + 2]
            byte = 0x80 if ahead > "\x7f" else _LIKELY.get(held, _UNKNOWN)
            raw = bytes([byte])
            guessed.add(len(values))
        values += raw or bytes([_UNKNOWN])
        ends.append(len(values))
    return _Bytes(bytes(values), tuple(ends), frozenset(guessed))


def _held(values: bytearray) -> bytes:
    """Return the beginning of a UTF-8 character that is not complete; nothing where it is."""
    for size in (1, 2, 3):
        if len(values) < size or values[-size] < 0x80:
            return b""
        if values[-size] >= 0xC0:
            need = next(n for least, n in _NEEDED if values[-size] >= least)
            return bytes(values[-size:]) if size < need and values[-size] < 0xF5 else b""
    return b""


def _tokens(text: str, raw: _Bytes, right: str) -> list[_Token]:
    """Return the characters that some bytes make, each with what it gains over the text."""
    table = likelihoods()
    before = [0.0]
    start = 0
    for char, end in zip(text, raw.ends, strict=True):
        share = table[char] / (end - start)
        for _ in range(end - start):
            before.append(before[-1] + share)
        start = end
    cuts = list(_cuts(raw.values, right))
    chars = [_char(raw.values[a:b], right) for a, b in cuts]
    tokens = []
    for i, ((a, b), char) in enumerate(zip(cuts, chars, strict=True)):
        if char == LOST and b - a == 2 and right != _UTF8:
            around = chars[i - 1] if i else "", chars[i + 1] if i + 1 < len(chars) else ""
            char = _completed(raw.values[a:b], right, *around)
        worth = table[char] if char != LOST else _BROKEN
        tokens.append(_Token(a, b, char, worth - before[b] + before[a]))
    return tokens


def _completed(pair: bytes, charset: str, before: str, behind: str) -> str:
    """Return the likeliest character of which one byte is known; a sign of loss where unclear."""
    if _UNKNOWN not in pair:
        return LOST
    table = likelihoods()
    ranked = sorted(
        (
            (table[char] + joint(before, char) + joint(char, behind), char)
            for char in _options(pair, charset)
        ),
        reverse=True,
    )[:2]
    clear = len(ranked) == 2 and ranked[0][0] > ranked[1][0] + _CLEARLY
    return ranked[0][1] if clear else LOST


@cache
def _options(pair: bytes, charset: str) -> tuple[str, ...]:
    """Return the usual characters that two bytes may be of which one is unknown."""
    pairs = (
        bytes((pair[0], byte)) if pair[1] == _UNKNOWN else bytes((byte, pair[1]))
        for byte in range(0x40, _UNKNOWN)
    )
    return tuple(
        char for two in pairs if (char := _char(two, charset)) in usual() or char in "，。"
    )


@lru_cache(maxsize=1 << 16)
def _char(raw: bytes, charset: str) -> str:
    char = raw.decode(charset, "ignore")
    return char if len(char) == 1 else LOST


def _cuts(values: bytes, right: str) -> Iterator[tuple[int, int]]:
    """Yield where each character begins and ends; behind a lost byte in the likelier step."""
    if right == _UTF8:
        yield from (match.span() for match in _SEQUENCE.finditer(values))
        return
    at = 0
    while at < len(values):
        stop = values.find(_UNKNOWN, at)
        stop = len(values) if stop < 0 else stop
        cuts = [match.span() for match in _PAIR.finditer(values, at, stop)]
        halved = bool(cuts) and cuts[-1] == (stop - 1, stop) and values[stop - 1] >= 0x80
        yield from cuts[:-1] if halved else cuts
        ahead = values[stop + 1 : max(values.find(_UNKNOWN, stop + 1), 0) or len(values)]
        late = _worth(ahead[1:], right) > _worth(ahead, right)
        if halved or stop < len(values):
            yield stop - halved, min(stop + 1 + (late and not halved), len(values))
        at = stop + 1 + late
        if late and halved:
            yield at - 1, at


def _worth(values: bytes, right: str) -> float:
    table = likelihoods()
    return sum(map(table.__getitem__, values.decode(right, "replace")))


def _segments(tokens: Sequence[_Token]) -> Iterator[tuple[int, int, float]]:
    """Yield the disjoint runs of tokens, each first and last one a gain, that gain most."""
    first = last = 0
    total = best = 0.0
    for i, token in enumerate(tokens):
        if total <= 0.0:
            if best > 0.0:
                yield first, last, best
            first = last = i
            total = best = 0.0
        if token.char <= "\x7f" and not total:
            continue
        total += token.gain
        if total > best and token.gain > 0.0 and token.char > "\x7f":
            best, last = total, i + 1
        if total < best - _DROP:
            yield first, last, best
            total = best = 0.0
    if best > 0.0:
        yield first, last, best


def _replacement(text: str, start: int, raw: _Bytes, tokens: Sequence[_Token]) -> Replacement:
    """Return the replacement of the whole characters that some tokens make, aligned with them."""
    first = bisect_right(raw.ends, tokens[0].start)
    last = bisect_left(raw.ends, tokens[-1].end)
    begin = raw.ends[first - 1] if first else 0
    head = _leftover(raw.values[begin : tokens[0].start])
    tail = _leftover(raw.values[tokens[-1].end : raw.ends[last]])
    parts = [(tokens[0].start, head)] if head else []
    parts += [(token.end, token.char) for token in tokens]
    parts += [(raw.ends[last], tail)] if tail else []
    after = "".join(char for _, char in parts)
    lost = any(map(is_lost, after))
    guessed = any(begin <= at < raw.ends[last] for at in raw.guessed)
    low, high = start + first, start + last + 1
    pieces = _pieces(text[low:high], parts, raw.ends[first : last + 1])
    return Replacement(low, high, after, "mojibake", not lost and not guessed, pieces)


def _leftover(values: bytes) -> str:
    """Return what stands for bytes at the edge of a stretch that make no character."""
    return "".join(chr(byte) if byte < 0x80 else LOST for byte in values)


def _pieces(
    before: str, parts: Sequence[tuple[int, str]], ends: Sequence[int]
) -> tuple[Change, ...]:
    """Return the smallest stretches of whole characters in which two texts differ."""
    behind = {end: i + 1 for i, end in enumerate(ends)}
    found: list[Change] = []
    low = length = done = 0
    after = ""
    for end, char in parts:
        after += char
        length += len(char)
        if (at := behind.get(end)) is None:
            continue
        if after != before[done:at]:
            found.append(Change(low, length, done, at))
        low, done, after = length, at, ""
    return tuple(found)
