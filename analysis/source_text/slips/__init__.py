"""Finds Chinese that lost bytes of its GBK encoding and was cut at the wrong places since.

`。可以想象，` whose middle bytes were replaced reads `?梢韵胂,`. Nearly all bytes are still there,
so the words can be found again: of all ways to cut the bytes, with a byte put in at a price, the
one that makes the likeliest words. What was put in is a guess.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from analysis.source_text.characters import is_han, is_japanese, is_lost, rare
from analysis.source_text.edits import Replacement
from analysis.source_text.script import simplified_only, traditional_only
from analysis.source_text.slips import glosses, suspects
from analysis.source_text.slips.reading import (
    LOST,
    Reading,
    Tokens,
    around,
    differences,
    likelihood,
    read,
    tokens,
    worth_as_written,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LEAST_LIKELY = -6.8  # by character: what a repair says is in plain words
_BUDGET_SHARE = 20  # of a text may be suspicious in vain; more, and it is no text with slips
_LEAST_BUDGET = 600
_LOOKED_AT = 10  # characters around one that is strange
# Where all that is strange is lost characters, which most damage leaves, so many characters must be
# made whole: else a lost one is no slip.
_LOST_WHOLE = 2
_GUESSES_MORE = 2  # than characters that are whole again: one at either end of a run
_NEAR = 100
_AROUND_REPAIR = 4
_MARK_BEFORE, _MARK_BEHIND = 2, 4
_MOST_VARIANTS = 12
_PUT_BACK, _PUT_BACK_QUESTION, _PUT_BACK_END = -5.0, -1.0, -1.0
# The GBK of the full-width marks for which sites write ASCII, byte by byte, and how likely each
# is. A question mark is seldom anything else there; an exclamation mark mostly ends a quotation,
# and with it the byte before is known.
_WITH_LEAD = 3
_REPLACED_BY: dict[str, tuple[tuple[tuple[int, ...], float], ...]] = {
    mark: tuple((tuple(wide.encode("gbk")), _PUT_BACK) for wide in replaced)
    for mark, replaced in zip(
        ",:;().\"'", ("，", "：", "；", "（", "）", "。．", "“”", "‘’"), strict=True
    )
}
_REPLACED_BY["?"] = ((tuple("？".encode("gbk")), _PUT_BACK_QUESTION),)
_REPLACED_BY["!"] = (
    (tuple("。”".encode("gbk")[:_WITH_LEAD]), _PUT_BACK_END),
    (tuple("！".encode("gbk")), _PUT_BACK),
)
_QUESTION = ord("?")
_QUESTIONED, _QUESTIONED_WHOLE = -5.0, 2  # the latter where a run shows one end only


class _Look(NamedTuple):
    """How far from a strange character a run may begin or end, and what is read around it."""

    reach: int
    context: int


class _Variant(NamedTuple):
    """The bytes that a stretch may have had, at which price, and the least they must make whole."""

    tokens: Tokens
    price: float = 0.0
    whole: int = 0


_GLANCE = _Look(reach=2, context=3)
_STARE = _Look(reach=12, context=4)


def find(text: str) -> list[Replacement]:
    """Return what stretches of cut-up characters said before bytes were lost.

    >>> [(r.after, r.certain) for r in find("進行設計?梢韵胂,一股新的浪潮")]
    [('。可以想象', False)]
    """
    found = list(glosses.find(text))
    if not suspects.may_be_in(text) or is_japanese(text):
        return found
    left = max(_LEAST_BUDGET, len(text) // _BUDGET_SHARE)
    for places in suspects.find(text):
        if any(r.start <= places[-1] and places[0] < r.end for r in found):
            continue
        repairs = _repaired(text, places)
        found += repairs
        left -= 0 if repairs else places[-1] - places[0] + _LOOKED_AT
        if left < 0:
            break
    return found


def _repaired(text: str, places: Sequence[int]) -> list[Replacement]:
    """Return the repairs around some strange characters; none where nothing is clearly better."""
    traditional = _is_traditional(text, places[0])
    if _likeliest(text, places, _GLANCE, traditional=traditional) is None:
        return []
    best = _likeliest(text, places, _STARE, traditional=traditional)
    if best is None or best.guessed - best.whole > _GUESSES_MORE:
        return []
    if not _puts_mark_back(text, best):
        if best.whole < (_LOST_WHOLE if all(is_lost(text[at]) for at in places) else 1):
            return []
    elif not (best.whole or best.is_worded):
        return []
    found = list(differences(text, best))
    good = all(_is_gain(text[r.start : r.end], r.after) for r in found) and _is_plain(text, found)
    return found if good else []


def _likeliest(
    text: str, places: Sequence[int], look: _Look, *, traditional: bool
) -> Reading | None:
    """Return the likeliest reading of the bytes around `places`, if it beats the text."""
    low, high = around(text, places[0], places[-1] + 1, look.reach + look.context)
    least = worth_as_written(text[low:high])
    best: Reading | None = None
    variants = _variants(text, tokens(text, low, high), places)
    for variant in islice(variants, _MOST_VARIANTS):
        breaks = _breaks(text, variant.tokens, places, look.reach)
        reading = read(variant.tokens, breaks, traditional=traditional)
        reading = reading._replace(worth=reading.worth + variant.price)
        if reading.worth > (best.worth if best else least) and reading.whole >= variant.whole:
            best = reading
    return best


def _breaks(text: str, got: Tokens, places: Sequence[int], reach: int) -> list[bool]:
    """Return for each byte whether one may have been lost beside it.

    A run of cut characters opens at the first byte of a character, at or before a strange one,
    and closes at the second byte of one, at or behind a strange one. Beside a mark that is put
    back nothing was lost: what it cut off is still there.
    """
    opens = {i for at in places for i in range(at - reach, at + 1)}
    closes = {i for at in places for i in range(at, at + reach + 1)}
    return [
        owner in (closes if i and got.owners[i - 1] == owner else opens) and text[owner] > "\x7f"
        for i, owner in enumerate(got.owners)
    ]


def _variants(text: str, got: Tokens, places: Sequence[int]) -> Iterator[_Variant]:
    """Yield the bytes as they are, and with a mark written back as the two bytes it replaced."""
    yield _Variant(got)
    yield from _questioned(got)
    near = range(places[0] - _MARK_BEFORE, places[-1] + 1 + _MARK_BEHIND)
    for i, owner in enumerate(got.owners):
        if owner not in near or text[owner + 1 : owner + 2] <= "\x7f":
            continue
        head, tail = slice(i), slice(i + 1, None)
        lost_before = i > 0 and got.values[i - 1] == LOST
        for mark, price in _REPLACED_BY.get(text[owner], ()):
            whose = (owner,) * len(mark)
            if lost_before and len(mark) == _WITH_LEAD:
                head, whose = slice(i - 1), (got.owners[i - 1], *whose[1:])
            elif not lost_before and len(mark) < _WITH_LEAD:
                mark, whose = (LOST, *mark), (owner, *whose)
            values = (*got.values[head], *mark, *got.values[tail])
            owners = (*got.owners[head], *whose, *got.owners[tail])
            yield _Variant(Tokens(values, owners), price)
            head = slice(i)


def _questioned(got: Tokens) -> Iterator[_Variant]:
    """Yield the bytes with question marks for lost bytes, which many programs write for them."""
    lost = tuple(LOST if byte == _QUESTION else byte for byte in got.values)
    if lost != got.values:
        whole = 1 if lost.count(LOST) > 1 else _QUESTIONED_WHOLE
        yield _Variant(Tokens(lost, got.owners), _QUESTIONED, whole)


def _puts_mark_back(text: str, reading: Reading) -> bool:
    """Return whether a reading holds the bytes of a full-width mark that ASCII stood for."""
    return any(
        byte >= 0x80 and text[owner] < "\x80" for byte, owner in zip(*reading.tokens, strict=True)
    )


def _is_traditional(text: str, at: int) -> bool:
    """Return whether the line around a place is in Traditional characters, or else the text."""
    for low, high in (around(text, at, at, _NEAR), (max(at - 5 * _NEAR, 0), at + 5 * _NEAR)):
        traditional = len(traditional_only().findall(text, low, high))
        simplified = len(simplified_only().findall(text, low, high))
        if traditional != simplified:
            return traditional > simplified
    return False


def _is_plain(text: str, found: Sequence[Replacement]) -> bool:
    """Return whether a repaired stretch says something in plain words, or was surely damaged."""
    if any(is_lost(char) for r in found for char in text[r.start : r.end]):
        return True
    if not found:
        return False
    low, high = around(text, found[0].start, found[-1].end, _AROUND_REPAIR)
    said = "".join(
        text[a : r.start] + r.after
        for a, r in zip([low, *(r.end for r in found)], found, strict=False)
    )
    return likelihood(said + text[found[-1].end : high]) > _LEAST_LIKELY


def _is_gain(before: str, after: str) -> bool:
    """Return whether a repair is of Chinese, loses nothing and puts no rare character in."""
    if len(rare().findall(after)) > len(rare().findall(before)):
        return False
    lost = sum(map(is_lost, after)) - sum(map(is_lost, before))
    return lost <= 0 and any(is_han(char) or is_lost(char) for char in before)
