"""Headlines of the kind 林百里：AI才刚开始 and "Hinton: machines will outthink us"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from analysis import sentences
from analysis.records import Range
from analysis.speakers import cues, english_words, quotes
from analysis.speakers.drafts import Draft, voice

if TYPE_CHECKING:
    from analysis.records import Paragraph
    from analysis.speakers.drafts import Scene

_COLON = re.compile(r"[：:]\s*")


def drafts(scene: Scene, paragraph: Paragraph) -> list[Draft]:
    """Return what a title or heading says somebody said: a name, a colon and a clause.

    A noun phrase after the colon (李开复：大模型的下半场) is a topic and no statement.
    """
    people = [m for m in scene.within(paragraph.start, paragraph.end) if m.kind == "person"]
    for mention in people:
        colon = _COLON.match(scene.text, mention.range.end, paragraph.end)
        before = scene.text[paragraph.start : mention.range.start]
        if colon is None or (before.strip() and before[-1] not in " \u3000，｜|。！？"):
            continue
        own = Range(mention.range.start, colon.end())
        marks = quotes.find(scene.text, colon.end(), paragraph.end)
        if marks and marks[0].outer == (colon.end(), paragraph.end):
            return [Draft(marks[0].inner, "direct", "headline", own, None, voice(mention))]
        content = Range(colon.end(), paragraph.end)
        if _is_clause(scene.text[slice(*content)]):
            return [Draft(content, "reported", "headline", own, None, voice(mention))]
    return []


def _is_clause(text: str) -> bool:
    """Tell a clause from a topic by a verb or particle in it."""
    if text.rstrip()[-1:] in ("?", "？"):
        return False
    if sentences.is_chinese(text):
        return len(text) >= 5 and _predicate().search(text, 1) is not None
    words = text.split()
    topic = words[:1] and words[0].lower() in cues.group("topic_en")
    finds = english_words.clear_verb().search(text)
    return len(words) >= 4 and bool(finds or not topic and english_words.is_bare_clause(text))


@cache
def _predicate() -> re.Pattern[str]:
    return re.compile(cues.phrases("predicate_zh"))
