"""Finds pinyin that a converter put in brackets behind a character: 網(wǎng)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from analysis import lexicons
from analysis.source_text.characters import usual
from analysis.source_text.edits import Replacement
from analysis.source_text.script import fold

PINYIN = "a-zàáèéìíòóùúüāēěīōūǎǐǒǔǖǘǚǜńňǹḿ"
_GLOSS = re.compile(rf"([\u3400-\u9fff])[(（]([{PINYIN}]{{1,6}})[)）]")
_TONED = re.compile(r"[àáèéìíòóùúāēěīōūǎǐǒǔǖǘǚǜńňǹḿ]")
_MANY = 3  # as many glosses as no clean news text holds
_DENSE = 10  # glosses for each word about reading, where the glosses are damage all the same


@cache
def readings(char: str) -> frozenset[str]:
    """Return every reading of a Han character, in pinyin with tone marks.

    >>> sorted(readings("長"))
    ['cháng', 'zhàng', 'zhǎng']
    """
    from pypinyin import Style, pinyin

    return frozenset(pinyin(char, style=Style.TONE, heteronym=True)[0])


@cache
def _lessons() -> re.Pattern[str]:
    words = sorted(row["word"] for row in lexicons.table("reading_lessons"))
    return re.compile("|".join(map(re.escape, words)), re.IGNORECASE)


def find(text: str) -> list[Replacement]:
    """Return the removal of every gloss: a usual character, a bracket, one of its readings.

    A writer glosses a rare character, a usual one only where its reading is in doubt or the text
    is about readings. So a single gloss goes only behind a character that a converter changed and
    that is read in one way; several go together.

    >>> [(r.start, r.end) for r in find("數(shù)據(jù)、網(wǎng)絡")]
    [(1, 6), (7, 11), (13, 19)]
    >>> find("亳(bó)州"), find("多音字：長(zhǎng)輩，長(cháng)短")
    ([], [])
    """
    if "(" not in text and "（" not in text:
        return []
    found = [
        m
        for m in _GLOSS.finditer(text)
        if m.group(1) in usual() and _is_reading(m.group(1), m.group(2))
    ]
    if not found or len(found) < _DENSE * len(_lessons().findall(text.translate(fold()))):
        return []
    changed = [m for m in found if ord(m.group(1)) in fold()]
    if len(changed) * 2 < len(found):
        kept = found if len(found) >= 2 * _MANY else []
    elif len(found) >= _MANY:
        kept = found
    else:
        kept = [m for m in changed if len(readings(m.group(1))) == 1]
    return [Replacement(m.end(1), m.end(), "", "gloss") for m in kept]


def _is_reading(char: str, syllable: str) -> bool:
    syllable = unicodedata.normalize("NFC", syllable)
    return bool(_TONED.search(syllable)) and syllable in readings(char)
