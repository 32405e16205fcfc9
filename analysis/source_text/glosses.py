"""Finds pinyin that a converter put in brackets behind a character: 網(wǎng)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from analysis import lexicons
from analysis.source_text.characters import usual
from analysis.source_text.edits import Replacement
from analysis.source_text.script import fold, simplified_only, traditional_only

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PINYIN = "a-zàáèéìíòóùúüāēěīōūǎǐǒǔǖǘǚǜńňǹḿ\u0300\u0301\u0304\u0308\u030c"
_GLOSS = re.compile(
    rf"([\u3400-\u9fff])\s?([(（] ?([{PINYIN}]{{1,10}}(?:\n[{PINYIN}]{{1,9}})?)\s?[)）])"
)
_LINE = re.compile(r"[^\n]+")
_CLAUSE = re.compile(r"[^\s，。！？；：、“”《》]+")
_HAN = re.compile(r"[\u3400-\u9fff，。、；：？！“”「」《》]")
_TONE = re.compile("[\u0300\u0301\u0304\u030c]")
_MANY = 3  # as many needless glosses as no clean news text holds
_MANY_TONELESS = 4
_NEAR = 4  # characters; what a converter changed beside a gloss belongs to the same word
_DENSE = 10  # glosses for each word about reading, where the glosses are damage all the same


@cache
def readings(char: str) -> tuple[str, ...]:
    """Return every reading of a Han character, in pinyin with tone marks, the usual one first.

    >>> readings("數")
    ('shù', 'shǔ', 'shuò')
    """
    from pypinyin import Style, pinyin

    return tuple(pinyin(char, style=Style.TONE, heteronym=True)[0])


@cache
def _lessons() -> re.Pattern[str]:
    words = sorted(row["word"] for row in lexicons.table("reading_lessons"))
    return re.compile("|".join(map(re.escape, words)), re.IGNORECASE)


@cache
def _heteronyms() -> frozenset[str]:
    return frozenset(row["character"] for row in lexicons.table("heteronyms"))


@cache
def _simplified_forms() -> frozenset[str]:
    return frozenset(fold().values())


def find(text: str) -> list[Replacement]:
    """Return the removal of every gloss: a usual character, a bracket, one of its readings.

    A converter glosses the characters that it changes, in whichever way they are read. A writer
    glosses a rare character, a usual one only where its reading is in doubt or the text is about
    readings. So a gloss without need goes behind a Traditional character; where there are several
    without need, all glosses go.

    >>> [(r.start, r.end) for r in find("數(shù)據(jù)、網(wǎng)絡")]
    [(1, 6), (7, 11), (13, 19)]
    >>> find("亳(bó)州"), find("長(zhǎng)輩"), find("多音字：長(zhǎng)輩，長(cháng)短")
    ([], [], [])
    """
    if "(" not in text and "（" not in text:
        return []
    found = [(m, _syllable(m.group(3))) for m in _GLOSS.finditer(text)]
    if not found or len(found) < _DENSE * len(_lessons().findall(text.translate(fold()))):
        return []
    toned = [(m, s) for m, s in found if m[1] in usual() and s in readings(m[1])]
    kept = sorted([*_toned(text, toned), *_toneless(found)], key=lambda m: m.start())
    return [Replacement(m.start(2), m.end(), "", "gloss") for m in kept] + [
        found for line in _LINE.finditer(text) for found in _made_simplified(text, line, kept)
    ]


def _syllable(written: str) -> str:
    return unicodedata.normalize("NFC", written.replace("\n", "")).replace("v", "ü")


def _toned(text: str, found: list[tuple[re.Match[str], str]]) -> list[re.Match[str]]:
    """Return the glosses to remove among those that are a reading of their character."""
    changed = [m for m, _ in found if ord(m[1]) in fold()]
    convertible = len(changed) + sum(m[1] in _simplified_forms() for m, _ in found)
    needless = [m for m, syllable in found if syllable == readings(m[1])[0]]
    many = _MANY if len(changed) * 2 >= len(found) else 2 * _MANY
    if (
        len(needless) >= many
        and len(needless) * 2 >= len(found)
        and convertible * 5 >= len(found) * 4
    ):
        return [m for m, _ in found]
    needless = [m for m in needless if m in changed and _is_inside_chinese(text, m)]
    sure = any(m[1].translate(fold()) not in _heteronyms() for m in needless)
    return needless if sure else []


def _made_simplified(
    text: str, line: re.Match[str], glosses: Sequence[re.Match[str]]
) -> Iterator[Replacement]:
    """Yield Simplified characters for those that the converter of a Simplified line changed.

    They stand in the clauses with a gloss; the rest of the line tells that it is Simplified.
    """
    low, high = line.span()
    inside = [m for m in glosses if low <= m.start() < high]
    if not inside:
        return
    changed = [m.start() for m in traditional_only().finditer(text, low, high)]
    near = {at for m in inside for at in range(m.start() - _NEAR, m.end() + _NEAR)}
    rest = len(set(changed) - near)
    if len(simplified_only().findall(text, low, high)) <= max(rest, 1):
        return
    for clause in _CLAUSE.finditer(text, low, high):
        if any(clause.start() <= m.start() < clause.end() for m in inside):
            for at in changed:
                if clause.start() <= at < clause.end():
                    form = text[at].translate(fold())
                    yield Replacement(at, at + 1, form, "converter")


def _is_inside_chinese(text: str, match: re.Match[str]) -> bool:
    """Return whether Chinese stands on either side, so that the character is no example."""
    around = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
    return bool(_HAN.search(around))


def _toneless(found: list[tuple[re.Match[str], str]]) -> list[re.Match[str]]:
    """Return the glosses without tone marks, where several stand behind changed characters only."""
    plain = [
        m
        for m, syllable in found
        if syllable not in readings(m[1]) and syllable in map(_without_tone, readings(m[1]))
    ]
    changed = [m for m in plain if ord(m[1]) in fold()]
    return plain if len(changed) >= _MANY_TONELESS and len(changed) == len(plain) else []


def _without_tone(syllable: str) -> str:
    plain = _TONE.sub("", unicodedata.normalize("NFD", syllable))
    return unicodedata.normalize("NFC", plain)
