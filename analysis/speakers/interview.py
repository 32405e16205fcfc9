"""Interviews without quotation marks: labelled answers are direct speech, questions are none."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from analysis.records import Range
from analysis.speakers import cues
from analysis.speakers.drafts import Draft, voice

if TYPE_CHECKING:
    from analysis.speakers.drafts import Scene, Voice

_LABEL = re.compile(
    r"(?P<name>[^：:，,。.!?！？“「\"\n]{1,24}?)(?:[（(][^）)]{1,20}[）)])?\s*[：:]\s*"
)


def answers(scene: Scene) -> dict[int, list[Draft]]:
    """Return the drafts of labelled answers and questions by the start of their paragraph.

    A paragraph is labelled when it opens with a name and a colon, and at least one label marks
    questions (问, Q, 记者, the medium): a list of names alone is no interview.
    """
    labels: dict[int, tuple[str, Range]] = {}
    for paragraph in scene.article.paragraphs:
        match = _LABEL.match(scene.text, paragraph.start, paragraph.end)
        if match is None or match.end() >= paragraph.end:
            continue
        known = match.group("name").strip().lower() in _questions() | _answers()
        if known or paragraph.kind != "title":
            labels[paragraph.start] = (
                match.group("name").strip(),
                Range(match.end(), paragraph.end),
            )
    counts = Counter(name for name, _ in labels.values())
    asking = _asking(scene, labels, counts)
    if not asking:
        return {}
    guest = _guest(scene)
    found: dict[int, list[Draft]] = {}
    for start, (name, content) in labels.items():
        if name in asking:
            found[start] = []
            continue
        who = _labelled(scene, start, content.start) or (guest if _is_answer(name) else None)
        if who or _is_answer(name):
            own = Range(start, content.start)
            found[start] = [Draft(content, "direct", "answer", own, None, who)]
    return found


@cache
def _questions() -> frozenset[str]:
    return cues.group("question")


@cache
def _answers() -> frozenset[str]:
    return cues.group("answer")


def _is_answer(name: str) -> bool:
    return name.lower() in _answers()


def _asking(scene: Scene, labels: dict[int, tuple[str, Range]], counts: Counter[str]) -> set[str]:
    """Return the labels that put questions: known ones, and names whose paragraphs all ask."""
    asking = {name for name in counts if name.lower() in _questions()}
    for name, count in counts.items():
        texts = [scene.text[r.start : r.end].strip() for n, r in labels.values() if n == name]
        asks = sum(t[-1:] in "？?" for t in texts)
        if count >= 2 and asks * 2 > count:
            asking.add(name)
    if asking:
        first = next(iter(labels.values()))[0]
        asking |= (
            {first} if first not in _answers() and not _is_person(scene, labels, first) else set()
        )
    return asking


def _is_person(scene: Scene, labels: dict[int, tuple[str, Range]], name: str) -> bool:
    starts = [s for s, (n, _) in labels.items() if n == name]
    return any(m.kind == "person" for s in starts for m in scene.within(s, s + len(name)))


def _labelled(scene: Scene, start: int, end: int) -> Voice | None:
    named = [m for m in scene.within(start, end) if m.kind != "organization"]
    return voice(named[0]) if named else None


def _guest(scene: Scene) -> Voice | None:
    """Return the person an interview names most before the first answer, title included."""
    people = [m for m in scene.mentions if m.kind == "person"]
    title = scene.article.document.title.casefold()
    for mention in people:
        if any(n and n.casefold() in title for n in (mention.name, *mention.names)):
            return voice(mention)
    if not people:
        return None
    counts = Counter(m.id for m in people)
    top = max(counts.values())
    chosen = next(m for m in people if counts[m.id] == top)
    return voice(chosen)
