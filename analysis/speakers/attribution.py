"""Turns drafts into statements: spans of the source, speaker, date, marks and confidence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING

from analysis import lexicons
from analysis.records import Span, Statement, identify
from analysis.speakers import cues, roles

if TYPE_CHECKING:
    from analysis.records import When
    from analysis.speakers.drafts import Draft, Scene

_THRESHOLD = 0.6


def statement(scene: Scene, draft: Draft) -> Statement:
    """Return the statement of a draft; its speaker is None below the confidence threshold."""
    article = scene.article
    span = _span(scene, draft)
    sure = confidence(draft.rule)
    who = roles.complete(scene, draft.voice) if draft.voice and sure >= _THRESHOLD else None
    cue = article.working.original_script(*draft.cue) if draft.cue else ""
    return Statement(
        id=identify(article.document.id, "statement", span.start, span.end),
        document=article.document.id,
        span=span,
        mode=draft.mode,
        speaker=who.name if who else None,
        speaker_id=who.id if who else None,
        speaker_names=who.names if who else (),
        speaker_span=article.working.source(*who.range) if who else None,
        organization=who.organization if who else "",
        cue=cue.strip(),
        date=_date(scene, draft),
        rule=draft.rule,
        confidence=sure,
        marks=_marks(scene, draft),
    )


def _span(scene: Scene, draft: Draft) -> Span:
    """Return the stretch of the source, with the gloss of its last character."""
    working = scene.article.working
    span = working.source(*draft.range)
    opens = scene.article.document.text[span.end : span.end + 1] in ("(", "（")
    if opens and draft.range.end < len(scene.text):
        following = working.source(draft.range.end, draft.range.end + 1).start
        gloss = scene.article.document.text[span.end : following]
        if _GLOSS.fullmatch(gloss):
            return Span(span.start, following)
    return span


_RELATIVE = re.compile(r"\b(?:who|whose|which)\b")
_GLOSS = re.compile(r"[(（][^()（）]{1,8}[)）]")


@cache
def _confidences() -> dict[str, float]:
    return {r["rule"]: float(r["confidence"]) for r in lexicons.table("statement_rules")}


def confidence(rule: str) -> float:
    """Return how often a rule's speaker and stretch were right when it was last measured."""
    return _confidences()[rule]


def _date(scene: Scene, draft: Draft) -> When:
    """Return when it was said: a time beside the frame in its sentence, else the publication."""
    at = bisect_right(scene.sentences, draft.frame.start) - 1
    start = scene.sentences[at] if at >= 0 else draft.frame.start
    times = scene.article.times
    first = bisect_left(times, start, key=lambda t: t.range.start)
    for time in times[first:]:
        if time.range.start >= draft.frame.end:
            break
        apart = time.range.end <= draft.range.start or time.range.start >= draft.range.end
        between = scene.text[draft.cue.end if draft.cue else start : time.range.start]
        if apart and not _RELATIVE.search(between):
            return time.when
    return scene.article.document.published


def _marks(scene: Scene, draft: Draft) -> tuple[str, ...]:
    """Return what qualifies a statement: rumour, denial, hypothetical, others, translated."""
    text = scene.text[draft.range.start : draft.range.end]
    frame = scene.text[draft.frame.start : draft.frame.end]
    found = []
    if _group("rumour").search(frame):
        found.append("rumour")
    if draft.denial:
        found.append("denial")
    if _group("hypothetical").search(text):
        found.append("hypothetical")
    if _group("others").match(text):
        found.append("others")
    if scene.article.document.machine_translated:
        found.append("translated")
    return tuple(found)


@cache
def _group(name: str) -> re.Pattern[str]:
    english = cues.phrases(f"{name}_en").replace(r"\ ", " ")
    return re.compile(rf"{cues.phrases(f'{name}_zh')}|\b{english}\b", re.IGNORECASE)
