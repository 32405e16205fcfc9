"""Acquisitions: which organisation is bought by which."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.events import actors, words
from analysis.events.circumstances import tell
from analysis.events.companies import it, oblique, topic
from analysis.events.drafts import Draft
from analysis.records import Range

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.events.scene import Scene
    from analysis.events.words import Trigger
    from analysis.records import Mention

_OWNER = re.compile(
    r"[’']s\s|(?:所)?持有的?|旗下|的(?!收购|并购|交易|全部|多数|控股|股权|股份|消息|传闻|传言|计划)"
)
_HALF = 50
_SHARE = re.compile(
    r"\s+(?:about |roughly |nearly |over |some )?(?P<share>\d{1,3}(?:\.\d)?)"
    r"\s?(?:%|percent|per cent)\s+of\s+(?:[a-z-]+\s+){0,4}"
)
_DONE = re.compile(
    r"\b(?:completed?s?|closed|closes|finali[sz]ed|announced|agreed|clinched|sealed)\b"
    r"(?:\s(?:on|in)\s\w+)?\s(?:the|its|a|an)\s(?:[\w$.-]+\s){0,3}$"
)
_ITS_ASSETS = re.compile(
    r"\s+(?:most of|all of|much of|the bulk of)?\s?"
    r"(?:the (?:company|firm|start-?up|group)[’']s|its)\s"
    r"(?:assets|business|operations|technology and|team and)"
)
Pair = tuple["Mention", "Mention | None"]


def find(scene: Scene, triggers: Sequence[Trigger]) -> Iterator[Draft]:
    """Yield the acquisitions that one sentence tells."""
    for trigger in triggers:
        if trigger.kind != "acquisition":
            continue
        pair = _chinese(scene, trigger) if scene.tongue == "zh" else _english(scene, trigger)
        if scene.cue("failed", trigger.end, min(scene.end, trigger.end + 80)):
            continue
        if pair is None or (pair[1] is not None and pair[0].id == pair[1].id):
            continue
        telling = tell(scene, trigger)
        if telling is None:
            continue
        yield Draft(
            scene,
            trigger,
            rule=f"acquisition-{scene.tongue}-{trigger.pattern}",
            organization=pair[0],
            destination=pair[1],
            status=telling.status,
            date=telling.date,
            firm=telling.firm,
            timeless=telling.timeless,
            weak=telling.unclaimed,
        )


def _chinese(scene: Scene, trigger: Trigger) -> Pair | None:
    text = scene.text
    clause = scene.clause(trigger.start)
    before = scene.firms(clause.start, trigger.start)
    after = scene.firms(trigger.start, clause.end)
    if trigger.pattern == "sold":
        bought = before[-1] if before else _earlier(scene, trigger)
        if scene.cue("part", before[-1].range.end if before else clause.start, trigger.start):
            return None
        return (bought, after[0]) if bought and after else None
    passive = re.search(r"(?:被|获|遭|由)[^，。]{0,24}$", text[clause.start : trigger.start])
    if passive and scene.people(clause.start + passive.start(), trigger.start):
        return None
    if passive:
        agents = [f for f in before if f.range.start >= clause.start + passive.start()]
        victims = [f for f in before if f.range.start < clause.start + passive.start()]
        bought = victims[-1] if victims else _following(scene, trigger)
        bought = bought or _earlier(scene, trigger)
        return (bought, agents[-1] if agents else None) if bought else None
    target = [
        f
        for f in before
        if re.search(
            r"(?:对|将|把)[^，。]{0,16}$",
            text[max(clause.start, f.range.start - 18) : f.range.start],
        )
    ]
    if target:
        buyer = next((f for f in before if f is not target[-1]), None) or _earlier(scene, trigger)
        return (target[-1], buyer) if buyer else None
    after = _whole(scene, after)
    if not after:
        return None
    between = text[trigger.end : after[0].range.start]
    tail = text[after[0].range.end : min(clause.end, after[0].range.end + 20)]
    if (
        len(between) > 30
        or re.match(r"(?:的|旗下)?[^，。]{0,8}(?:股份|股权|股票)", tail)
        and not scene.cue("majority", trigger.start, clause.end)
    ):
        return None
    if re.search(r"[、。]", between):
        return None
    buyer = before[-1] if before else _earlier(scene, trigger)
    return (after[0], buyer) if buyer else None


def _whole(scene: Scene, after: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return what is bought: in "Intel's Altera" the second, in "Intel's flash unit" nothing."""
    if after and _OWNER.match(scene.text, after[0].range.end, scene.end):
        following = after[1:2]
        near = following and following[0].range.start - after[0].range.end < 14
        return following if near else ()
    return after


