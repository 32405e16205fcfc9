"""Reads stretches of a text in the charset that their bytes were written in.

A stretch is turned back into bytes with the charset that it was read with by mistake, and cut into
characters of the right one. It is replaced where that makes the text much likelier, and only as
far as it does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from analysis.records import Change
from analysis.source_text.characters import is_lost, joint, likelihoods, usual
from analysis.source_text.edits import Replacement
from analysis.source_text.resync import LOST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LATIN = "latin"  # Windows-1252, and Latin-1 where that has no character
MAC = "mac-roman"
_UTF8 = "utf-8"
_UNKNOWN = 0xFF  # a byte of no charset: one that is lost
_FOREIGN = 0  # stands for a character that the wrong charset cannot show: no damage
_SIGNS_OF_LOSS = LOST + "?□"
_BROKEN = -18.0  # the worth of a byte that makes no character
_CLEARLY = 2.0  # how much likelier a guessed character must be than the next best
_MARK_CLEARLY = 1.2
_DROP = 45.0  # a stretch ends where it got so much worse
_LEAST_GAIN = {_UTF8: 12.0, "gb18030": 20.0, "big5hkscs": 20.0}
_LEAST_WORD = 15.0
_LEAST_WORTH = -9.6  # by character that is no ASCII: what a repair says is plain text
_LONG = re.compile(rb"[\xe2-\xef][\x80-\xbf]{2}|[\xc3-\xdf][\x80-\xbf]")
_WORTH_OF_SEQUENCE = 12.0
_NEAR_BEST = 0.6
_SHORT = 36  # a stretch in which every charset is tried
_WINDOWS = {
    ord(bytes([byte]).decode("cp1252")): byte
    for byte in range(0x80, 0xA0)
    if bytes([byte]).decode("cp1252", "ignore")
}
_KNOWN = 4  # characters that must be known where others are guessed
_QUOTE = b"\xe2\x80"  # how quotation marks and dashes begin, and hardly anything else
_ACCENTED = re.compile(r"[À-ÖØ-öø-ÿ]")
_LEAST_ACCENTS = 2
_KANA = re.compile(r"[\u3041-\u30fa]")
_SEQUENCE = re.compile(
    rb"[\xc3-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\x00-\x7f]"
    rb"|[\xe1-\xef](?:[\x80-\xbf]\xff|\xff[\x80-\xbf])|\xff[\x80-\xbf]{2}"
    rb"|[\xe0-\xef](?:\xff\xff|[\x80-\xbf\xff])?|[\x80-\xff]",
    re.DOTALL,
)
_PAIR = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]|[\x00-\x7f]|[\x80-\xff]", re.DOTALL)
_NEEDED = ((0xF0, 4), (0xE0, 3), (0xC2, 2), (0, 1))
_MARKS = "，。、：；？！“”‘’「」《》（）—…"
_ANY = bytes(range(0x40, _UNKNOWN))
# What GBK has no character for in front of another byte: 80, and its rows for private use.
_UNSHOWN = bytes([0x80, *range(0xA1, 0xB0), *range(0xF8, _UNKNOWN)])
_PRIVATE = re.compile("[\ue000-\ue765]")  # a reader that shows the rows for private use
_SURE = 50.0
_UNSURE = 3.0


class Swap(NamedTuple):
    """What a stretch was read with by mistake, and what it should have been read with.

    `euro`: how much likelier the byte 80 was lost than another one, as a logarithm.
    """

    wrong: str
    right: str
    euro: float = 0.0


class _Bytes(NamedTuple):
    """The bytes of a stretch; `ends` says behind which byte each character ends."""

    values: bytes
    ends: tuple[int, ...]


class _Token(NamedTuple):
    start: int
    end: int
    char: str
    gain: float


def utf8_read_as_gbk(text: str) -> Swap:
    """Return the swap for UTF-8 that was read as GBK, by what the text tells of its reader.

    Some readers show the byte 80 as the euro sign, and some lose only that byte.
    """
    sure = -_SURE if "€" in text else _SURE if _PRIVATE.search(text) else _UNSURE
    return Swap("gb18030", _UTF8, sure)


class Found(NamedTuple):
    """A replacement and how much likelier it makes the text, as a logarithm."""

    gain: float
    replacement: Replacement


def read_best(text: str, start: int, end: int, swaps: Sequence[Swap]) -> Iterator[Found]:
    """Yield the parts of a stretch that are much likelier in the most promising charsets."""
    if end - start <= _SHORT:
        for swap in swaps:
            yield from read(text, start, end, swap)
        return
    promises = [_promise(text[start:end], swap) for swap in swaps]
    least = max(promises, default=0.0) * _NEAR_BEST
    for swap, promise in zip(swaps, promises, strict=True):
        if promise >= max(least, 1.0):
            yield from read(text, start, end, swap)


def _promise(text: str, swap: Swap) -> float:
    """Return about how much a stretch gains in another charset, quickly: lost bytes aside."""
    if swap.right == _UTF8:
        return _WORTH_OF_SEQUENCE * len(_LONG.findall(_quickly(text, swap.wrong)))
    if swap.wrong in (LATIN, MAC):
        after = _quickly(text, swap.wrong).decode(swap.right, "replace")
        return _likelihood(after) - _likelihood(text)
    return sum(map(_gains(swap).__getitem__, text))


def _quickly(text: str, charset: str) -> bytes:
    """Return the bytes of a text, with question marks for what a charset cannot show."""
    if charset == LATIN:
        return text.translate(_WINDOWS).encode("latin-1", "replace")
    return text.encode(charset, "replace")


def _likelihood(text: str) -> float:
    return sum(map(likelihoods().__getitem__, text))


class _Gains(dict[str, float]):
    """What each character gains in another charset, at least nothing; worked out on demand."""

    def __init__(self, swap: Swap) -> None:
        self.swap = swap

    def __missing__(self, char: str) -> float:
        table = likelihoods()
        raw = bytes_of(char, self.swap.wrong) if char > "\x7f" else b""
        after = _char(raw, self.swap.right) if raw else LOST
        self[char] = value = max(table[after] - table[char], 0.0)
        return value


@cache
def _gains(swap: Swap) -> _Gains:
    return _Gains(swap)


def read(text: str, start: int, end: int, swap: Swap) -> Iterator[Found]:
    """Yield the parts of a stretch that are much likelier in another charset.

    >>> [f.replacement.after for f in read("他说浜哄伐鏅鸿兘很好", 0, 10, Swap("gb18030", "utf-8"))]
    ['人工智能']
    """
    raw = _encoded(text[start:end], swap)
    tokens = _tokens(text[start:end], raw, swap)
    for first, last, gain in _segments(tokens):
        if gain < _LEAST_GAIN[swap.right] / 2 or not _is_sure(raw, tokens[first:last]):
            continue
        item = _replacement(text, start, raw, tokens[first:last])
        before = text[item.start : item.end]
        if gain < 2 * _LEAST_GAIN[swap.right]:
            gain += _words(item.after) - _words(before)
        least = _LEAST_WORD if _is_word(before, item.after) else _LEAST_GAIN[swap.right]
        if gain < least or _is_meant(before, swap):
            continue
        if not _is_plain(item.after):
            item = _twice(item, swap)
        if item.after:
            yield Found(gain, item)


def _is_sure(raw: _Bytes, tokens: Sequence[_Token]) -> bool:
    """Return whether far more characters of some tokens are known than guessed or lost."""
    known = guessed = 0
    for start, end, char, _ in tokens:
        whole = _UNKNOWN not in raw.values[start:end] or raw.values.startswith(_QUOTE, start)
        known += char > "\x7f" and char != LOST and whole
        guessed += char == LOST or not whole
    return not guessed or known >= max(2 * guessed, _KNOWN)


def _is_word(before: str, after: str) -> bool:
    """Return whether characters that make no words became as many that make words throughout."""
    return (
        len(before) == len(after) > 1
        and not _words(before)
        and all(
            a > "\u2fff" and joint(a, b) > 0.0
            for a, b in zip(after[::2], after[1::2], strict=False)
        )
    )


def _words(text: str) -> float:
    """Return how much the words of two characters add to the likelihood of a text."""
    return sum(max(joint(a, b), 0.0) for a, b in pairwise(text) if b > "\u33ff")


def _twice(item: Replacement, swap: Swap) -> Replacement:
    """Return a replacement whose text was read twice with the wrong charset; else an empty one."""
    raw = _encoded(item.after, swap)
    after = "".join(token.char for token in _tokens(item.after, raw, swap))
    plain = swap.right == _UTF8 and _is_plain(after)
    return item._replace(after=after if plain else "", certain=False, pieces=())


def _is_plain(text: str) -> bool:
    """Return whether the characters of a text are usual ones, ASCII aside, and few are lost."""
    table = likelihoods()
    worths = [table[char] for char in text if char > "\x7f" and not is_lost(char)]
    return len(worths) > text.count(LOST) and sum(worths) > _LEAST_WORTH * len(worths)


def _is_meant(text: str, swap: Swap) -> bool:
    """Return whether a text is Japanese, or for Mac OS Roman mathematics, and no damage.

    Japanese: it holds kana and nothing that Japanese cannot be written in.
    """
    if swap.wrong == MAC:
        return len(_ACCENTED.findall(text)) < _LEAST_ACCENTS
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
    """Return the bytes of a text, an unknown one for each sign that a byte was lost."""
    values = bytearray()
    ends = []
    for char in text:
        raw = b"" if char == LOST else bytes_of(char, swap.wrong)
        if swap.right == _UTF8 and char in "?€" and _held(values):
            # GBK shows 80 as the euro sign or not at all; some print a question mark for it.
            raw = b"\x80" if char == "€" else b""
        values += raw or bytes([_UNKNOWN if char in _SIGNS_OF_LOSS else _FOREIGN])
        ends.append(len(values))
    return _Bytes(bytes(values), tuple(ends))


def _held(values: bytearray) -> bytes:
    """Return the beginning of a UTF-8 character that is not complete; nothing where it is."""
    for size in (1, 2, 3):
        if len(values) < size or values[-size] < 0x80:
            return b""
        if values[-size] >= 0xC0:
            need = next(n for least, n in _NEEDED if values[-size] >= least)
            return bytes(values[-size:]) if size < need and values[-size] < 0xF5 else b""
    return b""


def _tokens(text: str, raw: _Bytes, swap: Swap) -> list[_Token]:
    """Return the characters that some bytes make, each with what it gains over the text."""
    table = likelihoods()
    shares: list[float] = []
    for char, end in zip(text, raw.ends, strict=True):
        size = end - len(shares)
        shares += [table[char] / size] * size
    before = [0.0, *accumulate(shares)]
    cuts = list(_cuts(raw.values, swap.right))
    chars = [_char(raw.values[a:b], swap.right) for a, b in cuts]
    tokens = []
    for i, ((a, b), char) in enumerate(zip(cuts, chars, strict=True)):
        if char == LOST and b - a > 1:
            around = chars[i - 1] if i else "", chars[i + 1] if i + 1 < len(chars) else ""
            char = _completed(raw.values[a:b], raw.values[b : b + 1], swap, around)
        worth = table[char] if char != LOST else _BROKEN
        gain = worth - before[b] + before[a] if char != "\0" else -_DROP
        tokens.append(_Token(a, b, char, gain))
    return tokens


def _completed(raw: bytes, behind: bytes, swap: Swap, around: tuple[str, str]) -> str:
    """Return the likeliest character of some bytes, one unknown; a sign of loss where unclear."""
    if swap.euro and raw.endswith(b"\xff\xff"):
        raw = raw[:-2] + b"\x80\xff"
    if raw.count(_UNKNOWN) != 1:
        return LOST
    options = _options(raw, swap.right, _UNSHOWN) if swap.euro and behind > b"\x7f" else ()
    options = options or _options(raw, swap.right, _ANY)
    return _likeliest(options, around, swap.euro)


def _likeliest(options: Sequence[tuple[str, bool]], around: tuple[str, str], euro: float) -> str:
    """Return the character that suits its neighbours best; a sign of loss where unclear."""
    table = likelihoods()
    before, behind = around
    ranked = sorted(
        (
            (table[char] + joint(before, char) + joint(char, behind) + euro * is_euro, char)
            for char, is_euro in options
        ),
        reverse=True,
    )[:2]
    if len(ranked) < 2:
        return ranked[0][1] if ranked else LOST
    clearly = _MARK_CLEARLY if ranked[0][1] in _MARKS else _CLEARLY
    return ranked[0][1] if ranked[0][0] > ranked[1][0] + clearly else LOST


@cache
def _options(raw: bytes, charset: str, fit: bytes) -> tuple[tuple[str, bool], ...]:
    """Return the usual characters that some bytes may be of which one is unknown.

    With each comes whether the byte is 80.
    """
    found = []
    for byte in fit:
        char = _char(raw.replace(b"\xff", bytes([byte])), charset)
        if char in usual() or char in _MARKS:
            found.append((char, byte == 0x80))
    return tuple(found)


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
    sure = _UNKNOWN not in raw.values[begin : raw.ends[last]] and not any(map(is_lost, after))
    low, high = start + first, start + last + 1
    pieces = _pieces(text[low:high], parts, raw.ends[first : last + 1])
    return Replacement(low, high, after, "mojibake", sure, pieces)


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
