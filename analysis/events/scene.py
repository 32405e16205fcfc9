"""The stage of an event: one sentence with its names and times, and what stands before it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.events import words
from analysis.records import Range
from analysis.sentences import is_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.events.words import Tongue
    from analysis.records import Article, Mention, ParagraphKind, Sentence, TimeExpression

REACH = 240
_BREAK = re.compile(r"[，；：。！？!?;:]|,(?!\d)")


@dataclass(frozen=True, slots=True)
class View:
    """An article with its mentions by kind, ready to be asked for stretches of it."""

    article: Article
    people: tuple[Mention, ...]
    firms: tuple[Mention, ...]
    roles: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    by_id: dict[str, Mention]
    main: Mention | None  # the organisation that the text is clearly about

    @property
    def text(self) -> str:
        """Return the working text."""
        return self.article.text


def view(article: Article) -> View:
    """Return the view of an article."""
    kinds = ("person", "organization", "role")
    people, firms, roles = (
        tuple(sorted((m for m in article.mentions if m.kind == kind), key=lambda m: m.range))
        for kind in kinds
    )
    times = tuple(sorted(article.times, key=lambda t: t.range))
    by_id = {m.id: m for m in (*reversed(people), *reversed(firms))}
    return View(article, people, firms, roles, times, by_id, _main(article, firms, by_id))


def _main(
    article: Article, firms: tuple[Mention, ...], by_id: dict[str, Mention]
) -> Mention | None:
    """Return the organisation told of at least twice as often as any other, or alone in the title.

    A title counts only where what it names is told of often as well.
    """
    counts = Counter(m.id for m in firms)
    ranked = [*counts.most_common(2), ("", 0), ("", 0)]
    if ranked[0][1] >= 2 and ranked[0][1] >= 2 * ranked[1][1]:
        return by_id[ranked[0][0]]
    opening = article.paragraphs[0] if article.paragraphs else None
    title = article.document.title
    if not title and opening and opening.kind == "title":
        title = article.text[opening.start : opening.end]
    named = {m.id for m in firms if m.name in title or article.text[slice(*m.range)] in title}
    often = [key for key in named if counts[key] >= max(2, ranked[0][1] - 1)]
    return by_id[often[0]] if len(named) == len(often) == 1 else None


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence of a view; `previous` is the sentence before it in the same paragraph."""

    view: View
    start: int
    end: int
    paragraph: int
    kind: ParagraphKind
    tongue: Tongue
    previous: Sentence | None = None

    @property
    def text(self) -> str:
        """Return the whole working text, in which the ranges count."""
        return self.view.text

    def cue(self, name: str, start: int, end: int) -> re.Match[str] | None:
        """Return the first word with a cue between two places of the working text."""
        for match in words.cue(name, self.tongue).finditer(
            self.text, max(start, 0), max(start, end)
        ):
            inside = (*self.people(match.start() - 8, match.end() + 8),)
            if not any(m.range.start < match.end() and match.start() < m.range.end for m in inside):
                return match
        return None

    def clause(self, place: int) -> Range:
        """Return the stretch between the commas around a place."""
        low, high = max(self.start, place - REACH), min(self.end, place + REACH)
        start, end = low, high
        for stop in _BREAK.finditer(self.text, low, high):
            if stop.end() <= place:
                start = stop.end()
            elif stop.start() >= place:
                end = stop.start()
                break
        return Range(start, end)

    def clauses_before(self, place: int) -> Iterator[Range]:
        """Yield the clauses of the sentence before the one of a place, nearest first."""
        start = self.clause(place).start
        for _ in range(4):
            if start <= self.start or start <= place - REACH:
                return
            part = self.clause(start - 1)
            if part.start >= start:
                part = Range(self.start, start - 1)
            yield Range(part.start, start)
            start = part.start

    def people(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the people named between two places."""
        return _within(self.view.people, start, end)

    def firms(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the organisations named between two places."""
        return _within(self.view.firms, start, end)

    def names(self, start: int, end: int) -> bool:
        """Return whether a stretch lies inside a name (控股 in 某某控股)."""
        near = (*self.people(start - 20, end + 20), *self.firms(start - 20, end + 20))
        return any(m.range.start <= start and end <= m.range.end for m in near)

    def roles(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the roles named between two places."""
        return _within(self.view.roles, start, end)

    def times(self, start: int, end: int) -> tuple[TimeExpression, ...]:
        """Return the times told between two places."""
        low = bisect_left(self.view.times, start, key=lambda t: t.range.start)
        high = bisect_right(self.view.times, end, key=lambda t: t.range.end)
        return self.view.times[low:high]


def _within(mentions: tuple[Mention, ...], start: int, end: int) -> tuple[Mention, ...]:
    low = bisect_left(mentions, start, key=lambda m: m.range.start)
    high = bisect_right(mentions, end, key=lambda m: m.range.end)
    return mentions[low:high]


def scenes(article_view: View) -> Iterator[Scene]:
    """Yield the sentences of the article in order."""
    article = article_view.article
    for paragraph in article.paragraphs:
        previous = None
        for sentence in paragraph.sentences:
            part = article.text[sentence.start : min(sentence.end, sentence.start + 2000)]
            tongue: Tongue = "zh" if is_chinese(part) else "en"
            yield Scene(
                article_view,
                sentence.start,
                sentence.end,
                sentence.paragraph,
                paragraph.kind,
                tongue,
                previous,
            )
            previous = sentence
