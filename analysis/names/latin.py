"""Names in Latin letters inside Chinese text: Peter Lin, Tessera Labs."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from analysis.names import chinese, english, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.names.registry import Hit

_SEQUENCE = re.compile(
    r"(?<![A-Za-z0-9])[A-Z][A-Za-z'\-]{1,20}(?: [A-Z][A-Za-z'\-]{0,20}\.?| AI){0,3}"
    r"(?![A-Za-z0-9\-])"
)
_ACCEPTED = 3


@cache
def _nouns_before() -> re.Pattern[str]:
    nouns = words.listed("organisation_words", language="zh", kind="noun")
    nouns |= words.listed("organisation_words", language="zh", kind="descriptor")
    return re.compile(rf"{words.pattern(nouns)} ?[“「『《]?\Z")


@cache
def _post_before() -> re.Pattern[str]:
    return re.compile(rf"{chinese.posts().pattern} ?\Z")


@cache
def _after() -> re.Pattern[str]:
    after = words.listed("organisation_words", language="zh", kind="after")
    return re.compile(rf"[”」』》]? ?(?:{words.pattern(after)}|{chinese.posts().pattern})")


def find(text: str, hits: Sequence[Hit]) -> Iterator[english.Name]:
    """Yield people and organisations written in Latin letters in a Chinese text, each once.

    >>> [n.name for n in find("首席财务官Peter Lin则强调，折旧压力会显现。", ())]
    ['Peter Lin']
    """
    held = {p for h in hits for p in range(h.range.start, h.range.end)}
    scores: Counter[str] = Counter()
    for match in _SEQUENCE.finditer(text):
        name = match.group()
        if match.start() in held or match.end() - 1 in held or _is_other(name):
            continue
        before = text[max(match.start() - 8, 0) : match.start()]
        if _names_person(name, before, text, match.end()):
            scores[f"p {name}"] += _ACCEPTED
            continue
        score = 2 * bool(_nouns_before().search(before)) + bool(_after().match(text, match.end()))
        score += bool(score == 2 and _is_edge(text, match.end()))
        suffixes = words.listed("organisation_words", language="en", kind="suffix")
        score += 2 * (" " in name and name.split()[-1] in suffixes)
        scores[f"o {name}"] += score
    people = [k[2:] for k, n in scores.items() if k[0] == "p" and n >= _ACCEPTED]
    yield from (english.Name(n, "person", english.family_name(n)) for n in people)
    for key, score in scores.items():
        if key[0] == "o" and score >= _ACCEPTED and key[2:] not in people:
            yield english.Name(key[2:], "organization")


def _is_edge(text: str, end: int) -> bool:
    return end == len(text) or text[end] in "，。；：！？、”」』》（）\n"


def _is_other(name: str) -> bool:
    """Return whether a Latin word is a product, a post or a word that is no name."""
    first = name.split()[0]
    products = words.listed("products", "name")
    other = words.listed("english_not_names")
    posts = words.listed("posts", language="zh", kind="post")
    return (
        name in products or first in products or name in other or first in posts or first in other
    )


def _names_person(name: str, before: str, text: str, end: int) -> bool:
    """Return whether a post before or speech after shows that the name is a person's."""
    parts = name.split()
    if not all(re.fullmatch(r"[A-Z][a-z'\-]+(?:[A-Z][a-z]+)?|[A-Z]\.?", p) for p in parts):
        return False
    said = chinese.says().match(text, end) is not None
    if _post_before().search(before):
        return len(parts) > 1 or said
    return (
        len(parts) > 1 and said and (parts[0] in english.given_names() or english.is_pinyin(name))
    )
