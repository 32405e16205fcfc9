"""What the readers of the two languages hand on: drafts of statements, and who is heard in them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal, NamedTuple

from analysis.records import Article, Mention, Range


class Voice(NamedTuple):
    """Who speaks, and where the text names them: a mention, or words that are clearly a role."""

    range: Range
    id: str
    name: str
    names: tuple[str, ...]
    organization: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement in the making, in ranges of the working text.

    `follows`: spoken by whoever speaks the draft before it (or after it, if `ahead`).
    """

    range: Range
    mode: Literal["direct", "reported"]
    rule: str
    frame: Range
    cue: Range | None = None
    voice: Voice | None = None
    denial: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """An article with its mentions ready to be looked up by place."""

    article: Article
    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]

    @property
    def text(self) -> str:
        """Return the working text."""
        return self.article.text

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that lie in a stretch of the working text, in order."""
        left = bisect_left(self.starts, start)
        right = bisect_left(self.starts, end)
        return tuple(m for m in self.mentions[left:right] if m.range.end <= end)


def scene(article: Article) -> Scene:
    """Return `article` with its mentions sorted by place."""
    mentions = tuple(sorted(article.mentions, key=lambda m: (m.range.start, -m.range.end)))
    return Scene(article, mentions, tuple(m.range.start for m in mentions))


def voice(mention: Mention) -> Voice:
    """Return the voice of a mention."""
    return Voice(mention.range, mention.id, mention.name, mention.names, mention.organization)