def _earlier(scene: Scene, trigger: Trigger) -> Mention | None:
    clause = scene.clause(trigger.start)
    if scene.cue("many", scene.start, trigger.start):
        return None
    if scene.cue("firm", clause.start, trigger.start):
        return topic(scene, clause.start)
    for part in scene.clauses_before(trigger.start):
        found = [f for f in scene.firms(part.start, part.end) if not oblique(scene, f)]
        if found:
            return found[0]
        if scene.cue("firm", part.start, part.end):
            return topic(scene, part.start)
    return None


def _following(scene: Scene, trigger: Trigger) -> Mention | None:
    """Return the subject after "acquired by X," or 被某公司收购后，"""
    clause = scene.clause(trigger.start)
    if trigger.start - clause.start > 40 or clause.start - scene.start > 4:
        return None
    following = scene.clause(min(clause.end + 1, scene.end))
    found = scene.firms(clause.end, following.end)
    return found[0] if found and found[0].range.start - clause.end < 16 else None


def _english(scene: Scene, trigger: Trigger) -> Pair | None:
    text = scene.text
    ahead = text[max(scene.start, trigger.start - 40) : trigger.start]
    if trigger.pattern == "deal":
        return _deal(scene, trigger)
    leading = trigger.start == scene.start
    word = text[trigger.start : trigger.end].lower()
    passive = word.endswith("sold") and " " in word
    active = word.endswith("ing")
    if (
        leading
        or passive
        or not active
        and re.search(r"\b(?:was|were|been|is|being|be)\s+(?:[\w-]+ly\s+)?$", ahead)
    ):
        return _suffered(scene, trigger, leading=leading, bare=passive)
    if word.startswith("sale to"):
        return _sale(scene, trigger)
    after = _whole(scene, scene.firms(trigger.end, min(scene.end, trigger.end + 100)))
    if not after:
        return _own_assets(scene, trigger)
    between = text[trigger.end : after[0].range.start]
    if not re.fullmatch(r"\s+(?:[\w’'$.%-]+(?:,\d+)*\s+){0,8}", between):
        return None
    if trigger.pattern == "part" and not _most(between):
        return None
    if scene.cue("stake", trigger.end, after[0].range.start) and not _decisive(
        text[trigger.start : after[0].range.start], between
    ):
        return None
    subject = _subject(scene, trigger)
    if subject is None:
        return None
    return (subject, after[0]) if trigger.pattern == "sold" else (after[0], subject)


def _suffered(scene: Scene, trigger: Trigger, *, leading: bool, bare: bool) -> Pair | None:
    """Return who is bought and by whom in the passive; `bare`: "X is to be sold"."""
    bought = _following(scene, trigger) if leading else _subject(scene, trigger)
    after = scene.firms(trigger.end, min(scene.end, trigger.end + 100))
    by = [
        f
        for f in after
        if re.search(r"\b(?:by|to)\s+(?:[\w-]+\s+){0,5}$", scene.text[trigger.end : f.range.start])
    ]
    if bought is None or (leading and not by):
        return None
    if bare and not by and not _whole_firm(scene, trigger, bought):
        return None
    return (bought, by[0] if by else None)


def _whole_firm(scene: Scene, trigger: Trigger, bought: Mention) -> bool:
    """Return whether the firm itself is to be sold, not its products: "X will be sold"."""
    between = scene.text[bought.range.end : trigger.start]
    rest = scene.text[trigger.end : trigger.end + 12]
    end = re.match(r"(?:\s+(?:are|is|was|were|for|soon|off)\b|[.,;:]|$)", rest)
    return bool(
        re.fullmatch(r"\s+(?:(?:will|would|could|may|is|was|to|about|has)\s+){0,3}", between)
        and end
    )


