"""Finds the ideas of the concept lexicon in a text, with negation, deadlines and clauses."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis import lexicons, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TOKEN = re.compile(r"[a-z0-9]+(?:[-'’.][a-z0-9]+)*")
_CLAUSE = re.compile(r"[，。；：！？、,.;:!?—…]+(?=\D|$)")
_YEARS = re.compile(
    r"(?:within|in|under|about|some|than|the next|next|another)\s+(\w+)\s+years?"
    r"|([0-9]{1,3}|[一二两三四五六七八九十几数]{1,3})(?:到[0-9一二三四五六七八九十]{1,2})?[个]?年"
    r"(?=[之以]?内|[之以]?后|左右|就|必|便|，|都|里)"
)
_DATE = re.compile(r"(?<!\d)(20[2-9]\d|21\d\d)(?!\d)")
_DIGITS = "one 一|two 二 两|three 三 几|four 四|five 五 数|six 六|seven 七|eight 八|nine 九|ten 十"
_NUMBERS = {w: n for n, words in enumerate(_DIGITS.split("|"), 1) for w in words.split()}
_NEAR_YEARS = 10
_NEAR_DATE = 2037
_REACH = {True: 6, False: 26}
_CLAUSE_WIDE = "reassure"


class Idea(NamedTuple):
    """A concept found at a stretch of the text; `clause` counts clauses from 0."""

    name: str
    start: int
    end: int
    clause: int


def stem(word: str) -> str:
    """Return an English word without its commonest endings.

    >>> stem("believes"), stem("scaling"), stem("studies"), stem("less")
    ('believ', 'scal', 'studi', 'less')
    """
    word = word.removesuffix("'s").removesuffix("’s")
    for ending in ("ing", "ed", "es", "s", "ly", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word.removesuffix(ending)
    return word


def key(entry: str) -> str:
    """Return the form in which an English entry is looked up.

    >>> key("test-time computing")
    'test-tim comput'
    """
    return " ".join(map(stem, TOKEN.findall(entry.lower())))


@cache
def _entries(column: str) -> tuple[dict[str, tuple[str, ...]], int]:
    """Return the concepts of each entry and the length of the longest one."""
    found: dict[str, tuple[str, ...]] = {}
    for row in lexicons.table("stance_concepts"):
        for entry in lexicons.several(row[column]):
            form = key(entry) if column == "english" else entry
            if row["concept"] not in found.get(form, ()):
                found[form] = (*found.get(form, ()), row["concept"])
    longest = max(len(form.split()) if column == "english" else len(form) for form in found)
    return found, longest


def find(plain: str) -> list[Idea]:
    """Return the ideas of a lower-case text in order; a negated one begins with "not_".

    >>> [i.name for i in find("no sign of a bubble")][-1]
    'not_bubble'
    """
    chinese = sentences.is_chinese(plain)
    hits = sorted({*(_chinese(plain) if chinese else _english(plain)), *_deadlines(plain)})
    cuts = [m.start() for m in _CLAUSE.finditer(plain)]
    return _negated(_numbered(hits, cuts), _REACH[chinese])


@cache
def _leans() -> dict[str, float]:
    return {row["concept"]: float(row["lean"]) for row in lexicons.table("stance_concepts")}


def lean(plain: str) -> float:
    """Return the sum of the leanings of the ideas in a lower-case text, negated ones reversed.

    >>> lean("the bubble will burst") < 0 < lean("the risk of building too little")
    True
    """
    return sum(
        -_leans()[idea.name.removeprefix("not_")]
        if idea.name.startswith("not_")
        else _leans()[idea.name]
        for idea in find(plain)
    )


def _english(plain: str) -> Iterator[tuple[int, int, str]]:
    entries, longest = _entries("english")
    tokens = list(TOKEN.finditer(plain))
    stems = [stem(t.group()) for t in tokens]
    for first in range(len(tokens)):
        if stems[first].endswith("n't") or stems[first].endswith("n’t"):
            yield tokens[first].start(), tokens[first].end(), "not"
        for size in range(min(longest, len(tokens) - first), 0, -1):
            last = first + size - 1
            for name in entries.get(" ".join(stems[first : last + 1]), ()):
                yield tokens[first].start(), tokens[last].end(), name


def _chinese(plain: str) -> Iterator[tuple[int, int, str]]:
    entries, longest = _entries("chinese")
    for start in range(len(plain)):
        for size in range(min(longest, len(plain) - start), 0, -1):
            for name in entries.get(plain[start : start + size], ()):
                yield start, start + size, name


def _deadlines(plain: str) -> Iterator[tuple[int, int, str]]:
    """Yield how far off the years are that a text names: near, within about ten years, or far."""
    for match in _YEARS.finditer(plain):
        number = match.group(1) or match.group(2)
        years = int(number) if number.isdecimal() else _NUMBERS.get(number, _NEAR_YEARS + 2)
        yield match.start(), match.end(), "near" if years <= _NEAR_YEARS else "far"
    for match in _DATE.finditer(plain):
        yield match.start(), match.end(), "near" if int(match.group()) < _NEAR_DATE else "far"


def _numbered(hits: Sequence[tuple[int, int, str]], cuts: Sequence[int]) -> Iterator[Idea]:
    """Yield the hits with the number of their clause."""
    clause = 0
    for start, end, name in hits:
        while clause < len(cuts) and cuts[clause] <= start:
            clause += 1
        yield Idea(name, start, end, clause)


def _negated(ideas: Iterator[Idea], reach: int) -> list[Idea]:
    """Return the ideas, marked where a negation stands shortly before them in their clause.

    Words that dismiss a worry ("no need to fear that ...") reach to the end of the clause.
    """
    found: list[Idea] = []
    last: Idea | None = None
    for idea in ideas:
        under = (
            last is not None
            and idea.clause == last.clause
            and last.end <= idea.start
            and (last.name == _CLAUSE_WIDE or idea.start <= last.end + reach)
        )
        if idea.name == _CLAUSE_WIDE or (
            idea.name == "not" and not (under and last and last.name == _CLAUSE_WIDE)
        ):
            last = idea
        found.append(idea._replace(name=f"not_{idea.name}") if under else idea)
    return found
