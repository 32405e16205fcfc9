"""Reads the GBK bytes of a stretch of text anew: the likeliest words, bytes put in at a price."""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from analysis import lexicons
from analysis.sentences import vocabulary
from analysis.source_text.characters import is_han, usual
from analysis.source_text.edits import Replacement
from analysis.source_text.script import fold, simplified_only, traditional_only

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LOST = -1  # a byte that stood here, and nobody knows which
_TRAIL = 0x100  # marks a byte below 0x80 that is no ASCII character but the end of a pair
_NEVER = -math.inf
_TOTAL = math.log(60_000_000)
_UNKNOWN = -19.0  # a Han character that the dictionary does not hold
_LOST_ONE = -12.0  # a character that is lost: it may have been a usual one
_STRANGE = -17.0  # a character of another script
_LETTER = -12.0  # a letter with a mark
_PLAIN = -4.0  # a digit, a Latin letter, a mark
_RARE_MARK = -6.0
_USUAL_MARKS = {"，": -3.0, "。": -3.0, "”": -3.5, "“": -3.8, "、": -4.0, "」": -4.0, "「": -4.0}
_SECOND_STOP = -8.0  # a stop behind a stop
_STOPS = "，。、；："
_NAMES = ((2, -16.0), (3, -22.0))  # a surname with one or two characters behind
_PUT_IN = -4.0  # a byte put in
_CUT_LETTER = -1.0  # an ASCII letter that was taken for the end of a pair, before another
_CUT_ASCII = -8.0  # the same for any other ASCII character
_WIDEST = 4
_FULL_WIDTH = "，。、；：？！“”‘’（）《》「」『』【】—…·％～　"
_MARKS = "，。、；：？！“”（）《》"


class Tokens(NamedTuple):
    """The bytes of a stretch, and for each the index of the character it came from."""

    values: tuple[int, ...]
    owners: tuple[int, ...]


class Character(NamedTuple):
    """One character of a reading: the byte behind it, and whether a byte of it was put in."""

    end: int
    char: str
    guessed: bool


class Reading(NamedTuple):
    """The likeliest characters of some bytes, and the logarithm of how likely they are."""

    tokens: Tokens
    worth: float
    characters: tuple[Character, ...]

    @property
    def whole(self) -> int:
        """Return how many whole characters are made of the bytes of two."""
        starts = (0, *(c.end for c in self.characters))
        owners = self.tokens.owners
        return sum(
            not c.guessed and c.end - start == 2 and owners[start] != owners[start + 1]
            for start, c in zip(starts, self.characters, strict=False)
        )

    @property
    def guessed(self) -> int:
        """Return how many characters are a guess."""
        return sum(c.guessed for c in self.characters)

    @property
    def is_worded(self) -> bool:
        """Return whether each Han character that is a guess makes a word with a neighbour."""
        chars = ["", *(_folded(c.char) for c in self.characters), ""]
        return all(
            vocabulary().get(chars[i] + chars[i + 1], 0)
            or vocabulary().get(chars[i + 1] + chars[i + 2], 0)
            for i, c in enumerate(self.characters)
            if c.guessed and is_han(c.char)
        )


# A character of which one byte is known: where it ends, the byte, whether it leads, the price.
_Hole = tuple[int, int, bool, float]
# A character on the way through the bytes: the one before it, its end, itself, whether a guess.
_Node = tuple["_Node | None", int, str, bool]


def around(text: str, start: int, end: int, reach: int) -> tuple[int, int]:
    """Widen a stretch by some characters, within its line."""
    low = max(text.rfind("\n", 0, start) + 1, start - reach)
    stop = text.find("\n", end)
    return low, min(stop if stop >= 0 else len(text), end + reach)


def tokens(text: str, start: int, end: int) -> Tokens:
    """Return the GBK bytes of a stretch; a lost character stands for one lost byte."""
    values: list[int] = []
    owners: list[int] = []
    for i in range(start, end):
        raw = () if text[i] == "\ufffd" else text[i].encode("gb18030", "replace")
        got = tuple(raw) if 0 < len(raw) < 3 else (LOST,)
        values += got if len(got) < 2 or got[1] >= 0x80 else (got[0], got[1] | _TRAIL)
        owners += [i] * len(got)
    return Tokens(tuple(values), tuple(owners))


