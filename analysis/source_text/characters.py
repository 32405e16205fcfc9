"""How usual a character is, by the tables of the Chinese charsets."""

from __future__ import annotations

import re
from functools import cache

from analysis.source_text.script import fold

# A word in kana; Chinese in the wrong charset holds single kana only, or all of them strewn about.
_KANA_WORD = re.compile(r"[\u3041-\u3096]{3}|[\u30a1-\u30fa\u30fc]{3}")
_KANA = re.compile(r"[\u3041-\u30fc]")
_KANA_SHARE = 4


@cache
def usual() -> frozenset[str]:
    """Return the Han characters of GB 2312's first level and their Traditional forms.

    >>> "數" in usual(), "赵" in usual(), "胂" in usual()
    (True, True, False)
    """
    first = {
        char
        for lead in range(0xB0, 0xD8)
        for trail in range(0xA1, 0xFF)
        for char in bytes((lead, trail)).decode("gb2312", "ignore")
    }
    return frozenset(first | {chr(a) for a, b in fold().items() if b in first})


@cache
def known() -> frozenset[str]:
    """Return the Han characters of both levels of GB 2312 and their Traditional forms."""
    both = {
        char
        for lead in range(0xB0, 0xF8)
        for trail in range(0xA1, 0xFF)
        for char in bytes((lead, trail)).decode("gb2312", "ignore")
    }
    return frozenset(both | {chr(a) for a, b in fold().items() if b in both})


def is_han(char: str) -> bool:
    """Return whether a character is Han, of any plane."""
    return "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff"


def is_private(char: str) -> bool:
    """Return whether a character is of private use: nobody but its writer knows what it means."""
    return "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000"


@cache
def weight(char: str) -> float:
    """Return how much a character speaks for a decoding: positive for what news are written in.

    >>> weight("的") > weight("胂") > weight("\\ufffd")
    True
    """
    if char <= "\x7f":
        return -3.0 if char < " " and char not in "\t\n\r\f" else 0.05
    if is_han(char):
        return 1.0 if char in usual() else -0.3 if char in known() else -1.2
    if char == "\ufffd":
        return -4.0
    if is_private(char):
        return -3.0
    if char in "，。、；：？！“”‘’（）《》「」『』—…·〈〉【】％　～":
        return 1.0
    if "\u0080" <= char <= "\u009f":
        return -3.0
    if char in "€£¥°±²³µ·º»¼½¾¿«§©®–—•„™" or char.isalpha() and char <= "\u017f":
        return 0.2
    return -0.5 if "\uff01" <= char <= "\uff5e" else -1.0


@cache
def rare() -> re.Pattern[str]:
    """Return the class of Han characters that are not usual.

    >>> rare().findall("胂数數荚")
    ['胂']
    """
    others = (chr(code) for code in range(0x3400, 0xA000) if chr(code) not in usual())
    return re.compile(f"[{''.join(others)}]")


def is_lost(char: str) -> bool:
    """Return whether a character no longer tells what it was."""
    return char == "\ufffd" or is_private(char)


def is_japanese(text: str) -> bool:
    """Return whether a text is Japanese, many of whose characters Chinese does not know.

    >>> is_japanese("データを読み込みます"), is_japanese("优の良品开店了")
    (True, False)
    """
    if not _KANA_WORD.search(text):
        return False
    return len(_KANA.findall(text)) * _KANA_SHARE >= sum(map(is_han, text))
