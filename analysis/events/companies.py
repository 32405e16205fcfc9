"""Shutdowns, distress and layoffs: what happens to an organisation as a whole."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from analysis.events import actors, words
from analysis.events.circumstances import diary, tell
from analysis.events.drafts import Draft
from analysis.events.organizations import MOVED
from analysis.records import Range

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.events.scene import Scene
    from analysis.events.words import Trigger
    from analysis.records import Mention

KINDS = ("shutdown", "distress", "layoff")
_COUNT = re.compile(
    r"(?P<tens>\d[\d,]*(?:\.\d+)?)\s?(?P<wan>万)?余?多?(?:名|位|个|人|员工|岗位|职位)"
)
_ENGLISH_COUNT = re.compile(
    r"(?P<tens>\d[\d,]*)\s+(?:[\w’'-]+\s+){0,3}?"
    r"(?:jobs|employees|people|staff|workers|positions|roles|engineers|posts|researchers)"
)
_OBJECT = re.compile(r"\s+\w")
_OWN = re.compile(
    r"[’']s?\s+(?:[\w%-]+\s+){0,6}(?:employees|staff|workers|team|workforce|engineers)\s"
    r"(?:\w+\s){0,4}"
    r"|[’']s?\s+(?:[\w-]+\s+){0,2}|\s+and other\s(?:[\w-]+\s){0,9}"
)
_SAYING = re.compile(
    r"[;:]|\b(?:said|says|told|that|whose|customers?|clients?|rivals?|suppliers?|investors?|backed|"
    r"invested|owns|lent|from|against)\b"
)
_OBJECT_OF = re.compile(
    r"\s+(?:at|of|for|by)?\s*(?:the\s+)?"
    r"(?:(?!(?:after|before|when|while|as|because|since|until|following|amid|by|to|from)\s)[\w-]+\s+){0,4}"
)
_CHINESE_PART = re.compile(
    r"(?:[\d,.]+万?|[一二两三四五六七八九十百千半数]+)(?:余|多|来)?(?:名|位|个|人|成|%)[^，。；]{0,14}$"
)
_BESIDE = re.compile(
    r"\s+(?:talk|fears?|tracker|season|wave|rumou?rs?|speculation)\b"
    r"|\s+(?:its|their)\s(?!operations|business|company|doors|affairs|activities|staff)"
    r"(?:[\w-]+\s){0,3}(?:line|unit|app|service|product|project|arm|division|platform|site|office|lab|"
    r"plant|factory|store|stores|fund|programme|program|model|chatbot|website)\b"
)
_BACKER = re.compile(r"\b(?:backed|owned|funded|financed|supported|led|founded|held) by $")
_BECAUSE = re.compile(r"\s*(?:因|由于|在|随着|受)")
_CHINESE_STAFF = re.compile(r"[^，。；]{0,6}?(?:\d|名|人|员工|成|%)")
_ENGLISH_PART = re.compile(r"\d|\b(?:half|third|quarter|most|percent|dozens|hundreds)\b")
_ENGLISH_STAFF = re.compile(
    r"\b(?:employees|staff|workers|people|team|workforce|jobs|positions|roles|engineers|headcount)\b"
)


def find(scene: Scene, triggers: Sequence[Trigger]) -> Iterator[Draft]:
    """Yield the shutdowns, distress and layoffs that one sentence tells."""
    last: Mention | None = None
    same = ""
    for trigger in triggers:
        if trigger.kind not in KINDS or not _usable(scene, trigger):
            continue
        clause = scene.clause(trigger.start)
        own = last is None or scene.firms(clause.start, trigger.start) or scene.tongue == "en"
        subject = _subject(scene, trigger) if own else last
        if subject is None and last is not None:
            alone = not scene.people(scene.start, trigger.start)
            wages = trigger.kind == "distress" and scene.tongue == "en"
            subject = last if alone or wages or same == trigger.kind else None
        same = trigger.kind
        last = subject
        if subject is None:
            continue
        telling = tell(scene, trigger)
        if telling is None:
            continue
        for organization in _group(scene, trigger, subject):
            yield Draft(
                scene,
                trigger,
                rule=f"{trigger.kind}-{scene.tongue}-{trigger.pattern}",
                organization=organization,
                destination=_team_goal(scene, trigger),
                people=_number(scene, trigger) if trigger.kind == "layoff" else None,
                status=telling.status,
                date=telling.date,
                firm=telling.firm,
                timeless=telling.timeless,
                weak=telling.unclaimed,
            )


def _group(scene: Scene, trigger: Trigger, subject: Mention) -> tuple[Mention, ...]:
    """Return the organisations that are listed with the subject of a trigger."""
    before = scene.firms(max(scene.start, trigger.start - 300), trigger.start)
    if subject not in before:
        return (subject,)
    return actors.run(scene, before[: before.index(subject) + 1])


def _team_goal(scene: Scene, trigger: Trigger) -> Mention | None:
    """Return where the staff went after a shutdown: "many of the team joined O"."""
    if trigger.kind != "shutdown":
        return None
    end = min(scene.end, trigger.end + 120)
    part = scene.cue("part", trigger.end, end)
    joined = scene.cue("joined", part.end(), end) if part else None
    after = scene.firms(joined.end(), min(scene.end, joined.end() + 24)) if joined else ()
    return after[0] if after else None


def _usable(scene: Scene, trigger: Trigger) -> bool:
    if trigger.pattern == "count":
        return _counts_staff(scene, trigger)
    if trigger.kind == "layoff" and scene.tongue == "zh":
        word = scene.text[trigger.start : trigger.end]
        after = scene.text[trigger.end : trigger.end + 10]
        return not words.cue("vague", "zh").fullmatch(word) or bool(_CHINESE_STAFF.match(after))
    after = scene.text[trigger.end : min(scene.end, trigger.end + 60)]
    if scene.tongue == "zh" and after[:1] and after[0] in "人组法官":
        return False
    if scene.tongue == "en" and trigger.kind in ("shutdown", "layoff") and _BESIDE.match(after):
        return False
    return trigger.kind != "shutdown" or not _only_product(scene, trigger)


def _counts_staff(scene: Scene, trigger: Trigger) -> bool:
    """Return whether a number of employees is the subject: "about 60 will lose their jobs"."""
    clause = scene.clause(trigger.start)
    if scene.people(clause.start, trigger.start):
        return False
    if scene.tongue == "en":
        part = scene.text[max(scene.start, trigger.start - 90) : trigger.start]
        staff = _ENGLISH_STAFF.search(part)
        sure = _ENGLISH_PART.search(scene.text, scene.start, min(scene.end, trigger.end + 40))
        return bool(staff and sure)
    if not _CHINESE_PART.search(scene.text[clause.start : trigger.start]):
        return False
    start = scene.previous.start if scene.previous else scene.start
    return scene.text[trigger.start] in "被遭丢失下饭卷" or any(
        t.kind == "layoff" and t.pattern == "end"
        for t in words.triggers(scene.text, max(start, trigger.start - 300), scene.end, "zh")
    )


def _only_product(scene: Scene, trigger: Trigger) -> bool:
    """Return whether a product, service or part closes, not the organisation."""
    clause = scene.clause(trigger.start)
    if re.match(r"ing up\s+(?:the|its|his)\b", scene.text[trigger.end - 6 : trigger.end + 6]):
        return True
    after = Range(trigger.end, min(clause.end, trigger.end + 40))
    if scene.cue("whole", trigger.end, min(after.end, trigger.end + 14)):
        return False
    if scene.tongue == "zh":
        rest = scene.text[trigger.end : clause.end].lstrip("了掉")
        if scene.cue("product", trigger.end, after.end):
            return True
        word = scene.text[trigger.start : trigger.end]
        if (
            word in ("关闭", "关停", "解散", "注销", "关掉", "停止服务")
            and rest
            and not re.match(r"[”’」』]|的|后|并|，", rest)
        ):
            return not scene.firms(trigger.end, clause.end)
        firms = scene.firms(clause.start, trigger.start)
        left = firms[-1].range.end if firms else clause.start
        return scene.cue("product", left, trigger.start) is not None
    free = words.cue("after closing", "en").match(scene.text, trigger.end + 1, scene.end)
    if trigger.pattern == "close" and free is None and _OBJECT.match(scene.text, trigger.end):
        return not _closes_firm(scene, trigger)
    collapse = scene.text[trigger.start : trigger.end].lower().startswith("collaps")
    if collapse and scene.cue("deal", scene.start, trigger.start):
        return True
    near = max(scene.start, trigger.start - 40)
    return any(
        len(scene.text[m.end() : trigger.start].split()) <= 4
        for m in words.cue("product", "en").finditer(scene.text, near, trigger.start)
    )


def _closes_firm(scene: Scene, trigger: Trigger) -> bool:
    after = scene.firms(trigger.end, min(scene.end, trigger.end + 40))
    if after and scene.text[after[0].range.end : after[0].range.end + 2] in ("’s", "'s"):
        return False
    return (
        bool(after)
        and re.fullmatch(
            r"\s+(?:(?!to\b)[\w-]+\s+){0,4}", scene.text[trigger.end : after[0].range.start]
        )
        is not None
    )


# --- the organisation ----------------------------------------------------------------------------


def _subject(scene: Scene, trigger: Trigger) -> Mention | None:
    if scene.tongue == "zh":
        return _chinese_subject(scene, trigger)
    return _english_subject(scene, trigger)


def _chinese_subject(scene: Scene, trigger: Trigger) -> Mention | None:
    clause = scene.clause(trigger.start)
    inside = scene.firms(trigger.start, trigger.end)
    if inside:
        return inside[0]
    parts = [Range(clause.start, trigger.start), *scene.clauses_before(trigger.start)]
    for part in parts:
        firms = [f for f in scene.firms(part.start, part.end) if not oblique(scene, f)]
        if firms:
            subject = firms[-1] if part is parts[0] else firms[0]
            return None if _only_part(scene, trigger, subject) else subject
        told = scene.people(part.start, part.end)
        own = scene.view.by_id.get(told[0].organization) if told and part is not parts[0] else None
        if own and scene.cue("announcing", told[0].range.end, part.end):
            return own
        if told or scene.cue("many", part.start, part.end):
            return None
        if scene.cue("firm", part.start, part.end):
            return topic(scene, part.start)
    after = scene.firms(trigger.end, clause.end)
    between = scene.text[trigger.end : after[0].range.start] if after else ""
    if after and re.fullmatch(r"(?:的|了|传闻的)?[^，。]{0,12}", between):
        return after[0]
    return (
        _next_subject(scene, trigger)
        or _carried_over(scene, trigger)
        or _chronicled(scene, trigger)
    )


def _chronicled(scene: Scene, trigger: Trigger) -> Mention | None:
    """Return the organisation of a diary, whose events need no name (发薪日，工资没到账)."""
    named = scene.people(scene.start, trigger.start) or scene.roles(scene.start, trigger.start)
    if named or not diary(scene):
        return None
    return scene.view.main


def _only_part(scene: Scene, trigger: Trigger, firm: Mention) -> bool:
    """Return whether something of the organisation stops, not all of it (某公司的发布会停摆)."""
    if trigger.kind != "shutdown" or scene.text[firm.range.end] != "的":
        return False
    return scene.cue("whole", firm.range.end, trigger.end) is None


def _next_subject(scene: Scene, trigger: Trigger) -> Mention | None:
    """Return the subject of the clause after "because of a lack of cash"."""
    clause = scene.clause(trigger.start)
    if not _BECAUSE.match(scene.text, clause.start, trigger.start):
        return None
    following = scene.clause(min(clause.end + 1, scene.end))
    found = [f for f in scene.firms(clause.end, following.end) if not oblique(scene, f)]
    return found[0] if found else None


def _carried_over(scene: Scene, trigger: Trigger) -> Mention | None:
    """Return the subject of the sentence before where this one begins with times alone."""
    if scene.previous is None or scene.people(scene.start, trigger.start):
        return None
    bare = trigger.start - scene.start
    bare -= sum(t.range.end - t.range.start for t in scene.times(scene.start, trigger.start))
    found = scene.firms(scene.previous.start, scene.previous.end)
    if bare > 8 or not found or scene.cue("product", scene.start, trigger.start):
        return None
    return None if oblique(scene, found[0]) else found[0]


def oblique(scene: Scene, firm: Mention) -> bool:
    """Return whether an organisation only reports, or is spoken to: no subject."""
    start, end = firm.range
    before = scene.text[max(0, start - 2) : start]
    after = scene.text[end : end + 8]
    return is_goal(scene, firm) or bool(
        re.search(r"(?:对|向|被|据|由|告诉|给|与|和)$", before)
        or re.match(r"(?:独家)?(?:获悉|报道|了解到|记者|注意到|援引)", after)
    )


def is_goal(scene: Scene, firm: Mention) -> bool:
    """Return whether somebody moves to an organisation (过档某公司): no subject of what follows."""
    return MOVED.search(scene.text, max(0, firm.range.start - 5), firm.range.start) is not None


def _english_subject(scene: Scene, trigger: Trigger) -> Mention | None:
    text = scene.text
    firms = scene.firms(max(scene.start, trigger.start - 300), trigger.start)
    firms = tuple(f for f in firms if not _BACKER.search(text, f.range.start - 16, f.range.start))
    for firm in reversed(firms[-4:]):
        gap = Range(firm.range.end, trigger.start)
        if actors.reaches(scene, gap):
            return firm
        if trigger.kind != "shutdown" and _OWN.fullmatch(text, gap.start, gap.end):
            return firm
    if len(firms) == 1 and trigger.kind in ("shutdown", "distress") and trigger.pattern == "end":
        gap = Range(firms[0].range.end, trigger.start)
        clear = not _SAYING.search(text, gap.start, gap.end) and gap.end - gap.start < 110
        if clear and not scene.people(scene.start, trigger.start):
            return firms[0]
    after = scene.firms(trigger.end, min(scene.end, trigger.end + 60))
    if after and _OBJECT_OF.fullmatch(text, trigger.end, after[0].range.start):
        return after[0]
    if trigger.pattern == "count" or it(scene, trigger.start):
        return topic(scene, trigger.start)
    if trigger.kind == "distress" and not scene.firms(scene.start, scene.end):
        told = _it().search(scene.text, scene.start, trigger.start)
        return _just_told(scene) if told and not scene.people(scene.start, scene.end) else None
    return None


def _just_told(scene: Scene) -> Mention | None:
    """Return the only organisation of the sentence before."""
    if scene.previous is None:
        return None
    found = {m.id: m for m in scene.firms(scene.previous.start, scene.previous.end)}
    return next(iter(found.values())) if len(found) == 1 else None


def it(scene: Scene, place: int) -> bool:
    """Return whether "the company" or "it" is the subject of the English verb at a place."""
    start = max(scene.start, place - 200)
    for match in _it().finditer(scene.text, start, place):
        if actors.reaches(scene, Range(match.end(), place)):
            return True
    return False


@cache
def _it() -> re.Pattern[str]:
    nouns = "|".join(sorted(words.listed("firm", "en")))
    return re.compile(rf"\b(?:the|this|that)\s(?:[\w-]+\s){{0,3}}(?:{nouns})\b|\bit\b", re.I)


def topic(scene: Scene, place: int) -> Mention | None:
    """Return the organisation talked of: before a place, up to two paragraphs back, or the main."""
    here = scene.firms(scene.start, place)
    if here:
        return here[0]
    paragraphs = scene.view.article.paragraphs
    for paragraph in reversed(paragraphs[max(0, scene.paragraph - 2) : scene.paragraph + 1]):
        for sentence in reversed(paragraph.sentences):
            if sentence.start >= scene.start:
                continue
            found = [f for f in scene.firms(sentence.start, sentence.end) if not oblique(scene, f)]
            if found:
                return found[0]
    return scene.view.main


def _number(scene: Scene, trigger: Trigger) -> int | None:
    clause = scene.clause(trigger.start)
    pattern = _COUNT if scene.tongue == "zh" else _ENGLISH_COUNT
    for start, end in (
        (trigger.start, min(scene.end, trigger.end + 40)),
        (clause.start, trigger.start),
    ):
        match = pattern.search(scene.text, start, end)
        if match:
            value = float(match["tens"].replace(",", ""))
            wan = match.groupdict().get("wan")
            return int(value * 10_000 if wan else value)
    return None
