"""Shutdowns, distress and layoffs: what happens to an organisation as a whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.events import actors, words
from analysis.events.circumstances import tell
from analysis.events.drafts import Draft
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
    r"(?P<tens>\d[\d,]*)\s+(?:[\w’'-]+\s+){0,3}?(?:jobs|employees|people|staff|workers|positions|roles|engineers|posts|researchers)"
)
_OBJECT = (
    r"\s+(?!(?:in|on|at the end|after|by|last|this|for good|for lack|next|its doors|operations|with|"
    r"amid|and|as|because|when|entirely|permanently|down|following|due|within|before|less|just|"
    r"today|tomorrow|yesterday|without|citing|later|early|earlier|late)\b)\w"
)
_STAFF = re.compile(r"员工|人|职位|岗位|成|名|团队|%")
_ENGLISH_STAFF = re.compile(
    r"\b(?:employees|staff|workers|people|team|workforce|jobs|positions|roles|engineers|headcount)\b"
)


def find(scene: Scene, triggers: Sequence[Trigger]) -> Iterator[Draft]:
    """Yield the shutdowns, distress and layoffs that one sentence tells."""
    for trigger in triggers:
        if trigger.kind not in KINDS or not _usable(scene, trigger):
            continue
        subject = _subject(scene, trigger)
        if subject is None:
            continue
        telling = tell(scene, trigger)
        if telling is None:
            continue
        yield Draft(
            scene,
            trigger,
            rule=f"{trigger.kind}-{scene.tongue}-{trigger.pattern}",
            organization=subject,
            people=_number(scene, trigger) if trigger.kind == "layoff" else None,
            status=telling.status,
            date=telling.date,
            firm=telling.firm,
        )


def _usable(scene: Scene, trigger: Trigger) -> bool:
    clause = scene.clause(trigger.start)
    if trigger.pattern == "count":
        part = scene.text[max(scene.start, trigger.start - 80) : trigger.start]
        staff = _STAFF if scene.tongue == "zh" else _ENGLISH_STAFF
        number = re.search(r"\d|[一二三四五六七八九十百千两]成|半数|about|half|percent", part)
        return bool(staff.search(part) and number) and not scene.people(clause.start, trigger.start)
    if trigger.kind != "shutdown":
        return True
    return not _only_product(scene, trigger)


def _only_product(scene: Scene, trigger: Trigger) -> bool:
    """Return whether a product, service or part closes, not the organisation."""
    clause = scene.clause(trigger.start)
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
    rest = scene.text[trigger.end : after.end]
    if trigger.pattern == "close" and re.match(
        _OBJECT,
        rest,
    ):
        return not _closes_firm(scene, trigger)
    before = scene.text[max(scene.start, trigger.start - 40) : trigger.start]
    return (
        re.search(
            r"\b(?:app|service|product|unit|division|round|deal|sale|offer|shares|stock|book|factory|office|"
            r"market|plant|store|site|platform|chatbot|line|lab|fund|gap|project|case|tool)\s+(?:\w+\s+){0,4}$",
            before,
        )
        is not None
    )


def _closes_firm(scene: Scene, trigger: Trigger) -> bool:
    after = scene.firms(trigger.end, min(scene.end, trigger.end + 40))
    return (
        bool(after)
        and re.fullmatch(r"\s+(?:[\w-]+\s+){0,4}", scene.text[trigger.end : after[0].range.start])
        is not None
    )


# --- the organisation ----------------------------------------------------------------------------


def _subject(scene: Scene, trigger: Trigger) -> Mention | None:
    if scene.tongue == "zh":
        return _chinese_subject(scene, trigger)
    return _english_subject(scene, trigger)


def _chinese_subject(scene: Scene, trigger: Trigger) -> Mention | None:
    clause = scene.clause(trigger.start)
    parts = [Range(clause.start, trigger.start), *scene.clauses_before(trigger.start)]
    for part in parts:
        firms = [f for f in scene.firms(part.start, part.end) if not _oblique(scene, f)]
        if firms:
            return firms[-1] if part is parts[0] else firms[0]
        if scene.cue("firm", part.start, part.end):
            return topic(scene, part.start)
    after = scene.firms(trigger.end, clause.end)
    if after and re.match(
        r"(?:的|了|传闻的)?[^，。]{0,12}$", scene.text[trigger.end : after[0].range.start]
    ):
        return after[0]
    return None


def _oblique(scene: Scene, firm: Mention) -> bool:
    start, end = firm.range
    before = scene.text[max(scene.start, start - 2) : start]
    after = scene.text[end : end + 8]
    return bool(
        re.search(r"(?:对|向|被|据|由|告诉|给|与|和)$", before)
        or re.match(r"(?:独家)?(?:获悉|报道|了解到|记者|注意到|援引)", after)
    )


def _english_subject(scene: Scene, trigger: Trigger) -> Mention | None:
    text = scene.text
    low = max(scene.start, trigger.start - 300)
    firms = scene.firms(low, trigger.start)
    for firm in reversed(firms[-4:]):
        gap = Range(firm.range.end, trigger.start)
        if actors.reaches(scene, gap) or re.match(
            r"[’']s?\s+(?:[\w%-]+\s+){0,6}(?:employees|staff|workers|team|workforce|engineers)\b",
            text[gap.start : gap.end],
        ):
            return firm
        if re.search(r"[’']s?\s+(?:[\w-]+\s+){0,2}$", text[gap.start : gap.end]):
            return firm
    after = scene.firms(trigger.end, min(scene.end, trigger.end + 60))
    if after and re.fullmatch(
        r"\s+(?:at|of|for|by)?\s*(?:the\s+)?(?:[\w-]+\s+){0,4}",
        text[trigger.end : after[0].range.start],
    ):
        return after[0]
    return topic(scene, scene.start) if _firm_before(scene, trigger) else None


def _firm_before(scene: Scene, trigger: Trigger) -> bool:
    """Return whether "the company" or "it" is the subject of an English trigger."""
    start = max(scene.start, trigger.start - 80)
    for match in words.cue("firm", "en").finditer(scene.text, start, trigger.start):
        if actors.links_only(scene.text[match.end() : trigger.start]):
            return True
    return False


def topic(scene: Scene, place: int) -> Mention | None:
    """Return the organisation talked of before a place, up to two paragraphs back."""
    here = scene.firms(scene.start, place)
    if here:
        return here[0]
    paragraphs = scene.view.article.paragraphs
    for paragraph in reversed(paragraphs[max(0, scene.paragraph - 2) : scene.paragraph + 1]):
        for sentence in reversed(paragraph.sentences):
            if sentence.start >= scene.start:
                continue
            found = [f for f in scene.firms(sentence.start, sentence.end) if not _oblique(scene, f)]
            if found:
                return found[0]
    return None


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