def _deal(scene: Scene, trigger: Trigger) -> Pair | None:
    """Return the parties of "its purchase of X" or "the takeover of X by Y"."""
    text = scene.text
    after = scene.firms(trigger.end, min(scene.end, trigger.end + 80))
    after = _whole(scene, after) or after[:1]
    if not after or not re.fullmatch(
        r"\s+(?:[\w’'%,-]+\s+){0,6}", text[trigger.end : after[0].range.start]
    ):
        return None
    before = scene.firms(max(scene.start, trigger.start - 60), trigger.start)
    owner = [
        f
        for f in before
        if re.match(r"[’']s?\s+(?:[\w$.-]+\s+){0,4}$", text[f.range.end : trigger.start])
    ]
    if text[trigger.start : trigger.end].endswith("by"):
        return (owner[-1], after[0]) if owner else None
    buyer = owner[-1] if owner else _completing(scene, trigger)
    if text[trigger.start : trigger.end].lower() == "sale of":
        to = scene.firms(after[0].range.end, min(scene.end, after[0].range.end + 100))
        lead = text[after[0].range.end : to[0].range.start] if to else ""
        whole = (
            _most(text[trigger.end : after[0].range.start])
            or not text[trigger.end : after[0].range.start].strip()
        )
        return (after[0], to[0]) if whole and re.search(r"\bto\s(?:[\w-]+\s){0,5}$", lead) else None
    return (after[0], buyer) if buyer is None or buyer.id != after[0].id else None


def _completing(scene: Scene, trigger: Trigger) -> Mention | None:
    """Return who "completed (on Monday) the purchase of": the subject, named or "the designer"."""
    verb = _DONE.search(scene.text, max(scene.start, trigger.start - 50), trigger.start)
    if verb is None:
        return None
    head = scene.firms(scene.start, verb.start())
    for firm in reversed(head):
        if actors.reaches(scene, Range(firm.range.end, verb.start())):
            return firm
    return head[0] if len(head) == 1 and it(scene, verb.start()) else None


def _sale(scene: Scene, trigger: Trigger) -> Pair | None:
    """Return the parties of "a sale to X was rumoured", told of the firm that the text is about."""
    after = scene.firms(trigger.end, min(scene.end, trigger.end + 60))
    lead = scene.text[scene.start : trigger.start].strip().lower()
    if not after or lead not in ("a", "the", "its", "any", "talk of a", "a rumored", "a rumoured"):
        return None
    bought = topic(scene, scene.start)
    return (bought, after[0]) if bought else None


def _own_assets(scene: Scene, trigger: Trigger) -> Pair | None:
    """Return the parties of "after X bought most of the company's assets"."""
    match = _ITS_ASSETS.match(scene.text, trigger.end, scene.end)
    buyer = _subject(scene, trigger) if match else None
    if match is None or buyer is None:
        return None
    for part in (scene.previous, None):
        start, end = (part.start, part.end) if part else (scene.start, trigger.start)
        found = [f for f in scene.firms(start, end) if f.id != buyer.id]
        if found:
            return (found[0], buyer)
    main = scene.view.main
    return (main, buyer) if main and main.id != buyer.id else None


def _most(between: str) -> bool:
    """Return whether "75% of" or "60 percent of" gives control."""
    match = _SHARE.fullmatch(between)
    return match is not None and float(match["share"]) > _HALF


def _decisive(told: str, between: str) -> bool:
    """Return whether what is bought amounts to the firm: a majority, or its team and assets."""
    majority = words.cue("majority", "en").search(between)
    substance = words.cue("substance", "en").search(told) and re.search(
        r"\bof\s+(?:(?:the|bankrupt|failed|defunct|rival|its)\s+)*$", between
    )
    return bool(majority or substance or _most(between))


def _subject(scene: Scene, trigger: Trigger) -> Mention | None:
    low = max(scene.start, trigger.start - 300)
    for firm in reversed(scene.firms(low, trigger.start)[-4:]):
        if actors.reaches(scene, Range(firm.range.end, trigger.start)):
            return firm
    head = scene.firms(scene.start, trigger.start)
    return topic(scene, scene.start) if it(scene, trigger.start) and not head else None
