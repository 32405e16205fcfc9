"""Repairs pinyin that was put between the bytes of two characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.source_text.characters import usual
from analysis.source_text.edits import Replacement
from analysis.source_text.glosses import PINYIN, readings
from analysis.source_text.slips.reading import Tokens, around, differences, pair, read, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_END = re.compile(rf"[{PINYIN}][)）]")
_CUT = re.compile(rf"([\u3400-\u9fff])[?\ufffd]?[(（]?([{PINYIN}]{{1,6}})[)）]")
_READ, _DAMAGED = 20, 10  # characters behind a gloss that are read anew, that may have lost bytes


def find(text: str) -> Iterator[Replacement]:
    """Yield the repair of glosses that were put inside characters.

    The gloss tells the character across the cut, and with it the byte that was lost: all bytes
    are known again, and nothing is a guess unless the damage goes on.

    >>> [(r.after, r.certain) for r in find("輸?shù)暨@場競賽")]
    [('掉這', True)]
    """
    if not _END.search(text):
        return
    for match in _CUT.finditer(text):
        lead = match.group(1).encode("gb18030", "replace")
        syllable = match.group(2)
        whole = match.start(2) - match.end(1) == 1 and match.group(0)[1] in "(（"
        if len(lead) != 2 or (whole and syllable in readings(match.group(1))):
            continue
        trails = [
            trail
            for trail in range(0x40, 0xFF)
            if (char := pair(lead[1], trail)) in usual() and syllable in readings(char)
        ]
        yield from _rejoined(text, match, trails)


def _rejoined(text: str, match: re.Match[str], trails: Sequence[int]) -> Iterator[Replacement]:
    """Yield the likeliest reading of what follows a gloss between two characters."""
    end = around(text, match.start(), match.end(), _READ)[1]
    rest = tokens(text, match.end(), end)
    damaged = range(match.end(), match.end() + _DAMAGED)
    breaks = [False, *(owner in damaged for owner in rest.owners)]
    owners = (match.start(1) + 1, *rest.owners)
    found = [
        read(Tokens((trail, *rest.values), owners), breaks, traditional=True) for trail in trails
    ]
    if found:
        first = next(differences(text, max(found, key=lambda f: f.worth)), None)
        if first is not None and first.start == match.start(1) + 1:
            yield first
