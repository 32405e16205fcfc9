"""Finds Chinese that lost bytes of its GBK encoding and was cut at the wrong places since.

`。可以想象，` whose middle bytes were replaced reads `?梢韵胂,`. Nearly all bytes are still there,
so the words can be found again: of all ways to cut the bytes, with a byte put in at a price, the
one that makes the likeliest words. What was put in is a guess.
"""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from analysis.sentences import vocabulary
from analysis.source_text.characters import is_han, is_japanese, is_lost, rare, usual
from analysis.source_text.edits import Replacement
from analysis.source_text.glosses import PINYIN, readings
from analysis.source_text.script import fold, simplified_only, traditional_only

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOTAL = math.log(60_000_000)
_UNKNOWN = -19.0  # a Han character that the dictionary does not hold
_STRANGE = -17.0  # a character of another script, or one that is lost
_PLAIN = -4.0  # a digit, a Latin letter, a mark
_USUAL_MARK = -3.0
_PUT_IN = -6.0  # a byte put in
_REPLACED = -5.0  # a full-width mark that was replaced byte by byte, and cut two characters
_REPLACED_ANY = -12.0  # a question mark that stands for any byte
_COMMON = math.log(30_000) - _TOTAL  # a character that makes a word of its own all the time
_GAIN = 6.0
_LOST = -1
_TRAIL = 0x100  # marks a byte below 0x80 that is no ASCII character but the end of a pair
_WIDEST = 4
_LONELY = 3
_LONGEST = 300
_CLEARER = 0.5
_REACH = 10
_CONTEXT = 6
_AROUND_REPAIR = 4
_BUDGET_SHARE = 20  # where more than this share of a text is suspicious, it is no text with slips
_LEAST_BUDGET = 600
_NEAR = 100
_BREAK_BEFORE = 2
_BREAK_BEHIND = 4
_SUSPECT = re.compile(
    r"[\ue000-\uf8ff\ufffd]|[!?](?=[\u3400-\u9fff]{2})"
    r"|(?<=[\u3400-\u9fff])[\u0370-\u04ff\u2460-\u25ff\u3040-\u30fa\u3105-\u3129＿＠＃＄＆＊＋]"
    r"|(?<=[\u3400-\u9fff])[@`{|}~^_\\](?=[\u3400-\u9fff])"
)
_SUSPECT_HINT = re.compile(
    r"[\ue000-\uf8ff\ufffd!?\u0370-\u04ff\u2460-\u25ff\u3040-\u3129＿＠＃＄＆＊＋@`{|}~^_\\]"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_FULL_WIDTH = "，。、；：？！“”‘’（）《》「」『』【】—…·％～　"
_STRAY_MARKS = "?!:;"
# What no slip makes: words in kana, Greek, Cyrillic or phonetic signs, and names in parts.
_FOREIGN_WORD = re.compile(r"[\u0370-\u04ff\u3041-\u30fa\u30fc\u3105-\u3129]{2}|の")
_NAME_DOT = re.compile(r"[\u3400-\u9fff][·・‧•．･∙⋅][\u3400-\u9fff]")
_REPEATED = re.compile(r"([\u3400-\u9fff])\1\1")
_WIDE = re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_LEAST_LIKELY = -6.8  # by character: what a repair says is in plain words
_LETTER = re.compile(r"[\u00c0-\u024f]")
_MARKS = frozenset(b"?!,.:;()")
_GLOSS_END = re.compile(rf"[{PINYIN}][)）]")
_CUT_GLOSS = re.compile(rf"([\u3400-\u9fff])[?\ufffd]?[(（]?([{PINYIN}]{{1,6}})[)）]")


class _Step(NamedTuple):
    """One character of a reading: where it ends, what it may be, and at which price."""

    end: int
    options: tuple[str, ...]
    price: float


class _Tokens(NamedTuple):
    """The bytes of a stretch, and for each the index of the character it came from."""

    values: tuple[int, ...]
    owners: tuple[int, ...]


def find(text: str) -> list[Replacement]:
    """Return what stretches of cut-up characters said before bytes were lost.

    >>> [(r.after, r.certain) for r in find("進行設計?梢韵胂,一股新的浪潮")]
    [('。可以想象', False)]
    """
    if not _HAN.search(text):
        return []
    found = list(_glossed(text)) if _GLOSS_END.search(text) else []
    if not (rare().search(text) or _SUSPECT.search(text)) or is_japanese(text):
        return found
    left = max(_LEAST_BUDGET, len(text) // _BUDGET_SHARE)
    for start, end in _suspicious(text):
        left -= end - start
        if left < 0:
            break
        if not any(r.start < end and start < r.end for r in found):
            found += _repaired(text, start, end, traditional=_is_traditional(text, start))
    return found


def _is_traditional(text: str, at: int) -> bool:
    """Return whether the line around a place is in Traditional characters, or else the text."""
    for low, high in (_around(text, at, at, _NEAR), (max(at - 5 * _NEAR, 0), at + 5 * _NEAR)):
        traditional = len(traditional_only().findall(text, low, high))
        simplified = len(simplified_only().findall(text, low, high))
        if traditional != simplified:
            return traditional > simplified
    return False


@cache
def _pair(lead: int, trail: int) -> str:
    """Return the character that two bytes make in GBK, or nothing."""
    lead, trail = lead & 0xFF, trail & 0xFF
    if not (0x81 <= lead <= 0xFE and 0x40 <= trail <= 0xFE and trail != 0x7F):
        return ""
    char = bytes((lead, trail)).decode("gbk", "ignore")
    return char if len(char) == 1 else ""


@cache
def _completions(byte: int, *, leads: bool, traditional: bool) -> tuple[str, ...]:
    """Return the usual characters, in one script, of which one byte is known, likeliest first."""
    byte &= 0xFF
    pairs = (_pair(byte, b) if leads else _pair(b, byte) for b in range(0x40, 0xFF))
    foreign = simplified_only() if traditional else traditional_only()
    marks = "，。、；：？！“”（）《》"
    fit = {c for c in pairs if c and (c in usual() and not foreign.match(c) or c in marks)}
    return tuple(sorted(fit, key=lambda char: (-_worth(_folded(char)), char)))


@cache
def _worth(word: str) -> float:
    """Return how likely a word of Simplified characters is, as a logarithm."""
    count = vocabulary().get(word, 0)
    if count:
        return math.log(count) - _TOTAL
    if len(word) > 1:
        return -math.inf
    if is_han(word):
        return _UNKNOWN
    if word in "，。":
        return _USUAL_MARK
    if word <= "\x7f" or word in _FULL_WIDTH or _LETTER.match(word):
        return _PLAIN
    return _STRANGE


def _tokens(text: str, start: int, end: int) -> _Tokens:
    """Return the GBK bytes of a stretch; a lost character stands for one lost byte."""
    values: list[int] = []
    owners: list[int] = []
    for i in range(start, end):
        raw = () if text[i] == "\ufffd" else text[i].encode("gb18030", "replace")
        got = tuple(raw) if 0 < len(raw) < 3 else (_LOST,)
        values += got if len(got) < 2 or got[1] >= 0x80 else (got[0], got[1] | _TRAIL)
        owners += [i] * len(got)
    return _Tokens(tuple(values), tuple(owners))


def _steps(tokens: Sequence[int], at: int, *, holes: bool, traditional: bool) -> Iterator[_Step]:
    """Yield the characters that may begin at a byte; `holes` lets a byte be put in."""
    value = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else 0
    if value >= _TRAIL:
        return
    if value == _LOST:
        yield _Step(at + 1, ("\ufffd",), 0.0)
        if following >= 0x40:
            yield _Step(at + 2, _completions(following, leads=False, traditional=traditional), 0.0)
        return
    if value < 0x80:
        yield _Step(at + 1, (chr(value),), 0.0)
        return
    if following == _LOST:
        yield _Step(at + 2, _completions(value, leads=True, traditional=traditional), 0.0)
    elif char := _pair(value, following):
        yield _Step(at + 2, (char,), 0.0)
    if holes:
        for leads in (True, False):
            options = _completions(value, leads=leads, traditional=traditional)
            yield _Step(at + 1, options, _PUT_IN)
    else:
        yield _Step(at + 1, ("\ufffd",), 0.0)


@cache
def _folded(char: str) -> str:
    return char.translate(fold())


def _words(
    lattice: Sequence[Sequence[_Step]], at: int
) -> Iterator[tuple[int, float, tuple[tuple[int, str, bool], ...]]]:
    """Yield the words that may begin at a byte: where each ends, its worth, its characters.

    At most one character of a word is put in or completed.
    """
    known = vocabulary()
    waiting: list[tuple[int, str, float, tuple[tuple[int, str, bool], ...], bool]] = [
        (at, "", 0.0, (), False)
    ]
    while waiting:
        place, word, price, chars, guessed = waiting.pop()
        for step in lattice[place] if place < len(lattice) else ():
            guess = len(step.options) > 1 or step.price < 0
            if guess and guessed:
                continue
            ahead = lattice[step.end] if guess and not word and step.end < len(lattice) else ()
            for option in _openings(step.options, ahead) if guess and not word else step.options:
                longer = word + _folded(option)
                if word and longer not in known:
                    continue
                total = price + step.price
                path = (*chars, (step.end, option, guess))
                worth = _worth(longer)
                if worth > -math.inf:
                    yield step.end, worth + total, path
                if len(longer) < _WIDEST and longer in known:
                    waiting.append((step.end, longer, total, path, guessed or guess))


def _openings(options: tuple[str, ...], ahead: Sequence[_Step]) -> Iterator[str]:
    """Yield the likeliest of some characters, and those that make a word with what follows."""
    following = {_folded(step.options[0]) for step in ahead if len(step.options) == 1}
    yield from dict.fromkeys(
        (*options[:1], *(o for char in sorted(following) for o in _joining(options, char)))
    )


@lru_cache(maxsize=1 << 14)
def _joining(options: tuple[str, ...], following: str) -> tuple[str, ...]:
    """Return the characters that begin a word with the one that follows."""
    return tuple(o for o in options if _folded(o) + following in vocabulary())


def _best(lattice: Sequence[Sequence[_Step]]) -> tuple[float, list[tuple[int, str, bool]]]:
    """Return the likeliest way through a lattice, with its worth."""
    size = len(lattice)
    worth = [0.0] + [-math.inf] * size
    back: list[tuple[int, tuple[tuple[int, str, bool], ...]]] = [(0, ())] * (size + 1)
    for at in range(size):
        if worth[at] == -math.inf:
            continue
        for end, value, chars in _words(lattice, at):
            if worth[at] + value > worth[end]:
                worth[end] = worth[at] + value
                back[end] = (at, chars)
    path: list[tuple[int, str, bool]] = []
    at = size
    while at > 0 and back[at][1]:
        at, chars = back[at]
        path = [*chars, *path]
    return worth[size], path


def _as_it_stands(text: str, tokens: _Tokens) -> float:
    """Return the worth of a stretch as it is written."""
    ends: dict[int, int] = {}
    for i, owner in enumerate(tokens.owners):
        ends[owner] = i + 1
    lattice: list[list[_Step]] = [[] for _ in tokens.values]
    for i, owner in enumerate(tokens.owners):
        if i == 0 or tokens.owners[i - 1] != owner:
            lattice[i] = [_Step(ends[owner], (text[owner],), 0.0)]
    return _best(lattice)[0]


def _covered(text: str, at: int) -> bool:
    """Return whether a character is part of a word of several that the dictionary holds."""
    folded = text[max(at - 3, 0) : at + 4].translate(fold())
    middle = at - max(at - 3, 0)
    return any(
        vocabulary().get(folded[a:b], 0) > 0
        for a in range(max(middle - 3, 0), middle + 1)
        for b in range(max(middle + 1, a + 2), min(a + 4, len(folded)) + 1)
    )


def _suspicious(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches where rare characters stand close together in no word."""
    places = {m.start() for m in rare().finditer(text)}
    if _SUSPECT_HINT.search(text):
        places.update(m.start() for m in _SUSPECT.finditer(text))
    marked = sorted(places)
    group: list[int] = []
    for at in [*marked, len(text) + 2 * _REACH]:
        if group and (at - group[-1] > _REACH or "\n" in text[group[-1] : at]):
            run = _lonely_run(text, group[0], group[-1] + 1)
            if run is not None:
                yield run
            group = []
        group.append(at)


def _lonely_run(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the run of at least three characters in no word around a group of rare ones.

    None where most of the group stands in words, or makes nothing when it is cut elsewhere.
    """
    if end - start > _LONGEST:
        return None
    alone = sum(not _covered(text, i) for i in range(start, end))
    if alone * 5 < (end - start) * 3:
        return None
    low, high = start, end
    while low > 0 and start - low < _REACH and _is_lonely(text, low - 1):
        low, alone = low - 1, alone + 1
    while high < len(text) and high - end < _REACH and _is_lonely(text, high):
        high, alone = high + 1, alone + 1
    strange = sum(is_han(text[i]) and not _covered(text, i) for i in range(low, high))
    if alone < _LONELY or strange < 2 - any(mark in _STRAY_MARKS for mark in text[low:high]):
        return None
    if _is_written_so(text, low, high):
        return None
    core = text[start:end] if end - start >= _LONELY else text[low:high]
    return (low, high) if _reads_shifted(core) else None


def _is_written_so(text: str, start: int, end: int) -> bool:
    """Return whether strange characters are no damage, but what their writer meant.

    Damage leaves nothing that GBK cannot write, no foreign word near by, no name with a dot,
    and not one character over and over.
    """
    low, high = _around(text, start, end, _NEAR)
    if _FOREIGN_WORD.search(text, low, high) or _REPEATED.search(text, start, end):
        return True
    low, high = _around(text, start, end, _CONTEXT)
    return bool(_NAME_DOT.search(text, low, high)) or not all(
        is_lost(char) or len(char.encode("gb18030", "ignore")) < 3 for char in text[low:high]
    )


def _reads_shifted(run: str) -> bool:
    """Return whether a run, cut one byte further, makes likelier words than as it stands."""
    raw = b"".join(c.encode("gb18030", "ignore") for c in run if c > "\x7f")
    shifted = "".join(_pair(raw[i], raw[i + 1]) or "\ufffd" for i in range(1, len(raw) - 2, 2))
    if any(char in _STRAY_MARKS or is_lost(char) for char in run):
        return True
    if len(shifted) < _LONELY - 1:
        return False
    good = sum(char in usual() or char in _FULL_WIDTH for char in shifted)
    return good * 2 >= len(shifted) and _likelihood(shifted) > _likelihood(run) + _CLEARER


def _likelihood(text: str) -> float:
    """Return how likely the words of a text are, by character; marks aside."""
    chars = [char for char in text if char > "\x7f"]
    lattice = [(_Step(i + 1, (char,), 0.0),) for i, char in enumerate(chars)]
    return _best(lattice)[0] / len(chars) if chars else -math.inf


def _is_lonely(text: str, at: int) -> bool:
    char = text[at]
    if char in _STRAY_MARKS or is_lost(char):
        return True
    if char <= "\u2e7f" or char in _FULL_WIDTH or _WIDE.match(char):
        return False
    if _worth(_folded(char)) > _COMMON:
        return False
    return not _covered(text, at)


def _around(text: str, start: int, end: int, reach: int) -> tuple[int, int]:
    """Widen a stretch by some characters, within its line."""
    low = max(text.rfind("\n", 0, start) + 1, start - reach)
    stop = text.find("\n", end)
    return low, min(stop if stop >= 0 else len(text), end + reach)


def _variants(text: str, tokens: _Tokens, breaks: range) -> Iterator[tuple[_Tokens, float]]:
    """Yield the bytes as they are, and with a mark written back as the two bytes it replaced."""
    yield tokens, 0.0
    for i, (value, owner) in enumerate(zip(*tokens, strict=True)):
        if value in _MARKS and owner in breaks and is_han(text[owner + 1 : owner + 2] or " "):
            before = () if i and tokens.values[i - 1] == _LOST else (_LOST,)
            mark = (*before, 0xA3, value | 0x80)
            values = (*tokens.values[:i], *mark, *tokens.values[i + 1 :])
            owners = (*tokens.owners[:i], *[owner] * len(mark), *tokens.owners[i + 1 :])
            yield _Tokens(values, owners), _REPLACED
            lost = (*tokens.values[:i], _LOST, *tokens.values[i + 1 :])
            yield _Tokens(lost, tokens.owners), _REPLACED_ANY


def _repaired(text: str, start: int, end: int, *, traditional: bool) -> list[Replacement]:
    """Return the repairs of one suspicious run; none where nothing is clearly better."""
    plain = _tokens(text, *_around(text, start, end, _CONTEXT))
    breaks = range(start - _BREAK_BEFORE, end + _BREAK_BEHIND)
    least = _as_it_stands(text, plain) + _GAIN
    best: tuple[float, _Tokens, list[tuple[int, str, bool]]] | None = None
    for tokens, price in _variants(text, plain, breaks):
        worth, path = _best(_lattice(tokens, breaks, traditional=traditional))
        if worth + price > (best[0] if best else least):
            best = worth + price, tokens, path
    found = list(_differences(text, best[1], best[2])) if best else []
    good = all(_is_gain(text[r.start : r.end], r.after) for r in found) and _is_plain(text, found)
    return found if good else []


def _is_plain(text: str, found: Sequence[Replacement]) -> bool:
    """Return whether a repaired stretch says something in plain words, or was surely damaged."""
    if any(is_lost(char) for r in found for char in text[r.start : r.end]):
        return True
    if not found:
        return False
    low, high = _around(text, found[0].start, found[-1].end, _AROUND_REPAIR)
    said = "".join(
        text[a : r.start] + r.after
        for a, r in zip([low, *(r.end for r in found)], found, strict=False)
    )
    return _likelihood((said + text[found[-1].end : high]).translate(fold())) > _LEAST_LIKELY


def _is_gain(before: str, after: str) -> bool:
    """Return whether a repair is of Chinese, loses nothing and puts no rare character in."""
    if len(rare().findall(after)) > len(rare().findall(before)):
        return False
    lost = sum(map(is_lost, after)) - sum(map(is_lost, before))
    return lost <= 0 and any(is_han(char) or is_lost(char) for char in before)


def _lattice(tokens: _Tokens, breaks: range, *, traditional: bool) -> list[tuple[_Step, ...]]:
    """Return the characters that may begin at each byte; bytes are put in only at `breaks`."""
    return [
        tuple(_steps(tokens.values, i, holes=owner in breaks, traditional=traditional))
        for i, owner in enumerate(tokens.owners)
    ]


def _differences(
    text: str, tokens: _Tokens, path: Sequence[tuple[int, str, bool]]
) -> Iterator[Replacement]:
    """Yield the stretches, whole characters of the text, in which a reading differs from it."""
    owners = (*tokens.owners, -1)
    first = 0
    after: list[str] = []
    certain = True
    for end, char, guessed in path:
        after.append(char)
        certain = certain and not guessed
        if owners[end] == owners[end - 1]:
            continue
        low, high = owners[first], owners[end - 1] + 1
        if "".join(after) != text[low:high]:
            yield Replacement(low, high, "".join(after), "byte slip", certain)
        first, after, certain = end, [], True


def _glossed(text: str) -> Iterator[Replacement]:
    """Yield the repair of glosses that were put between the bytes of two characters.

    The gloss tells the character across the cut, and with it the byte that was lost: all bytes
    are known again, and nothing is a guess unless the damage goes on.
    """
    for match in _CUT_GLOSS.finditer(text):
        lead = match.group(1).encode("gb18030", "replace")
        syllable = match.group(2)
        whole = match.start(2) - match.end(1) == 1 and match.group(0)[1] in "(（"
        if len(lead) != 2 or (whole and syllable in readings(match.group(1))):
            continue
        end = _around(text, match.start(), match.end(), 2 * _REACH)[1]
        options = [
            trail
            for trail in range(0x40, 0xFF)
            if (char := _pair(lead[1], trail)) in usual() and syllable in readings(char)
        ]
        yield from _rejoined(text, match, options, end)


def _rejoined(
    text: str, match: re.Match[str], options: Sequence[int], end: int
) -> Iterator[Replacement]:
    """Yield the likeliest reading of what follows a gloss between two characters."""
    rest = _tokens(text, match.end(), end)
    found: list[tuple[float, _Tokens, list[tuple[int, str, bool]]]] = []
    for trail in options:
        tokens = _Tokens((trail, *rest.values), (match.start(1) + 1, *rest.owners))
        worth, path = _best(
            _lattice(tokens, range(match.end(), match.end() + _REACH), traditional=True)
        )
        found.append((worth, tokens, path))
    if not found:
        return
    _, tokens, path = max(found, key=lambda f: f[0])
    for item in _differences(text, tokens, path):
        if item.start == match.start(1) + 1:
            yield item
            return
