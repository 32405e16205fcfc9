"""English subjects: whom a verb belongs to, before it and after it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from analysis.records import Range
from analysis.speakers import cues, english_words, unnamed
from analysis.speakers.drafts import heard, organization, voice

if TYPE_CHECKING:
    from analysis.records import Mention
    from analysis.speakers.drafts import Past, Scene, Voice


def before_verb(scene: Scene, start: int, end: int, past: Past) -> Voice | None:
    """Return the subject of the verb at `end`."""
    edge = start + len(_before_pattern().sub("", scene.text[start:end]))
    bare = scene.text[start:edge].rstrip()
    if re.search(r"\b(?:it|there|that|this) (?:is|was|has been|had been)$", bare, re.IGNORECASE):
        return None
    near = _described_organization(scene, start, edge) or ending_at(scene, edge, past)
    if near:
        if not is_organization(scene, near):
            return near
        described = _GOVERNED.search(scene.text, start, near.range.start)
        other = unnamed.english(scene, start, edge) if described else None
        return _owner(scene, start, near) or other or near
    if re.search(r"(?:,|\b(?:who|and|but|that))$", bare, re.IGNORECASE):
        return (
            unnamed.leading(scene, start, edge)
            or _main_subject(scene, start, edge)
            or unnamed.english(scene, start, edge)
        )
    return (
        pronoun(scene, max(start, edge - 24), edge, past)
        or _described(scene, start, edge)
        or unnamed.english(scene, start, edge)
    )


_GOVERNED = re.compile(r"\b(?:of|at|from|with|in|for)(?: the)? $")


def _owner(scene: Scene, start: int, near: Voice) -> Voice | None:
    """Return the person that an organisation before a verb only describes (Zhang of BAAI)."""
    for mention in scene.within(max(start, near.range.start - 100), near.range.start):
        gap = scene.text[mention.range.end : near.range.start]
        if mention.kind != "organization" and re.match(
            r",? (?:[\w-]+ ){0,6}?(?:of|at|from|with) ", gap
        ):
            return voice(mention)
    return None


_THE = re.compile(r"\b[Tt]he (?:[\w-]+ ){1,3}?(?P<noun>[a-z-]+)$")


def _described_organization(scene: Scene, start: int, edge: int) -> Voice | None:
    """Return the one organisation of a sentence that is only described (the phone company)."""
    match = _THE.search(scene.text, max(start, edge - 60), edge)
    if match is None or match.group("noun") not in cues.group("company_en"):
        return None
    near = max(0, match.start() - 200)
    first = max(near, scene.text.rfind("\n", near, edge) + 1)
    named = [m for m in scene.within(first, match.start()) if m.kind == "organization"]
    return voice(named[-1])._replace(range=Range(*match.span())) if named else None


def ending_at(scene: Scene, edge: int, past: Past) -> Voice | None:
    """Return the mention that ends at `edge`, or the person it stands beside."""
    near = [m for m in scene.within(max(0, edge - 120), edge) if m.range.end >= edge - 2]
    near = [m for m in near if not scene.text[m.range.end : edge].strip("’' s")]
    return heard(scene, _first_of_pair(scene, _best(near)), past) if near else None


_TOGETHER = re.compile(r"(?: (?:of|at|from) [\w .&-]{2,40}|, [^,.;]{3,60},)? and ")


def _first_of_pair(scene: Scene, mention: Mention) -> Mention:
    """Return the first of two people who speak together (Ann Lee and Bo Yu both say)."""
    for other in scene.within(max(0, mention.range.start - 60), mention.range.start):
        gap = scene.text[other.range.end : mention.range.start]
        before = scene.text[max(0, other.range.start - 2) : other.range.start]
        if (
            other.kind != "organization"
            and _TOGETHER.fullmatch(gap)
            and before in ("", ". ", ", ", "\n")
        ):
            return other
    return mention


def _best(mentions: list[Mention]) -> Mention:
    people = [m for m in mentions if m.kind == "person"]
    roles = [m for m in mentions if m.kind == "role"]
    return (people or roles or mentions)[0]


def _main_subject(scene: Scene, start: int, end: int) -> Voice | None:
    """Return the first mention of a sentence that no preposition governs."""
    for mention in scene.within(start, end):
        before = scene.text[max(start, mention.range.start - 24) : mention.range.start]
        words = before.replace("the ", "").split()
        if words and words[-1].lower() in cues.group("preposition_en") or _owns(scene, mention):
            continue
        return _titled(scene, mention, end) or voice(mention)
    return None


def _titled(scene: Scene, mention: Mention, end: int) -> Voice | None:
    """Return the person whose company stands before the name (Acme chief executive Ann Lee)."""
    if mention.kind != "organization":
        return None
    for person in scene.within(mention.range.end, min(end, mention.range.end + 60)):
        gap = scene.text[mention.range.end : person.range.start]
        if person.kind == "person" and _title_gap().fullmatch(gap):
            return voice(person)
    return None


@cache
def _title_gap() -> re.Pattern[str]:
    word = rf"(?:[A-Z][\w-]+|{cues.spaced('title_en')}|co-\w+)"
    return re.compile(rf"(?:[’']s)?(?:\s\([A-Z.: ]{{1,12}}\))?\s(?:{word}\s){{0,6}}")


_LEAD_IN = re.compile(
    r"\s+(?:(?:the|a|an|one|its|his|her|their|our|former|another)\s+)?(?:[\w’'-]+,?\s+){0,6}"
)


def _owns(scene: Scene, mention: Mention) -> bool:
    """Tell whether a mention only owns the subject (her colleague, Marlow's founder)."""
    words = scene.text[mention.range.start : mention.range.end].lower()
    after = scene.text[mention.range.end : mention.range.end + 2]
    return words in ("his", "her", "their", "its") or after in ("’s", "'s", "’ ", "' ")


def after_verb(scene: Scene, start: int, end: int) -> Voice | None:
    """Return the subject that follows its verb (said the group's chief executive, Ann Lee)."""
    found = [m for m in scene.within(start, min(end, start + 140)) if m.range.start - start <= 60]
    if not found or not _LEAD_IN.fullmatch(scene.text[start : found[0].range.start]):
        return unnamed.following(scene, start, end)
    first = found[0]
    owned = unnamed.owned_role(scene, first.range, end) if first.kind == "organization" else None
    if owned and not any(
        m.kind == "person" for m in scene.within(first.range.end, owned.range.end + 3)
    ):
        return owned
    if re.match(
        r"\s+(?:is|was|will|would|has|had|can|could|should|may|might)\b",
        scene.text[first.range.end : end],
    ):
        return None
    if re.search(r"\b(?:of|at|from|in|to|who|on|that)\s", scene.text[start : first.range.start]):
        return None
    for person in [m for m in found[1:] if m.kind == "person" and first.kind != "person"]:
        gap = scene.text[first.range.end : person.range.start]
        if re.fullmatch(r"[\w ’',-]{0,50}", gap) and not re.search(
            r"\b(?:of|at|from|in|to|who|on|and)\b", gap
        ):
            return voice(person)
    return voice(_best([m for m in found if m.range.start < first.range.end]))


_DESCRIPTION = re.compile(
    r"(?:,? (?:who|whose|of|at|from|with|in|for)\b[^,;]{0,110}|,[^;]{0,110},)\s*$"
)


def _described(scene: Scene, start: int, edge: int) -> Voice | None:
    """Return the mention whose description ends at the verb (an investor who has seen ... said)."""
    for mention in scene.within(max(start, edge - 140), edge):
        gap = scene.text[mention.range.end : edge]
        if mention.kind != "organization" and _DESCRIPTION.match(gap):
            return voice(mention)
    return None


_PRONOUN = re.compile(
    r"\b(?:he|she|his|her|the (?P<role>[a-z-]+))\s*$",
    re.IGNORECASE,
)


def pronoun(scene: Scene, start: int, end: int, past: Past) -> Voice | None:
    """Return whom a pronoun or short description stands for that names did not resolve."""
    match = _PRONOUN.search(scene.text[start:end])
    if match is None:
        return None
    at = Range(start + match.start(), start + match.end())
    role = (match.group("role") or "").lower()
    if role in cues.group("company_en"):
        who = organization(scene, start)
    elif role:
        who = past.voice if past.voice and role in past.voice.name.lower().split() else None
    else:
        who = _like(scene, match.group().strip().lower(), start) or past.voice
    return who._replace(range=at) if who else None


def _like(scene: Scene, word: str, before: int) -> Voice | None:
    """Return whom the last pronoun of the same sex stands for in the paragraph so far."""
    same = ("he", "him", "his") if word in ("he", "his") else ("she", "her", "hers")
    start = max(0, before - 400)
    start = max(start, scene.text.rfind("\n", start, before) + 1)
    for mention in reversed(scene.within(start, before)):
        words = scene.text[slice(*mention.range)].lower()
        if mention.form == "pronoun" and mention.kind != "organization" and words in same:
            return voice(mention)
    return None


def is_organization(scene: Scene, who: Voice) -> bool:
    """Tell whether a voice is an organisation's."""
    near = scene.within(who.range.start, who.range.end)
    return any(m.kind == "organization" and m.id == who.id for m in near)


def is_person(scene: Scene, who: Voice) -> bool:
    """Tell whether a mention of a person or role stands where a voice is named."""
    near = scene.within(who.range.start, who.range.end)
    return any(m.kind != "organization" and m.id == who.id for m in near)


@cache
def _before_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:\s+{english_words.adverbs()}){{0,4}}\s*$", re.IGNORECASE)
