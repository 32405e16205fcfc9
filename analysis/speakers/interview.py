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
    from analysis.records import Paragraph
    from analysis.speakers.drafts import Scene, Voice

_LABEL = re.compile(
    r"(?P<name>[^：:，,。.!?！？“「\"\n]{1,24}?)(?:[（(][^）)]{1,20}[）)])?\s*[：:]\s*"
)


def answers(scene: Scene) -> dict[int, list[Draft]]:
    """Return the drafts of an interview's answers and questions by the start of their paragraph.

    A paragraph is labelled when it opens with a name and a colon, and at least one label marks
    questions (问, Q, 记者, the medium): a list of names alone is no interview. Without labels,
    lines that ask and lines that answer must alternate.
    """
    return _labelled_answers(scene) or _plain_answers(scene)


def _labelled_answers(scene: Scene) -> dict[int, list[Draft]]:
    """Return the drafts of an interview whose paragraphs open with labels."""
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
    return found | _further(scene, found)


def _further(scene: Scene, found: dict[int, list[Draft]]) -> dict[int, list[Draft]]:
    """Return the paragraphs between an answer and the next question: the answer goes on."""
    more: dict[int, list[Draft]] = {}
    waiting: list[Paragraph] = []
    last: Draft | None = None
    for paragraph in scene.article.paragraphs:
        if paragraph.start not in found:
            waiting.append(paragraph)
            continue
        drafts = found[paragraph.start]
        if last and not drafts and all(_is_own(scene, p, last.voice) for p in waiting):
            more |= {p.start: [_answer(p, last.voice)] for p in waiting}
        last, waiting = (drafts[0] if drafts else None), []
    return more


def _is_own(scene: Scene, paragraph: Paragraph, who: Voice | None) -> bool:
    """Tell a paragraph that a guest may say from one that tells of the guest, or a heading."""
    named = scene.within(paragraph.start, paragraph.end)
    return paragraph.kind == "body" and not any(
        who and m.id == who.id and m.form != "pronoun" for m in named
    )


def _plain_answers(scene: Scene) -> dict[int, list[Draft]]:
    """Return the drafts of an interview whose questions and answers take turns without labels.

    At least two paragraphs must ask, one of them the guest (you), and one answer must speak of
    itself (I). The first paragraph after the last question that names the guest is the writer's.
    """
    paragraphs = scene.article.paragraphs
    asks = [i for i, p in enumerate(paragraphs) if i and _asks(scene, p)]
    guest = _introduced(scene, paragraphs[asks[0]].start) if len(asks) > 1 else None
    if guest is None or not any(_pattern("you").search(_words(scene, paragraphs[i])) for i in asks):
        return {}
    found: dict[int, list[Draft]] = {}
    own: list[Paragraph] = []
    for i in range(asks[0], len(paragraphs)):
        paragraph = paragraphs[i]
        if i in asks or (own and _prompts(scene, paragraph, paragraphs[i - 1], own)):
            found[paragraph.start] = []
        elif i > asks[-1] + 1 or not _is_spoken(scene, paragraph, guest):
            if i > asks[-1]:
                break
            return {}
        else:
            own.append(paragraph)
            found[paragraph.start] = [_answer(paragraph, guest)]
    spoken = any(_pattern("i").search(_words(scene, p)) for p in own)
    return found if spoken and len(own) > 1 else {}


def _answer(paragraph: Paragraph, who: Voice | None) -> Draft:
    here = Range(paragraph.start, paragraph.start)
    return Draft(Range(paragraph.start, paragraph.end), "direct", "answer", here, None, who)


def _words(scene: Scene, paragraph: Paragraph) -> str:
    return scene.text[paragraph.start : paragraph.end].strip(_TYPOGRAPHY)


def _asks(scene: Scene, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is a question of at most 300 characters and no quotation."""
    words = _words(scene, paragraph)
    return words[-1:] in ("?", "？") and len(words) <= 300 and words[0] not in '“"「『'


def _prompts(scene: Scene, paragraph: Paragraph, before: Paragraph, own: list[Paragraph]) -> bool:
    """Tell a remark that the interviewer puts to the guest: right after an answer, to "you"."""
    words = _words(scene, paragraph)
    return (
        before is own[-1]
        and len(words) <= 160
        and _pattern("you").search(words) is not None
        and _pattern("i").search(words) is None
    )


def _is_spoken(scene: Scene, paragraph: Paragraph, guest: Voice) -> bool:
    """Tell a paragraph that the guest may say: running text or short, and not about the guest."""
    named = scene.within(paragraph.start, paragraph.end)
    return not any(m.id == guest.id and m.form != "pronoun" for m in named)


def _introduced(scene: Scene, end: int) -> Voice | None:
    """Return the person whom the title or the lines before the first question name most."""
    people = [m for m in scene.within(0, end) if m.kind == "person"]
    if not people:
        return None
    counts = Counter(m.id for m in people)
    return voice(max(people, key=lambda m: (counts[m.id], -m.range.start)))


@cache
def _pattern(group: str) -> re.Pattern[str]:
    """Return the pattern of the words for the speaker ("i") or for who is spoken to ("you")."""
    chinese = cues.phrases(f"{group}_zh")
    return re.compile(rf"{chinese}|\b{cues.phrases(f'{group}_en')}\b", re.IGNORECASE)


_TYPOGRAPHY = " \t\u3000*_#>—–-■▎●"


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
