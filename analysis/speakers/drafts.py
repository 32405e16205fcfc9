"""What the readers of the two languages hand on: drafts of statements, and who is heard in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from analysis.records import Article, Mention, Range
from analysis.speakers.cues import phrases


class Voice(NamedTuple):
    """Who speaks, and where the text names them: a mention, or words that are clearly a role."""

    range: Range
    id: str
    name: str
    names: tuple[str, ...]
    organization: str = ""


class Past(NamedTuple):
    """Who was heard last, and the stretches that hold quoted words, not the narrator's."""

    voice: Voice | None
    words: tuple[Range, ...] = ()


NOBODY = Past(None)


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement in the making, in ranges of the working text.

    `frame` holds the words around it that tell whose it is; `denial`: the verb denies.
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
    """An article with its mentions and sentences ready to be looked up by place."""

    article: Article
    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]
    sentences: tuple[int, ...]

    @property
    def text(self) -> str:
        """Return the working text."""
        return self.article.text

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that lie in a stretch of the working text, in order."""
        left = bisect_left(self.starts, start)
        right = bisect_left(self.starts, end)
        return tuple(m for m in self.mentions[left:right] if m.range.end <= end)


_POINTS = re.compile(r"[这该那][名位]?")


def heard(scene: Scene, mention: Mention, past: Past) -> Voice:
    """Return whom a mention stands for, as far as speech is concerned.

    A pronoun whose name last stood inside somebody's words is that somebody, not who they
    spoke of.
    """
    if past.voice is None:
        return voice(mention)
    pointed = scene.text[max(0, mention.range.start - 2) : mention.range.start + 2]
    if mention.kind == "role" and _POINTS.search(pointed):
        head = scene.text[slice(*mention.range)]
        same = any(
            m.id == past.voice.id and scene.text[slice(*m.range)].endswith(head)
            for m in scene.within(max(0, mention.range.start - 600), mention.range.start)
        )
        return past.voice._replace(range=mention.range) if same else voice(mention)
    if mention.form != "pronoun":
        return voice(mention)
    at = bisect_left(scene.starts, mention.range.start)
    for earlier in reversed(scene.mentions[max(0, at - 40) : at]):
        if earlier.id == mention.id and earlier.form != "pronoun":
            if earlier.kind == "role" and _asks(scene, earlier, mention.range.start):
                return past.voice._replace(range=mention.range)
            if any(w.start <= earlier.range.start < w.end for w in past.words):
                return past.voice._replace(range=mention.range)
            break
    return voice(mention)


def _asks(scene: Scene, role: Mention, end: int) -> bool:
    """Tell whether an unnamed person only asks, so that the pronoun after it is who answers."""
    between = scene.text[role.range.end : end]
    return len(between) <= 60 and _asking().match(between) is not None


@cache
def _asking() -> re.Pattern[str]:
    return re.compile(rf"[^，。]{{0,6}}{phrases('asking_zh')}|\s+(?:who )?ask(?:s|ed)\b")


def organization(scene: Scene, before: int) -> Voice | None:
    """Return the organisation named last before a place, within 600 characters."""
    named = [
        m
        for m in scene.within(max(0, before - 600), before)
        if m.kind == "organization"
        and not _AT.search(scene.text[max(0, m.range.start - 12) : m.range.start])
    ]
    return voice(named[-1]) if named else None


_AT = re.compile(
    r"(?:在|于|到|从|通过|透过|\b(?:on|at|in|from|for|to|with|by|via|of|into)(?: the)? )$"
)


def scene(article: Article) -> Scene:
    """Return `article` with its mentions sorted by place."""
    mentions = tuple(sorted(article.mentions, key=lambda m: (m.range.start, -m.range.end)))
    starts = tuple(m.range.start for m in mentions)
    return Scene(article, mentions, starts, tuple(s.start for s in article.sentences))


def voice(mention: Mention) -> Voice:
    """Return the voice of a mention."""
    return Voice(mention.range, mention.id, mention.name, mention.names, mention.organization)
