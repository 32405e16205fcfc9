"""Tells English that a machine translated from Chinese, whose quotations nobody said so."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from analysis import lexicons

_STRAY = re.compile(  # a capital first, which is seldom there: so the search is quick
    r"[AIOPTW](?<=[a-z] .)(?:(?<=A)[nst]?|(?<=I)[nst]|(?<=O)[fn]|(?<=W)(?:as|hen|ith)"
    r"|(?<=T)ens|(?<=P)revious)(?= [a-z])"
)
_HYPHENATED = re.compile(r"[A-Z][a-z]{1,6}-[A-Za-z]")
_WESTERN = re.compile(r"\b([A-Z][a-z]{1,6}-[A-Za-z][a-z]{0,6}) ([A-Z][a-z]{1,6})\b")
_CHINESE = re.compile(r"\b([A-Z][a-z]{1,6}) ([A-Z][a-z]{1,6}-[A-Za-z][a-z]{0,6})\b")
_WORD = re.compile(r"[a-z]+")
_CUT_OFF = re.compile(r"[.!?][”\"] (?:He|She) said\.")
_RUN_TOGETHER_CAP = 4
_CALQUE_CAP = 3
_FLAGGED = 7
_SAMPLE = 50_000


def is_machine_translated(text: str, run_together: int) -> bool:
    """Return whether an English text is a machine translation from Chinese.

    `run_together` is how many sentences had to be parted. At least two kinds of evidence must
    agree: stray capitals, sentences run together, a person named in both orders, calques. Of a
    very long text the beginning tells.

    >>> is_machine_translated("Large models are expensive, said Kai-Fu Lee.", 0)
    False
    """
    text = text[:_SAMPLE]
    structure = 2 * min(_strays(text), 3) + min(run_together, _RUN_TOGETHER_CAP)
    structure += 3 * _both_orders(text) + 2 * len(_CUT_OFF.findall(text)[:2])
    lowered = text.lower()
    words = {*_WORD.findall(lowered)}
    present = tuple(p for p, key in _keys().items() if key in words and p in lowered)
    if structure < 2 and len(present) < 5:
        return False
    wording, kinds = _calques(lowered, present)
    if structure < 2 and kinds < 5:
        return False
    return structure + wording >= _FLAGGED and wording >= 2


def _strays(text: str) -> int:
    """Return how many small words are capitalized inside a sentence."""
    return sum(
        len(_STRAY.findall(line)) for line in text.split("\n") if line.rstrip('”"').endswith(".")
    )


def _both_orders(text: str) -> bool:
    """Return whether one person stands as Kai-Fu Lee and as Lee Kai-fu."""
    if not _HYPHENATED.search(text):
        return False
    western = {(given.lower(), family) for given, family in _WESTERN.findall(text)}
    return any((given.lower(), family) in western for family, given in _CHINESE.findall(text))


@cache
def _weights() -> dict[str, int]:
    return {row["phrase"]: int(row["weight"]) for row in lexicons.table("translation_calques")}


@cache
def _keys() -> dict[str, str]:
    """Return the longest word of each calque, to find it by."""
    return {phrase: max(_WORD.findall(phrase), key=len) for phrase in _weights()}


def _calques(lowered: str, present: tuple[str, ...]) -> tuple[int, int]:
    """Return the weight of the calques, each counted a few times at most, and their number."""
    if not present:
        return 0, 0
    phrases = sorted(present, key=len, reverse=True)
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b")
    found = Counter(pattern.findall(lowered))
    weight = sum(
        min(n, _CALQUE_CAP if _weights()[p] > 1 else 1) * _weights()[p] for p, n in found.items()
    )
    return weight, len(found)