@cache
def pair(lead: int, trail: int) -> str:
    """Return the character that two bytes make in GBK, or nothing.

    >>> pair(0xBF, 0xC9), pair(0xA5, 0x7E)
    ('可', '')
    """
    lead, trail = lead & 0xFF, trail & 0xFF
    if not (0x81 <= lead <= 0xFE and 0x40 <= trail <= 0xFE and trail != 0x7F):
        return ""
    char = bytes((lead, trail)).decode("gbk", "ignore")
    return char if len(char) == 1 and char > "\x7f" else ""


@cache
def _folded(char: str) -> str:
    return char.translate(fold())


@cache
def _worth(word: str) -> float:
    """Return how likely a word of Simplified characters is, as a logarithm."""
    count = vocabulary().get(word, 0)
    if count:
        return math.log(count) - _TOTAL
    if len(word) > 1:
        return _NEVER
    if word == "\ufffd":
        return _LOST_ONE
    if is_han(word):
        return _UNKNOWN
    if word in _USUAL_MARKS:
        return _USUAL_MARKS[word]
    if word <= "\x7f" or "\uff10" <= word <= "\uff19":
        return _PLAIN
    if word in _FULL_WIDTH:
        return _RARE_MARK
    return _LETTER if "\u00c0" <= word <= "\u024f" else _STRANGE


@cache
def _surnames() -> frozenset[str]:
    return frozenset(row["surname"] for row in lexicons.table("chinese_surnames"))


def worth_as_written(text: str) -> float:
    """Return how likely the words of a text are, or the names, as a logarithm."""
    folded = text.translate(fold())
    size = len(folded)
    worth = [0.0] + [_NEVER] * size
    for at in range(size):
        if folded[at] in _surnames():
            for length, price in _NAMES:
                if all(map(is_han, folded[at + 1 : at + length])) and at + length <= size:
                    worth[at + length] = max(worth[at + length], worth[at] + price)
        for end in range(at + 1, min(at + _WIDEST, size) + 1):
            word = folded[at:end]
            if end > at + 1 and word not in vocabulary():
                break
            worth[end] = max(worth[end], worth[at] + _worth(word))
    return worth[size]


def likelihood(text: str) -> float:
    """Return how likely the words of a text are, by character; ASCII aside."""
    said = "".join(char for char in text if char > "\x7f")
    return worth_as_written(said) / len(said) if said else _NEVER


@cache
def _completions(byte: int, *, leads: bool, traditional: bool) -> tuple[str, ...]:
    """Return the usual characters, in one script, of which one byte is known, likeliest first."""
    byte &= 0xFF
    pairs = (pair(byte, b) if leads else pair(b, byte) for b in range(0x40, 0xFF))
    foreign = simplified_only() if traditional else traditional_only()
    fit = {c for c in pairs if c and (c in usual() and not foreign.match(c) or c in _MARKS)}
    return tuple(sorted(fit, key=lambda char: (-_worth(_folded(char)), char)))


@lru_cache(maxsize=1 << 16)
def _ending(word: str, byte: int, *, leads: bool, traditional: bool) -> tuple[tuple[str, str], ...]:
    """Return the characters that go on with a word, each with the longer word."""
    options = _completions(byte, leads=leads, traditional=traditional)
    return tuple((o, word + _folded(o)) for o in options if word + _folded(o) in vocabulary())


@lru_cache(maxsize=1 << 16)
def _opening(
    following: str, byte: int, *, leads: bool, traditional: bool
) -> tuple[tuple[str, str], ...]:
    """Return the two likeliest characters, and those that make a word with the one behind."""
    options = _completions(byte, leads=leads, traditional=traditional)
    joining = (o for o in options if following and _folded(o) + following in vocabulary())
    return tuple((o, _folded(o)) for o in dict.fromkeys((*options[:2], *joining)))


