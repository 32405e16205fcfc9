"""Tells what a statement is about, by a word list."""

from __future__ import annotations

from collections import Counter
from functools import cache

from analysis import lexicons, sentences
from analysis.stance import concepts, features

OTHER = "other"


def theme(text: str) -> str:
    """Return agi, scaling, cost, strategy, market, talent, products or other.

    The theme whose words are most and longest wins; a tie goes to the one nearer to AGI in the
    order of the codebook (AGI, scaling, strategy, market), then by name.

    >>> theme("Pre-training has hit a wall"), theme("他已离职,加盟另一家公司")
    ('scaling', 'talent')
    """
    line = features.plain(text)
    found = _chinese(line) if sentences.is_chinese(line) else _english(line)
    for idea in concepts.find(line):
        for name in _entries("ideas").get(idea.name.removeprefix("not_"), ()):
            found[name] += 1
    if not found:
        return OTHER
    order = ("agi", "scaling", "talent", "market", "cost", "products", "strategy")
    return min(found, key=lambda name: (-found[name], order.index(name)))


@cache
def _entries(column: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in lexicons.table("themes"):
        for entry in lexicons.several(row[column]):
            key = concepts.key(entry) if column == "english" else entry
            found[key] = (*found.get(key, ()), row["theme"])
    return found


def _english(line: str) -> Counter[str]:
    stems = [concepts.stem(t) for t in concepts.TOKEN.findall(line)]
    entries = _entries("english")
    hits: Counter[str] = Counter()
    for size in (1, 2, 3):
        for first in range(len(stems) - size + 1):
            for name in entries.get(" ".join(stems[first : first + size]), ()):
                hits[name] += size
    return hits


def _chinese(line: str) -> Counter[str]:
    entries = _entries("chinese")
    hits: Counter[str] = Counter()
    for size in range(2, 7):
        for start in range(len(line) - size + 1):
            for name in entries.get(line[start : start + size], ()):
                hits[name] += size - 1
    return hits
