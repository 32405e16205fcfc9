"""Names that stand in an unmistakable slot of a sentence: after a post, or in a list of names.

The finder of names is careful; next to a word like 离职 less evidence is needed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from analysis import lexicons
from analysis.events import words
from analysis.records import Mention, Range
from analysis.sentences import frequency

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.events.scene import Scene
    from analysis.events.words import Trigger

_ACRONYM = re.compile(r"(?<![A-Za-z])(?:C[A-Z]O|VP|SVP|EVP|HR)$")
_LIST = re.compile(r"[、和与及]")
_HAN = re.compile(r"[一-鿿]")
_LATIN = re.compile(
    r"[了到至去]?(?:[一-鿿]{0,10}(?:公司|初创|新创|企业|厂商|巨头|平台|国|日商|美商|新加坡))?\s?"
    r"的?(?!C[A-Z]O|VP|HR)([A-Z][A-Za-z0-9.&-]{2,20}(?:\s[A-Z][A-Za-z0-9.&-]{1,20}){0,2})"
    r"(?![A-Za-z0-9股的]|\s?(?:股|芯片|显卡|GPU))"
)
_ENGLISH_NAME = re.compile(
    r"\s([A-Z][A-Za-z0-9]{2,20}(?:\s[A-Z][A-Za-z0-9]{1,20}){0,2})(?=,|\.|\sfor\s|\sin\sa\s|$)"
)
_HEAD = re.compile(
    r"(?:[A-Z][a-z]+ly,\s|Elsewhere,\s)?"
    r"([A-Z][A-Za-z0-9]{2,20}(?:\.(?:ai|io|com))?(?:\s[A-Z][A-Za-z0-9]{1,20}){0,2}),\s"
    r"(?:which|an?|whose|the\s(?:[\w-]+\s){0,3}"
    r"(?:start-?up|company|maker|firm|lab|developer|chipmaker|operator|group))\s"
)
_PERSON = re.compile(
    r"(?:Dr\.?\s|Mr\.?\s|Ms\.?\s)?"
    r"(?P<name>[A-Z][\w’'-]{1,20}\s(?:(?:[a-z]{2,3}[ -]|[A-Z]\.\s)?[A-Z][\w’'-]{1,24}))"
    r"(?=,\s(?:the\s|its\s|a\s|an\s|who\s|co-founder|founder|chief|head|vice|director|president)"
    r"|\s(?:has|had|is|resigned|quit|left|retired|stepped|departed|walked|leaves|retires)\b)"
)
_LOST = re.compile(
    r"\s(?P<name>[A-Z][\w’'-]{1,20}\s[A-Z][\w’'-]{1,24})(?=,\s(?:who|its|the|a)\s|\sto\s)"
)
_REACH = 60


def find(scene: Scene, triggers: Sequence[Trigger]) -> list[Mention]:
    """Return the people and organisations that only the syntax names, as new mentions."""
    if scene.tongue == "en":
        return [
            *_bought(scene, triggers),
            *_described(scene, triggers),
            *_english_people(scene, triggers),
        ]
    return [*_people(scene, triggers), *_organizations(scene, triggers)]


def _bought(scene: Scene, triggers: Sequence[Trigger]) -> list[Mention]:
    """Return the names that directly follow "acquired": "is close to acquiring Ampere"."""
    found: list[Mention] = []
    for trigger in triggers:
        if trigger.kind != "acquisition" or trigger.pattern != "buy":
            continue
        match = _ENGLISH_NAME.match(scene.text, trigger.end, min(scene.end, trigger.end + 60))
        if match and not scene.firms(match.start(1) - 20, match.end(1) + 3):
            name = match.group(1)
            place = Range(*match.span(1))
            found.append(Mention(place, "organization", f"~{name.lower()}", name, (name,)))
    return found


def _english_people(scene: Scene, triggers: Sequence[Trigger]) -> list[Mention]:
    """Return the person at the head of "Ann Lee, co-founder of Acme, resigned"."""
    if not any(t.kind == "departure" for t in triggers):
        return []
    lost = next((t for t in triggers if t.pattern == "lose"), None)
    match = _PERSON.match(scene.text, scene.start, min(scene.end, scene.start + 80))
    if match is None and lost:
        match = _LOST.match(scene.text, lost.end, min(scene.end, lost.end + 80))
    if match is None or any(word in not_names() for word in match["name"].split()):
        return []
    start, end = match.span("name")
    if scene.people(start - 20, end + 3) or scene.firms(start - 20, end + 20):
        return []
    name = match["name"]
    return [Mention(Range(start, end), "person", f"~{name.casefold()}", name, (name,))]


def _described(scene: Scene, triggers: Sequence[Trigger]) -> list[Mention]:
    """Return the name at the head of "Acme, which rents chips, suspended operations"."""
    kinds = ("shutdown", "distress", "layoff", "acquisition")
    match = _HEAD.match(scene.text, scene.start, min(scene.end, scene.start + 80))
    if match is None or not any(t.kind in kinds for t in triggers):
        return []
    start, end = match.span(1)
    if scene.firms(start - 20, end + 3) or scene.people(start - 20, end + 3):
        return []
    name = match.group(1)
    return [Mention(Range(start, end), "organization", f"~{name.lower()}", name, (name,))]


def _people(scene: Scene, triggers: Sequence[Trigger]) -> list[Mention]:
    found: dict[int, Mention] = {}
    for trigger in triggers:
        if trigger.kind != "departure" or trigger.pattern == "found":
            continue
        arrival = trigger.pattern in ("enter", "move")
        if arrival and not scene.firms(trigger.end, trigger.end + 24):
            continue
        low = max(scene.start, trigger.start - _REACH)
        for start, end in _slots(scene, Range(low, min(scene.end, trigger.end + _REACH))):
            if not scene.people(start - 3, end + 3) and start not in found:
                found[start] = _mention(scene, start, end)
    return list(found.values())


def _organizations(scene: Scene, triggers: Sequence[Trigger]) -> list[Mention]:
    """Return the Latin names that Chinese text joins, leaves or buys: 跳槽至Grab, 收购Infinia."""
    found: list[Mention] = []
    for trigger in triggers:
        if trigger.kind == "acquisition" or trigger.pattern in ("join", "enter", "move"):
            match = _LATIN.match(scene.text, trigger.end, min(scene.end, trigger.end + 60))
            if match and not scene.firms(match.start(1) - 20, match.end(1) + 3):
                name = match.group(1)
                place = Range(*match.span(1))
                found.append(Mention(place, "organization", f"~{name.lower()}", name, (name,)))
    return found


def _mention(scene: Scene, start: int, end: int) -> Mention:
    name = scene.view.article.working.original_script(start, end)
    return Mention(Range(start, end), "person", f"~{scene.text[start:end]}", name, (name,))


def _slots(scene: Scene, part: Range) -> Iterator[tuple[int, int]]:
    """Yield the stretches that read as a name after a post or between the names of a list."""
    text = scene.text
    for match in _surnames().finditer(text, part.start, part.end):
        start = match.start()
        listed = _after_name(scene, start)
        bare = not listed and not _after_post(scene, start)
        free = _of_firm(scene, start) or start == scene.start or _honoured(scene, match.end())
        if bare and not free:
            continue
        alone = bare and start == scene.start
        for size in (1, 2) if _closes_long(scene, match.end() + 1) else (2, 1):
            end = match.end() + size
            whole = end <= part.end and _han(text[match.end() : end])
            if whole and _closes(scene, end) and not (alone and _common(text, start, end)):
                yield start, end
                break


def _of_firm(scene: Scene, start: int) -> bool:
    """Return whether a place follows "of" an organisation: 某某科技的X."""
    firms = scene.firms(max(scene.start, start - 16), start - 1)
    return bool(firms) and scene.text[firms[-1].range.end : start] == "的"


def _honoured(scene: Scene, start: int) -> bool:
    """Return whether 先生, 女士 or the like follows a given name that begins at a place."""
    honours = words.cue("honour", "zh")
    return any(honours.match(scene.text, start + size) for size in (2, 1))


def _closes_long(scene: Scene, end: int) -> bool:
    """Return whether 一同 or another adverb of two characters follows a name of one."""
    match = words.cue("after name", "zh").match(scene.text, end)
    return match is not None and match.group()[0] == "一" and len(match.group()) > 1


def _common(text: str, start: int, end: int) -> bool:
    """Return whether words make up what opens a sentence like a name: 高管从, 金融业已."""
    parts = (text[start:end], text[start : start + 2], text[end - 2 : end])
    return end - start < 3 or any(frequency(part) > 20 for part in parts)


def _han(text: str) -> bool:
    return all(_HAN.match(c) for c in text)


def _after_post(scene: Scene, start: int) -> bool:
    low = max(scene.start, start - 6)
    if _ACRONYM.search(scene.text, low, start):
        return True
    return any(scene.text[i:start] in words.listed("post", "zh") for i in range(low, start))


def _after_name(scene: Scene, start: int) -> bool:
    """Return whether a place follows a name and a comma of a list."""
    if not _LIST.match(scene.text[start - 1]):
        return False
    return any(m.range.end <= start - 1 for m in scene.people(max(scene.start, start - 12), start))


def _closes(scene: Scene, end: int) -> bool:
    """Return whether a name may end here: an adverb, a time, a list mark or a verb follows."""
    if any(t.range.start == end for t in scene.times(end, end + 14)):
        return True
    return words.cue("after name", "zh").match(scene.text, end) is not None


@cache
def not_names() -> frozenset[str]:
    """Return the capitalised English words that are no part of a person's name."""
    rows = lexicons.table("english_not_names")
    return frozenset(row["word"] for row in rows if row["kind"] != "ambiguous")


@cache
def _surnames() -> re.Pattern[str]:
    names = sorted((row["surname"] for row in lexicons.table("chinese_surnames")), key=len)
    return re.compile("|".join(map(re.escape, reversed(names))))
