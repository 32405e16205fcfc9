"""How usual a character is, by the tables of the Chinese charsets."""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache, lru_cache

from analysis import lexicons
from analysis.sentences import vocabulary
from analysis.source_text.script import fold

# A word in kana; Chinese in the wrong charset holds single kana only, or all of them strewn about.
_KANA_WORD = re.compile(r"[\u3041-\u3096]{3}|[\u30a1-\u30fa\u30fc]{3}")
_KANA = re.compile(r"[\u3041-\u30fc]")
_KANA_SHARE = 4
# Logarithms of how often a character stands in news, where no dictionary counts it.
_LEAST_HAN = {"usual": -12.5, "known": -14.0, "other": -15.5}
_DIALECT = -9.0
_WIDE = -9.0  # full-width letters and signs, dashes and daggers
_OTHER = -12.0
_APART = -0.5  # two characters that make no word: half of all pairs
_MARKS = {"，": -3.0, "。": -3.5} | dict.fromkeys("、；：？！“”‘’（）《》「」—", -5.0)
_SIGNS = dict.fromkeys("『』…·〈〉【】％～€£¥•–－　", -7.0)
_ASCII = {" ": -2.5, "\n": -3.0, "\r": -4.0, "\t": -5.0, "\f": -8.0}


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


class Likelihoods(dict[str, float]):
    """How likely each character is in news, as a logarithm; worked out on demand."""

    def __missing__(self, char: str) -> float:
        self[char] = value = _likelihood(char)
        return value


@cache
def likelihoods() -> Likelihoods:
    """Return how likely each character is in English or Chinese news, as a logarithm.

    Han characters by jieba's dictionary, both scripts alike.

    >>> table = likelihoods()
    >>> table["的"] > table["數"] > table["胂"] > table["\\ufffd"]
    True
    """
    return Likelihoods()


@cache
def _counts() -> tuple[Counter[str], float]:
    """Return how often each Simplified character stands in words, and the logarithm of the sum.

    The dictionary holds scraps of damaged text as words of one rare character: not counted.
    """
    counts: Counter[str] = Counter()
    for word, number in vocabulary().items():
        if number and (len(word) > 1 or word in usual()):
            for char in word:
                counts[char] += number
    return counts, math.log(counts.total())


@cache
def _dialect() -> frozenset[str]:
    return frozenset(row["character"] for row in lexicons.table("dialect_characters"))


def _likelihood(char: str) -> float:
    if is_han(char):
        least = "usual" if char in usual() else "known" if char in known() else "other"
        counts, whole = _counts()
        count = counts[char.translate(fold())] if least != "other" else 0
        floor = _DIALECT if char in _dialect() else _LEAST_HAN[least]
        return max(math.log(count) - whole, floor) if count else floor
    if char <= "\x7f":
        plain = -3.2 if char.isalpha() else -4.0 if char.isdigit() else -6.0
        return _ASCII.get(char, plain if " " < char < "\x7f" else -15.0)
    if "０" <= char <= "９" or char == "．":
        return -6.0
    if char in _MARKS or char in _SIGNS:
        return _MARKS.get(char, _SIGNS.get(char, 0.0))
    if is_lost(char) or "\x80" <= char <= "\x9f":
        return -17.0
    if char.isalpha() and (char <= "\u017f" or "\u0370" <= char <= "\u04ff"):
        return -9.0
    return _WIDE if "\u2010" <= char <= "\u2044" or "\uff01" <= char <= "\uff5e" else _OTHER


@lru_cache(maxsize=1 << 16)
def joint(first: str, second: str) -> float:
    """Return how much likelier the second character is behind the first than alone.

    A logarithm: above 0 for two that make a word, a little below 0 for others.

    >>> joint("模", "型") > 0 > joint("模", "猫")
    True
    """
    first, second = first.translate(fold()), second.translate(fold())
    count = vocabulary().get(first + second, 0) if first >= "\u3400" else 0
    counts, whole = _counts()
    if not count or not counts[first] or not counts[second]:
        return _APART
    share = count / counts[first]
    return _APART + math.log1p(share / math.exp(math.log(counts[second]) - whole))


@cache
def rare() -> re.Pattern[str]:
    """Return the class of Han characters that are not usual.

    >>> rare().findall("胂数數荚")
    ['胂']
    """
    others = (chr(code) for code in range(0x3400, 0xA000) if chr(code) not in usual())
    return re.compile(f"[{''.join(others)}]")


@cache
def strange() -> re.Pattern[str]:
    """Return the class of characters that damage leaves: rare ones, private ones, lost ones.

    >>> strange().findall("胂数\\ufffd嘅")
    ['胂', '\\ufffd']
    """
    dialect = "".join(sorted(_dialect()))
    return re.compile(f"(?![{dialect}])[{rare().pattern[1:-1]}\ue000-\uf8ff\ufffd]")


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
