"""What is known of a document while its names are resolved."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis import lexicons
from analysis.records import Mention, Range

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass
class Scene:
    """What is known while a document is read from its first sentence to its last."""

    text: str
    chinese: bool
    quoted: tuple[Range, ...]
    sexes: dict[str, str]
    main: str
    publishers: frozenset[str] = frozenset()
    posts: dict[str, set[str]] = field(default_factory=dict)
    by_id: dict[str, Mention] = field(default_factory=dict)

    def in_quote(self, position: int) -> bool:
        """Return whether a position lies between quotation marks."""
        at = bisect_right(self.quoted, Range(position, len(self.text) + 1)) - 1
        return at >= 0 and self.quoted[at].start < position < self.quoted[at].end


def quotations(text: str) -> tuple[Range, ...]:
    """Return the stretches between quotation marks, line by line, outermost only.

    >>> quotations('他说：“好。”然后走了。')
    (Range(start=3, end=7),)
    """
    pairs = {row["open"]: row["close"] for row in lexicons.table("quotation_marks")}
    pairs.setdefault('"', '"')
    marks = re.compile("[" + re.escape("".join(set(pairs) | set(pairs.values()))) + "]")
    found: list[Range] = []
    opened, closer, line_end = -1, "", 0
    for match in marks.finditer(text):
        mark, at = match.group(), match.start()
        if at >= line_end:
            opened, closer = -1, ""
            line_end = text.find("\n", at)
            line_end = len(text) if line_end < 0 else line_end
        if opened < 0 and mark in pairs and not _is_apostrophe(text, at):
            opened, closer = at, pairs[mark]
        elif opened >= 0 and mark == closer and not _is_apostrophe(text, at):
            found.append(Range(opened, at + 1))
            opened = -1
    return tuple(found)


def _is_apostrophe(text: str, at: int) -> bool:
    around = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
    return (
        text[at] in "'’‘" and all(c.isalpha() and c.isascii() for c in around if c) and all(around)
    )


def is_company(mention: Mention, scene: Scene) -> bool:
    """Return whether a mention is an organisation that the text may be about: no publisher."""
    return mention.kind == "organization" and mention.id not in scene.publishers


def overlaps(held: Sequence[Range], start: int, end: int) -> bool:
    """Return whether a stretch touches one of `held`, which are sorted and disjoint."""
    at = bisect_right(held, Range(start, start)) - 1
    near = held[max(at, 0) : at + 3]
    return any(r.start < end and start < r.end for r in near)


def main_organisation(mentions: Sequence[Mention], scene: Scene) -> str:
    """Return the organisation that the document is about: the one named most, or ""."""
    counts = Counter(m.id for m in mentions if is_company(m, scene))
    top = counts.most_common(2)
    if not top or (len(top) > 1 and top[0][1] < 2 * top[1][1] and top[0][1] < top[1][1] + 2):
        return ""
    return top[0][0]
