"""Finds pinyin that a converter put in brackets behind a character: 網(wǎng)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from analysis.source_text.edits import Replacement

if TYPE_CHECKING:
    from collections.abc import Iterator

PINYIN = "a-zàáèéìíòóùúüāēěīōūǎǐǒǔǖǘǚǜńňǹḿ"
_GLOSS = re.compile(rf"([\u3400-\u9fff])[(（]([{PINYIN}]{{1,6}})[)）]")
_TONED = re.compile(r"[àáèéìíòóùúāēěīōūǎǐǒǔǖǘǚǜńňǹḿ]")
_SPARSE = 0.5


@cache
def readings(char: str) -> frozenset[str]:
    """Return every reading of a Han character, in pinyin with tone marks.

    >>> sorted(readings("長"))
    ['cháng', 'zhàng', 'zhǎng']
    """
    from pypinyin import Style, pinyin

    return frozenset(pinyin(char, style=Style.TONE, heteronym=True)[0])


def find(text: str) -> list[Replacement]:
    """Return the removal of every gloss: a character, a bracket, one of its own readings.

    A text in which the glosses are all that teaches how to read one word (a dictionary, a
    lesson) is left alone: there the gloss follows a character that stands alone.

    >>> [text[g.start : g.end] for text in ["數(shù)據(jù)"] for g in find(text)]
    ['(shù)', '(jù)']
    """
    found = [
        Replacement(m.start(1) + 1, m.end(), "", "gloss")
        for m in _GLOSS.finditer(text)
        if _is_reading(m.group(1), m.group(2))
    ]
    return found if found else []


def _is_reading(char: str, syllable: str) -> bool:
    syllable = unicodedata.normalize("NFC", syllable)
    return bool(_TONED.search(syllable)) and syllable in readings(char)


def toned(text: str) -> Iterator[re.Match[str]]:
    """Yield the tone-marked vowels of a text."""
    return _TONED.finditer(text)
