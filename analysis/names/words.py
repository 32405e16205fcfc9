"""Word lists of this room as sets and as patterns."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from analysis import lexicons

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


def pattern(words: Iterable[str]) -> str:
    """Return a regular expression for any of `words`, longest first, that shares beginnings.

    >>> pattern(["首席执行官", "首席科学家", "总裁"])
    '(?:总裁|首席(?:执行官|科学家))'
    """
    return _branch(sorted(set(words))) if words else "(?!)"


def _branch(words: list[str]) -> str:
    groups: dict[str, list[str]] = {}
    for word in words:
        if word:
            groups.setdefault(word[0], []).append(word[1:])
    parts = []
    for first, rests in groups.items():
        while all(rests) and len({r[0] for r in rests}) == 1:
            first, rests = first + rests[0][0], [r[1:] for r in rests]
        tail = _branch([r for r in rests if r]) if any(rests) else ""
        parts.append(re.escape(first) + (f"(?:{tail})?" if tail and "" in rests else tail))
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


@cache
def listed(name: str, column: str = "word", /, **where: str) -> frozenset[str]:
    """Return the values of a column of a list, of the rows whose columns are as in `where`.

    >>> "CEO" in listed("posts", language="zh", kind="post")
    True
    """
    rows = lexicons.table(name)
    return frozenset(r[column] for r in rows if all(r[k] == v for k, v in where.items()))


@cache
def speech_verbs(language: str) -> frozenset[str]:
    """Return every form of the verbs that introduce what somebody says."""
    rows = lexicons.table("reporting_verbs")
    forms = [(r["word"], *lexicons.several(r["forms"])) for r in rows if r["language"] == language]
    return frozenset(form for group in forms for form in group)


def capitalised(words: Collection[str]) -> frozenset[str]:
    """Return the words and their forms with capitals, as in titles and at sentence starts."""
    more = {w[:1].upper() + w[1:] for w in words} | {w.title() for w in words}
    return frozenset(words) | more
