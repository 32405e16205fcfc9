"""What is told of an event besides its parts: whether it happened, and when."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from analysis import dates
from analysis.events import words
from analysis.records import Range, When

if TYPE_CHECKING:
    from datetime import date

    from analysis.events.scene import Scene
    from analysis.events.words import Trigger
    from analysis.records import Status, TimeExpression

_YEAR_ONLY = re.compile(r"\s*(?:in\s+)?(?:19|20)\d\d\s?年?\s*$")
_INFINITIVE = re.compile(r"\bto\s+(?:\w+ly\s+)?$")
_ASIDE = re.compile(r"\b(?:who|which|whose|but|while|whereas)\b|;")
_NO = re.compile(r"\bno\s+(?:\w+\s+)?$", re.I)
_THEN = re.compile(
    r"(?:创业|创办公司|自立门户)(?:时|后|之后|那年|那会儿|的时候|之初)?$|(?:之时|那年|那会儿)$"
)
_BACK = re.compile(r"the same|that ", re.I)
_AFTER_ASIDE = re.compile(
    r",\s(?:which|who|whose|an?|the|founded|once|valued)\b[^;]{0,200},\s(?:\w+\s)?$"
)
_OPENING, _DATE_LINE = 12, 24
_WEEK = 7
_RECENT = 31
_NEAR = {"zh": 14, "en": 60}
_REACH = 240


class Telling(NamedTuple):
    """Status and date of a draft; `firm` where a date or a confirmation states it.

    `unclaimed`: what is denied was not claimed near by.
    """

    status: Status
    date: When
    firm: bool
    timeless: bool
    unclaimed: bool


def tell(scene: Scene, trigger: Trigger) -> Telling | None:
    """Return status and date of what a trigger tells, or None where it tells no event."""
    time = _time(scene, trigger)
    answer = _answered(scene, trigger)
    if _career(scene, trigger, time) or (not answer and _supposed(scene, trigger)):
        return None
    status = answer or _status(scene, trigger, time)
    if status is None:
        return None
    when = time.when if time else _heading(scene)
    if time and (
        scene.cue("immediately", *time.range) or _BACK.match(scene.text, time.range.start)
    ):
        headed = _heading(scene)
        when = headed if headed.iso else when
    if status == "happened" and _ahead(scene, when):
        status = "planned"
    confirmed = scene.cue("confirmation", scene.start, trigger.start) is not None
    firm = scene.kind == "body" and (confirmed or when.iso is not None)
    plain = bool(answer) or _is_blocked(scene, trigger)
    unclaimed = status == "denied" and not plain and not _disputed(scene, trigger)
    return Telling(status, when, firm, _timeless(scene, trigger), unclaimed)


def _ahead(scene: Scene, when: When) -> bool:
    """Return whether a time lies after the day of publication."""
    published = scene.view.article.document.published.latest
    return bool(published and when.earliest and when.earliest > published)


def _supposed(scene: Scene, trigger: Trigger) -> bool:
    """Return whether the event is only imagined, asked or feared."""
    if scene.text[scene.end - 1] in "?？" and scene.kind == "body":
        return True
    clause = scene.clause(trigger.start)
    start, end = max(clause.start, trigger.start - 80), trigger.start
    if scene.tongue == "zh":
        end = min(clause.end, trigger.end + 12)
    whole = max(scene.start, trigger.start - _REACH)
    supposed = scene.cue("hypothetical", start, end) or scene.cue("condition", whole, trigger.start)
    return supposed is not None and scene.cue("rumour", scene.start, trigger.start) is None


def _answered(scene: Scene, trigger: Trigger) -> Status | None:
    """Return "denied" where somebody is asked about an event and says no at once."""
    asked = scene.cue("asked", max(scene.start, trigger.start - 60), trigger.start)
    if asked is None:
        return None
    paragraph = scene.view.article.paragraphs[scene.paragraph]
    end = min(paragraph.end, trigger.end + 60)
    no = scene.cue("denial", trigger.end, end) or scene.cue("no", trigger.end, end)
    return "denied" if no else None


def _career(scene: Scene, trigger: Trigger, time: TimeExpression | None) -> bool:
    """Return whether a sentence tells what lies long back: a career, the history of a firm."""
    published = scene.view.article.document.published.latest
    if time and time.when.latest and published:
        year = time.when.latest.year
        main = scene.view.main
        own = main and any(f.id == main.id for f in scene.firms(scene.start, scene.end))
        if year < published.year - 1:
            return trigger.kind != "acquisition" or not own
        founding = scene.cue("founding", trigger.start, min(scene.end, trigger.end + 60))
        plain = _YEAR_ONLY.match(scene.text[time.range.start : time.range.end])
        long_ago = (published - time.when.latest).days > 365
        old = long_ago or (plain and year < published.year)
        if trigger.kind == "departure" and founding and old:
            return True
    if trigger.kind != "departure":
        return False
    clause = scene.clause(trigger.start)
    if time is None and _THEN.search(scene.text, trigger.end, clause.end):
        return True
    return scene.cue("biography", max(clause.start, trigger.start - 60), trigger.start) is not None


# --- status --------------------------------------------------------------------------------------


def _status(scene: Scene, trigger: Trigger, time: TimeExpression | None) -> Status | None:
    """Return the status told, or None where the event is negated without having been claimed."""
    paragraph = scene.view.article.paragraphs[scene.paragraph]
    admitted = scene.cue("admission", scene.start, trigger.start) is not None
    tail = min(scene.end + 40, paragraph.end)
    if not admitted and scene.cue("retraction", trigger.end, tail):
        return "denied"
    if _is_blocked(scene, trigger):
        return "denied"
    negated = _negated(scene, trigger)
    if negated == "beside":
        return None
    if negated == "plainly" or (negated and _disputed(scene, trigger)):
        return "denied"
    if negated:
        return None
    if _rumoured(scene, trigger):
        denied = not admitted and _denied_nearby(scene, trigger)
        return "denied" if denied else "reported"
    plan = _plan(scene, trigger)
    if plan is None:
        pending = trigger.kind == "acquisition" and scene.cue("pending", trigger.end, scene.end)
        return "planned" if pending else "happened"
    if scene.cue("hearsay", max(scene.start, trigger.start - _REACH), plan.start()):
        return "reported"
    return "happened" if time and _come(scene, trigger, plan=plan, time=time) else "planned"


def _is_blocked(scene: Scene, trigger: Trigger) -> bool:
    """Return whether a regulator stops a deal."""
    near = max(scene.start, trigger.start - 30)
    return trigger.kind == "acquisition" and bool(scene.cue("blocked", near, trigger.start))


def _negated(scene: Scene, trigger: Trigger) -> str:
    """Return "plainly" (has not left), "mildly" (would not leave), "beside" (the point) or ""."""
    clause = scene.clause(trigger.start)
    near = 30 if scene.tongue == "en" else 8
    low = max(clause.start, trigger.start - near)
    if scene.cue("undenied", max(scene.start, low - 10), trigger.start):
        return ""
    if scene.cue("related", trigger.end, clause.end):
        return "beside"
    if scene.cue("negation", low, trigger.start) or scene.cue("denying", low, trigger.start):
        return "plainly"
    if scene.tongue == "en" and _NO.search(scene.text, low, trigger.start):
        return "mildly"
    return "mildly" if scene.cue("refusal", low, trigger.start) else ""


def _disputed(scene: Scene, trigger: Trigger) -> bool:
    """Return whether the sentence or the one before tells that the event was claimed."""
    start = scene.previous.start if scene.previous else scene.start
    return bool(
        scene.cue("rumour", start, scene.end)
        or scene.cue("retraction", start, scene.end + 40)
        or scene.cue("denying", start, scene.end)
    )


def _rumoured(scene: Scene, trigger: Trigger) -> bool:
    clause = scene.clause(trigger.start)
    start = max(scene.start, trigger.start - _REACH)
    if scene.cue("rumour", start, trigger.start):
        return True
    paragraph = scene.view.article.paragraphs[scene.paragraph]
    if scene.cue("doubt", scene.end, min(paragraph.end, scene.end + 8)):
        return True
    tail = min(scene.end, trigger.end + _REACH)
    if scene.tongue == "zh":
        return scene.cue("rumour", trigger.end, min(clause.end, trigger.end + 10)) is not None
    return scene.cue("attribution", trigger.end, tail) is not None


def _denied_nearby(scene: Scene, trigger: Trigger) -> bool:
    """Return whether the sentence or the next ones deny what is rumoured."""
    early = scene.cue("denial", max(scene.start, trigger.start - _REACH), trigger.start)
    if early and not scene.cue("undenied", scene.start, trigger.start):
        return True
    paragraph = scene.view.article.paragraphs[scene.paragraph]
    end = min(paragraph.end, scene.end + 160)
    cue = scene.cue("denial", trigger.end, end)
    if cue is None:
        return _refused_after(scene)
    return scene.cue("undenied", max(trigger.end, cue.start() - 12), cue.end()) is None


def _refused_after(scene: Scene) -> bool:
    """Return whether the next paragraph, the answer in an interview, begins with a no."""
    paragraphs = scene.view.article.paragraphs
    if scene.end < paragraphs[scene.paragraph].end or scene.paragraph + 1 >= len(paragraphs):
        return False
    answer = paragraphs[scene.paragraph + 1]
    no = words.cue("no", scene.tongue).match(scene.text, answer.start, answer.end)
    return no is not None


def _plan(scene: Scene, trigger: Trigger) -> re.Match[str] | None:
    low = max(scene.clause(trigger.start).start, trigger.start - _NEAR[scene.tongue])
    if scene.tongue == "en":
        infinitive = _INFINITIVE.search(scene.text, low, trigger.start)
        if infinitive and not scene.cue("resolved", low, trigger.start):
            return infinitive
    cue = scene.cue("plan", low, trigger.start) or scene.cue("plan", trigger.start, trigger.end)
    if cue and cue.group() == "将" and _takes_object(scene, cue.end()):
        return scene.cue("plan", cue.end(), trigger.start)
    return cue


def _takes_object(scene: Scene, place: int) -> bool:
    """Return whether 将 marks the object: 将某公司转让给."""
    return any(f.range.start == place for f in scene.firms(place, place + 24))


def _come(scene: Scene, trigger: Trigger, *, plan: re.Match[str], time: TimeExpression) -> bool:
    """Return whether the planned day had come when the text appeared."""
    published = scene.view.article.document.published.earliest
    latest = time.when.latest
    if published is None or latest is None or latest >= published:
        return False
    if (published - latest).days > 200 or scene.cue("saying", trigger.end, time.range.start):
        return False
    return time.range.start >= plan.start()


# --- date ----------------------------------------------------------------------------------------


def _time(scene: Scene, trigger: Trigger) -> TimeExpression | None:
    """Return the time given to an event: in its clause, its sentence or the sentence before."""
    timeless = _timeless(scene, trigger)
    for start, end in _reaches(scene, trigger):
        found = _nearest(scene, trigger, start, end)
        if found is not None or timeless:
            return found
    return _same_day(scene, trigger) or _from_before(scene, trigger)


def _same_day(scene: Scene, trigger: Trigger) -> TimeExpression | None:
    """Return the last day told before "on the same day"."""
    if scene.cue("same day", max(scene.start, trigger.start - 60), trigger.end + 30) is None:
        return None
    times = scene.times(max(0, trigger.start - 1500), trigger.start)
    days = [t for t in times if t.when.earliest and t.when.earliest == t.when.latest]
    return days[-1] if days else None


def _from_before(scene: Scene, trigger: Trigger) -> TimeExpression | None:
    """Return the time of the sentence before, unless it tells of another year long past."""
    if scene.previous is None:
        return None
    found = _nearest(scene, trigger, scene.previous.start, scene.previous.end)
    published = scene.view.article.document.published.latest
    if found is None or found.when.latest is None or published is None:
        return found
    exact = len(found.when.iso or "") > len("2024")
    return found if exact and found.when.latest.year >= published.year - 1 else None


def _timeless(scene: Scene, trigger: Trigger) -> bool:
    """Return whether the event lies back at a time that is not told ("has long gone")."""
    start = max(scene.clause(trigger.start).start, trigger.start - 30)
    return scene.cue("timeless", start, trigger.end) is not None


def _reaches(scene: Scene, trigger: Trigger) -> list[Range]:
    clause = scene.clause(trigger.start)
    steps = [
        *_effective(scene, trigger),
        clause,
        *_behind_aside(scene, trigger),
        Range(max(scene.start, trigger.start - _REACH), trigger.start),
    ]
    if scene.tongue == "en":
        steps.append(Range(trigger.end, min(scene.end, trigger.end + 120)))
    return steps


def _behind_aside(scene: Scene, trigger: Trigger) -> list[Range]:
    """Return what follows the verb, before the times of an aside: "X, founded in 2021, closed"."""
    gap = scene.text[max(scene.start, trigger.start - _REACH) : trigger.start]
    if scene.tongue != "en" or not _AFTER_ASIDE.search(gap):
        return []
    return [Range(trigger.end, min(scene.end, trigger.end + 80))]


def _effective(scene: Scene, trigger: Trigger) -> list[Range]:
    """Return the later clause that tells when a step takes effect, if any."""
    cue = scene.cue("effective", trigger.end, min(scene.end, trigger.end + 80))
    part = scene.clause(cue.start()) if cue else None
    other = part is not None and scene.people(trigger.end, part.end)
    if part is None or other or scene.cue("immediately", part.start, part.end):
        return []
    return [part]


def _nearest(scene: Scene, trigger: Trigger, start: int, end: int) -> TimeExpression | None:
    now = scene.view.article.document.published.earliest
    times = [
        t
        for t in (_recent(t, now) for t in scene.times(start, end))
        if t.when.iso and not _is_open(t.when, now) and not _owned(scene, trigger, t.range)
    ]
    dated = [t for t in times if not scene.cue("immediately", t.range.start, t.range.end)]
    dated = [t for t in dated if not _BACK.match(scene.text, t.range.start)] or dated
    times = dated or times
    before = [t for t in times if t.range.end <= trigger.start]
    after = [t for t in times if t.range.start >= trigger.end]
    if trigger.pattern != "lose":
        after = [t for t in after if not _ASIDE.search(scene.text, trigger.end, t.range.start)]
    if scene.tongue == "en" and after and after[0].range.start - trigger.end < 40:
        return after[0]
    return before[-1] if before else after[0] if after else None


def _recent(time: TimeExpression, now: date | None) -> TimeExpression:
    """Return a time with "recently" in the month of publication, not in the one before as well."""
    first, last = time.when.earliest, time.when.latest
    if now is None or first is None or last != now or not 0 < (now - first).days <= _RECENT:
        return time
    return replace(time, when=replace(time.when, earliest=max(first, now.replace(day=1))))


def _is_open(when: When, now: date | None) -> bool:
    """Return whether a time reaches from the publication on, as "in the coming weeks" does."""
    if when.earliest is None or when.latest is None or when.earliest != now or now.day == 1:
        return False
    return (when.latest - now).days >= _WEEK


def _owned(scene: Scene, trigger: Trigger, place: Range) -> bool:
    """Return whether a time belongs to something else: "founded in 2021"."""
    if scene.tongue == "zh":
        cue = scene.cue("owner", place.end, min(scene.end, place.end + 6))
        between = scene.text[place.end : cue.start()] if cue else ""
        return bool(
            cue and between in ("", "就", "才", "起", "刚", "被") and cue.start() != trigger.start
        )
    cue = scene.cue("owner", max(scene.start, place.start - 16), place.start)
    near = cue is not None and place.start - cue.end() <= 4
    if cue and cue.group().lower() == "since" and trigger.kind == "distress":
        return False
    return bool(near and cue and cue.start() != trigger.start)


def _heading(scene: Scene) -> When:
    """Return the date of the heading above, or of the dated line above in a diary."""
    paragraphs = scene.view.article.paragraphs
    if diary(scene):
        for index in range(scene.paragraph, max(-1, scene.paragraph - 6), -1):
            when = _dated_line(scene, index)
            if when.iso:
                return when
    for paragraph in reversed(paragraphs[max(0, scene.paragraph - 6) : scene.paragraph]):
        if paragraph.kind != "body":
            times = scene.times(paragraph.start, paragraph.end)
            return times[0].when if times else When()
    return When()


def diary(scene: Scene) -> bool:
    """Return whether dates alone on their lines head at least two of the first paragraphs."""
    paragraphs = scene.view.article.paragraphs[:_OPENING]
    return sum(bool(_dated_line(scene, i).iso) for i in range(len(paragraphs))) >= 2


def _dated_line(scene: Scene, index: int) -> When:
    """Return the date that is all of the line above a paragraph, whether it was read or skipped."""
    article = scene.view.article
    start = article.paragraphs[index].start
    above = article.text[max(0, start - 2 * _DATE_LINE) : start].rstrip()
    line = above[above.rfind("\n") + 1 :].strip()
    if not line or len(line) > _DATE_LINE:
        return When()
    times = dates.resolve(line, article.document.published, scene.tongue)
    whole = times and times[0][0].end - times[0][0].start >= len(line) - 4
    return times[0][1] if whole else When()
