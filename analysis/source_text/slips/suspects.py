"""Finds the places of a text that look as if its bytes had been cut at the wrong places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.sentences import frequency, vocabulary
from analysis.source_text.characters import is_lost, rare
from analysis.source_text.script import fold
from analysis.source_text.slips.reading import around

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_APART = 10  # strange characters of one run stand no further apart
_LONGEST = 300
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
_COMMON = 30_000  # uses of a character that makes a word of its own all the time
_HINT = re.compile(r"[\ue000-\uf8ff\ufffd\u0370-\u04ff\u2460-\u25ff\u3040-\u3129＿＠＃＄＆＊＋]")
# What no slip makes: words in kana, Greek, Cyrillic or phonetic signs, and names in parts.
_FOREIGN_WORD = re.compile(r"[\u0370-\u04ff\u3041-\u30fa\u30fc\u3105-\u3129]{2}|の")
_NAME_DOT = re.compile(r"[\u3400-\u9fff][·・‧•．･∙⋅][\u3400-\u9fff]")
_REPEATED = re.compile(r"([\u3400-\u9fff])\1\1")
_WIDEST = 4


def may_be_in(text: str) -> bool:
    """Return whether a text holds any Chinese that looks strange."""
    return bool(rare().search(text) or _MARK.search(text)) or bool(
        _HINT.search(text) and _HAN.search(text)
    )


def find(text: str) -> Iterator[list[int]]:
    """Yield the places of strange characters that stand close together, in no word, in order.

    >>> list(find("進行設計?梢韵胂,一股新的浪潮"))
    [[4, 5, 7]]
    """
    places = {m.start() for m in rare().finditer(text)}
    if _HINT.search(text):
        places.update(m.start() for m in _STRANGE.finditer(text))
    strange = [at for at in sorted(places) if not _is_in_word(text, at)]
    strange += [m.start() for m in _MARK.finditer(text) if _is_cut(text, m.start() + 1)]
    strange.sort()
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


def _is_in_word(text: str, at: int) -> bool:
    """Return whether a character is part of a word of several that the dictionary holds."""
    low = max(at - _WIDEST + 1, 0)
    folded = text[low : at + _WIDEST].translate(fold())
    middle = at - low
    return any(
        vocabulary().get(folded[a:b], 0) > 0
        for a in range(middle + 1)
        for b in range(max(middle + 1, a + 2), min(a + _WIDEST, len(folded)) + 1)
    )


def _is_written_so(text: str, start: int, end: int) -> bool:
    """Return whether strange characters are no damage, but what their writer meant.

    Damage leaves nothing that GBK cannot write, no foreign word near by, no name with a dot,
    and not one character over and over.
    """
    low, high = around(text, start, end, _NEAR)
    if _FOREIGN_WORD.search(text, low, high) or _REPEATED.search(text, start, end):
        return True
    low, high = around(text, start, end, _CONTEXT)
    return bool(_NAME_DOT.search(text, low, high)) or not all(
        is_lost(char) or len(char.encode("gb18030", "ignore")) < 3 for char in text[low:high]
    )
