"""Chinese subjects: whom a verb belongs to, in its clause or shared with the clauses before."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from analysis.records import Range
from analysis.speakers import cues, unnamed
from analysis.speakers.drafts import heard, organization, voice

if TYPE_CHECKING:
    from analysis.records import Mention
    from analysis.speakers.drafts import Past, Scene, Voice
    from analysis.speakers.units import Unit

_SEGMENT = re.compile(r"[，,；;：:。！？!?—]")


def segment_start(masked: str, end: int) -> int:
    """Return where the clause that holds position `end` begins."""
    begin = 0
    for match in _SEGMENT.finditer(masked, max(0, end - 200), end):
        begin = match.end()
    return begin if begin or end <= 200 else end - 200


def subject(scene: Scene, start: int, end: int, past: Past) -> Voice | None:
    """Return the subject of a verb at `end` within its own clause."""
    near = _close_to().match(scene.text, start, end)
    if near and (source := unnamed.chinese(scene, start, end)):
        return source
    known = head(scene, start, end, past) or pronoun(scene, start, end, past)
    return known or unnamed.chinese(scene, start, end)


@cache
def _close_to() -> re.Pattern[str]:
    """Words that open a source described by whom it knows (接近他的人士, 一位熟悉某人的投资人)."""
    return re.compile(rf"\s*(?:有|另)?(?:[一两几多数][位名])?{cues.phrases('close_to_zh')}")


def elided(scene: Scene, unit: Unit, segment: int, past: Past) -> Voice | None:
    """Return the subject that a verb shares with the clauses before it in its sentence."""
    if segment <= unit.start:
        return past.voice if _connective().match(unit.masked[:12]) else None
    turn = unit.start + max(
        unit.masked.rfind(t, 0, segment - unit.start) for t in cues.group("turn_zh")
    )
    near = head(scene, turn, segment, past) if turn > unit.start else None
    lead = near or head(scene, unit.start, segment, past)
    return lead or pronoun(scene, unit.start, segment, past)


@cache
def _connective() -> re.Pattern[str]:
    return re.compile(cues.phrases("connective_zh"))


def head(scene: Scene, start: int, end: int, past: Past) -> Voice | None:
    """Return the first person or role of a stretch that can be a subject, else organisation."""
    free = [
        m
        for m in scene.within(start, end)
        if not _is_object(scene, m, start) and m.name not in cues.group("question")
    ]
    people = [m for m in free if m.kind != "organization"]
    if not people:
        if not free or _owns(scene, free[0], end):
            return None
        return unnamed.after_organization(scene, free[0].range.end, end) or voice(free[0])
    best = people[0]
    for other in people[1:]:
        gap = _relation().sub("", scene.text[best.range.end : other.range.start])
        if len(gap) <= 10 and not _barrier().search(gap):
            best = other
    return None if _owns(scene, best, end) else heard(scene, best, past)


@cache
def _barrier() -> re.Pattern[str]:
    """Words that part a subject from other names: prepositions, commas, 和."""
    return re.compile(r"[，,：:；;。和与及跟同对向给被把将在由从就为]")


@cache
def _relation() -> re.Pattern[str]:
    """Words for somebody at one's side that hold a barrier's character (同学, 对手)."""
    return re.compile(cues.phrases("relation_zh"))


@cache
def _governs() -> re.Pattern[str]:
    return re.compile(cues.phrases("governs_zh") + r"\s?$")


def _is_object(scene: Scene, mention: Mention, start: int) -> bool:
    """Tell whether the words before a mention make it an object (对某人, 告诉某人)."""
    before = scene.text[max(start, mention.range.start - 8) : mention.range.start]
    return bool(_governs().search(before))


def _owns(scene: Scene, mention: Mention, end: int) -> bool:
    """Tell whether a mention only owns the subject (某人的公司表示)."""
    after = scene.text[mention.range.end : min(end, mention.range.end + 6)]
    return after.startswith("的") and not after.startswith("的确")


def pronoun(scene: Scene, start: int, end: int, past: Past) -> Voice | None:
    """Return whom a pronoun stands for that names did not resolve."""
    match = _pronouns().search(scene.text[start : min(end, start + 20)])
    if match is None or scene.within(start, end):
        return None
    at = Range(start + match.start(), start + match.end())
    if match.lastgroup == "pair":
        who = _of_two(scene, start, last=match.group() == "后者")
    elif match.lastgroup == "group":
        who = organization(scene, start) or unnamed.words(scene, at)
    else:
        who = _beside(scene, start, past) or past.voice
    return who._replace(range=at) if who else None


def _beside(scene: Scene, before: int, past: Past) -> Voice | None:
    """Return the person named last in the same sentence, outside quoted words."""
    near = scene.within(max(0, before - 40), before)
    for mention in reversed(near):
        if mention.kind == "organization" or mention.form == "pronoun":
            continue
        quoted = any(w.start <= mention.range.start < w.end for w in past.words)
        parted = any(stop in scene.text[mention.range.end : before] for stop in "。！？\n")
        return None if quoted or parted else voice(mention)
    return None


def _of_two(scene: Scene, before: int, *, last: bool) -> Voice | None:
    """Return the former or the latter of the two people named last together."""
    people: dict[str, Mention] = {}
    for mention in scene.within(max(0, before - 160), before):
        if mention.kind != "organization" and mention.form != "pronoun":
            people.pop(mention.id, None)
            people[mention.id] = mention
    pair = list(people.values())[-2:]
    return voice(pair[1] if last else pair[0]) if len(pair) == 2 else None


def person(who: Voice | None, scene: Scene) -> Voice | None:
    """Return `who` unless it is an organisation."""
    if who is None:
        return None
    kinds = [m.kind for m in scene.within(who.range.start, who.range.end) if m.id == who.id]
    return None if "organization" in kinds else who


@cache
def _pronouns() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<person>{cues.phrases('person_zh')}|当事人|本人|[这该][位名][^，。]{{1,8}}|该[合基投分]\w{{1,4}})"
        rf"|(?P<pair>前者|后者)|(?P<group>{cues.phrases('company_zh')})"
    )
