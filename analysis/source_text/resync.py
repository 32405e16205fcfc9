"""Reads bytes in which one was put in, dropped or replaced: each costs its own character only.

Of all ways to cut the bytes into characters, with a loss at a price, the likeliest one is taken;
how likely two characters stand together is weighed too.
"""

from __future__ import annotations

import codecs
import math
import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from analysis.source_text.characters import joint, likelihoods

if TYPE_CHECKING:
    from collections.abc import Iterator

LOST = "\ufffd"
_PRICES = (-18.0, -23.0, -28.5)  # one, two and three bytes that make one lost character
_WIDE_PRICES = {1: -18.0, 3: -28.0}
_SURROGATE = -8.0
STRANGE = -12.9  # below: a character that is seldom or never in news
_BEAM = 30.0
_CHUNK = 4096
_BEFORE = 12  # characters that are cut anew before the first strange one: damage shows late
_WINDOW = 120
_LEFT = 40
_LEAST_BUDGET = 16_384
_BUDGET_SHARE = 4
_ENTER = -4.0  # a Latin letter right behind a Han character
_LEAVE = -1.0  # a Han character right behind a letter or digit
_SIGN = -9.0  # a sign of ASCII behind a Han character that may be half of one
_TRAILS = "@[\\]^_`{|}~"
_FOUR = re.compile(rb"[\x81-\xfe][\x30-\x39][\x81-\xfe][\x30-\x39]")
_UTF8 = (
    rb"[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]"
    rb"|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
# A character that lost its beginning, its end or, with a byte put in, its middle.
_BROKEN = (
    rb"[\xc2-\xdf][^\x80-\xbf\n][\x80-\xbf]"
    rb"|[\xe0-\xef](?:[^\x80-\xbf\n][\x80-\xbf]{1,2}|[\x80-\xbf][^\x80-\xbf\n][\x80-\xbf])"
    rb"|[\xe0-\xef][\x80-\xbf]{0,1}(?![\x80-\xbf])"
    rb"|[\x80-\xc1\xf5-\xff][\x80-\xbf]{0,2}|[\xc2-\xff][\x80-\xbf]?"
)
_TOKEN = re.compile(rb"((?:" + _UTF8 + rb")+)|" + _BROKEN, re.DOTALL)


class _Way(NamedTuple):
    """The likeliest way to read the bytes up to one that ends in a certain character."""

    worth: float
    char: str
    end: int
    before: _Way | None


def utf8(raw: bytes) -> str:
    """Return UTF-8 as text; a broken character is one sign of loss.

    >>> utf8("是中国".encode().replace(b"\\xb8", b"\\xb8?", 1))
    '是\ufffd国'
    """
    whole = _TOKEN.sub(lambda m: m[1] or b"\xef\xbf\xbd", raw)
    return whole.decode("utf-8", "replace")


def double_byte(raw: bytes, charset: str) -> str:
    """Return bytes of GB 18030 or Big5 as text, cut anew around each strange character.

    >>> double_byte("是中国".encode("gb18030")[1:], "gb18030")
    '\ufffd中国'
    """
    parts = []
    at = 0
    left = _LEAST_BUDGET + len(raw) // _BUDGET_SHARE
    while at < len(raw):
        text, size, strange = _plain(raw, at, charset)
        parts.append(text)
        at += size
        if not strange:
            continue
        if left < 0:
            parts.append(raw[at:].decode(charset, "replace"))
            break
        text, size = _cut_anew(raw[at : at + _WINDOW], charset, last=at + _WINDOW >= len(raw))
        parts.append(text)
        at += size
        left -= size
    return "".join(parts)


def _plain(raw: bytes, at: int, charset: str) -> tuple[str, int, bool]:
    """Return a text up to a little before something strange, its bytes, and whether that came."""
    decoder = codecs.getincrementaldecoder(charset)("replace")
    chunk = raw[at : at + _CHUNK]
    text = decoder.decode(chunk, at + _CHUNK >= len(raw))
    table = likelihoods()
    for i, char in enumerate(text):
        if table[char] < STRANGE:
            text = text[: max(i - _BEFORE, 0)]
            return text, len(text.encode(charset)), True
    return text, len(chunk) - len(decoder.getstate()[0]), False


def _cut_anew(raw: bytes, charset: str, *, last: bool) -> tuple[str, int]:
    """Return the likeliest text of some bytes, and how many of them it takes.

    Where more bytes follow, the end is left for the next time.
    """
    ways: list[list[_Way]] = [[] for _ in range(len(raw) + 4)]
    ways[0] = [_Way(0.0, "", 0, None)]
    for at in range(len(raw)):
        if not (here := ways[at]):
            continue
        least = max(way.worth for way in here) - _BEAM
        here = [way for way in here if way.worth > least]
        for size, char, worth in _characters(raw, at, charset):
            linked = [way.worth + _link(way.char, char) for way in here]
            value = max(linked)
            way = _Way(value + worth, char, at + size, here[linked.index(value)])
            ways[at + size].append(way)
    best: _Way | None = max(ways[len(raw)], key=lambda way: way.worth)
    return _spelt(best, len(raw) if last else len(raw) - _LEFT)


def _spelt(way: _Way | None, limit: int) -> tuple[str, int]:
    parts = []
    size = 0
    while way is not None:
        if way.end <= limit:
            parts.append(way.char)
            size = max(size, way.end)
        way = way.before
    return "".join(reversed(parts)), size


def _link(first: str, second: str) -> float:
    """Return how much likelier a character is behind another one than alone, as a logarithm."""
    if second >= "\u3400":
        if first >= "\u3400":
            return joint(first, second)
        return _LEAVE if first.isalnum() else 0.0
    if second <= "\x7f" and first >= "\u3400":
        return _ENTER if second.isalpha() else _SIGN if second in _TRAILS else 0.0
    return 0.0


def _characters(raw: bytes, at: int, charset: str) -> Iterator[tuple[int, str, float]]:
    """Yield what may begin at a byte: its size, the character and its worth."""
    table = likelihoods()
    first = raw[at]
    second = raw[at + 1] if at + 1 < len(raw) else -1
    if 0 < first < 0x80:
        yield 1, chr(first), table[chr(first)]
        if second >= 0x80:
            yield 2, LOST, _PRICES[1]
        return
    yield 1, LOST, _PRICES[0]
    if second < 0:
        return
    yield 2, LOST, _PRICES[1]
    if at + 2 < len(raw):
        yield 3, LOST, _PRICES[2]
    if char := _pair(first, second, charset):
        yield 2, char, table[char]
    elif charset == "gb18030" and (four := _FOUR.match(raw, at)):
        char = four[0].decode(charset, "ignore")
        if char:
            yield 4, char, table[char]


@cache
def _pair(lead: int, trail: int, charset: str) -> str:
    return bytes((lead, trail)).decode(charset, "ignore") if trail >= 0x40 else ""


def utf16(raw: bytes, charset: str) -> tuple[str, float]:
    """Return UTF-16 of one byte order as text, with the logarithm of its likelihood.

    >>> utf16("是中国".encode("utf-16-le")[1:], "utf-16-le")[0]
    '\ufffd中国'
    """
    size = len(raw)
    worth = [0.0] + [-math.inf] * size
    back = [0] * (size + 1)
    steps = [(2, list(_unit_worths(raw, charset))), (1, None), (3, None)]
    for at in range(1, size + 1):
        options = [
            (worth[at - n] + (worths[at - n] if worths else _WIDE_PRICES[n]), n)
            for n, worths in steps
            if n <= at
        ]
        worth[at], back[at] = max(options)
    parts = []
    at = size
    lost = LOST.encode(charset)
    while at:
        parts.append(raw[at - 2 : at] if back[at] == 2 else lost)
        at -= back[at]
    return b"".join(reversed(parts)).decode(charset, "replace"), worth[size]


def _unit_worths(raw: bytes, charset: str) -> Iterator[float]:
    """Yield the worth of the unit that begins at each byte but the last."""
    table = likelihoods()
    halves = dict.fromkeys(range(0xD800, 0xE000), _SURROGATE)
    order: Literal["little", "big"] = "little" if charset == "utf-16-le" else "big"
    for at in range(len(raw) - 1):
        code = int.from_bytes(raw[at : at + 2], order)
        yield halves[code] if code in halves else table[chr(code)]