class _Lattice:
    """The characters that may begin at each byte, and the search for the likeliest way through."""

    def __init__(self, got: Tokens, breaks: Sequence[bool], *, traditional: bool) -> None:
        values = (*got.values, 0)
        places = range(len(got.values))
        self.traditional = traditional
        self.plain = [*(_plain(values, i) for i in places), None]
        self.holes = [*(_holes(values, i, allowed=breaks[i]) for i in places), ()]
        self.worth = [0.0] + [_NEVER] * len(places)
        self.back: list[_Node | None] = [None] * len(values)

    def search(self) -> tuple[Character, ...]:
        """Return the likeliest characters from the first byte to the last."""
        for at, worth in enumerate(self.worth):
            if worth > _NEVER:
                self._words(at, "", worth, self.back[at], guessed=False)
        found: list[Character] = []
        node = self.back[-1]
        while node is not None:
            found.append(Character(*node[1:]))
            node = node[0]
        return tuple(reversed(found))

    def _words(
        self, place: int, word: str, price: float, node: _Node | None, *, guessed: bool
    ) -> None:
        """Try the words that go on with `word`; at most one character of each is a guess."""
        known = vocabulary()
        while True:
            if self.holes[place] and not guessed:
                self._guesses(place, word, price, node)
            step = self.plain[place]
            if step is None:
                return
            place, char, folded, cost = step
            word += folded
            price += cost
            node = (node, place, char, False)
            worth = price + _worth(word)
            if worth > self.worth[place]:
                self.worth[place] = worth
                self.back[place] = node
            if len(word) == _WIDEST or word not in known:
                return

    def _guesses(self, place: int, word: str, price: float, node: _Node | None) -> None:
        """Try what may stand at a place of which a byte was lost."""
        known = vocabulary()
        options = _ending if word else _opening
        for end, byte, leads, cost in self.holes[place]:
            following = self.plain[end]
            beside = word or (following[2] if following else "")
            for char, longer in options(beside, byte, leads=leads, traditional=self.traditional):
                total = price + cost
                if char in _STOPS and node is not None and node[2] in _STOPS:
                    total += _SECOND_STOP
                worth = total + _worth(longer)
                guess = (node, end, char, True)
                if worth > self.worth[end]:
                    self.worth[end] = worth
                    self.back[end] = guess
                if following and len(longer) < _WIDEST and longer + following[2] in known:
                    self._words(end, longer, total, guess, guessed=True)


def _plain(values: Sequence[int], at: int) -> tuple[int, str, str, float] | None:
    """Return the whole character at a byte: its end, itself, its Simplified form and its price."""
    value, following = values[at : at + 2]
    if value >= _TRAIL:
        char = chr(value & 0xFF)
        letters = char.isalpha() and 0 < following < 0x80 and chr(following).isalnum()
        return at + 1, char, char, _CUT_LETTER if letters else _CUT_ASCII
    if value == LOST:
        return at + 1, "\ufffd", "\ufffd", 0.0
    if value < 0x80:
        return at + 1, chr(value), chr(value), 0.0
    char = pair(value, following) if following > 0 else ""
    return (at + 2, char, _folded(char), 0.0) if char else None


def _holes(values: Sequence[int], at: int, *, allowed: bool) -> tuple[_Hole, ...]:
    """Return the characters at a byte of which the other byte was lost."""
    value, following = values[at : at + 2]
    if value == LOST:
        return ((at + 2, following, False, 0.0),) if following >= 0x40 else ()
    if value < 0x80 or value >= _TRAIL:
        return ()
    known = ((at + 2, value, True, 0.0),) if following == LOST else ()
    if not allowed:
        return known
    return (*known, (at + 1, value, True, _PUT_IN), (at + 1, value, False, _PUT_IN))


def read(got: Tokens, breaks: Sequence[bool], *, traditional: bool) -> Reading:
    """Return the likeliest reading of some bytes, where one may be put in beside each of `breaks`.

    What is put in is Traditional or not, as told.
    """
    lattice = _Lattice(got, breaks, traditional=traditional)
    found = lattice.search()
    return Reading(got, lattice.worth[-1], found)


def differences(text: str, reading: Reading) -> Iterator[Replacement]:
    """Yield the stretches, whole characters of the text, in which a reading differs from it."""
    owners = (*reading.tokens.owners, -1)
    first = 0
    after: list[str] = []
    certain = True
    for end, char, guessed in reading.characters:
        after.append(char)
        certain = certain and not guessed
        if owners[end] == owners[end - 1]:
            continue
        low, high = owners[first], owners[end - 1] + 1
        if "".join(after) != text[low:high]:
            yield Replacement(low, high, "".join(after), "byte slip", certain)
        first, after, certain = end, [], True
