"""What is told of an event besides its parts: whether it happened, and when."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from analysis.records import When

if TYPE_CHECKING:
    from analysis.events.scene import Scene
    from analysis.events.words import Trigger
    from analysis.records import Range, Status

_YEAR_ONLY = re.compile(r"\s*(?:19|20)\d\d\s?年?\s*$")
_NEAR = {"zh": 12, "en": 40}


class Telling(NamedTuple):
    """Status and date of a draft; `firm` where a date or a confirmation states it."""

    status: Status
    date: When
    firm: bool


def tell(scene: Scene, trigger: Trigger) -> Telling | None:
    """Return status and date of what a trigger tells, or None where it tells no event."""
    if _supposed(scene, trigger) or _career(scene, trigger):
        return None
    when = dated(scene, trigger)
    status = _status(scene, trigger)
    if status == "planned" and _past(scene, when):
        status = "happened"
    firm = when.iso is not None or bool(scene.cue("confirmation", scene.start, trigger.start))
    return Telling(status, when, firm and scene.kind == "body")


def _span(scene: Scene, trigger: Trigger) -> Range:
    clause = scene.clause(trigger.start)
    return type(clause)(max(clause.start, trigger.start - 80), min(clause.end, trigger.end + 60))


def _supposed(scene: Scene, trigger: Trigger) -> bool:
    """Return whether the event is only imagined, asked or feared."""
    if scene.text[scene.end - 1] in "?？" and scene.kind == "body":
        return True
    near = _span(scene, trigger)
    if scene.tongue == "en":
        near = near._replace(end=trigger.start)
    cue = scene.cue("hypothetical", near.start, near.end)
    return cue is not None and scene.cue("rumour", scene.start, trigger.start) is None


def _career(scene: Scene, trigger: Trigger) -> bool:
    """Return whether the sentence tells a step of somebody's career, long ago."""
    if trigger.kind != "departure":
        return False
    published = scene.view.article.document.published.latest
    for time in scene.times(
        max(scene.start, trigger.start - 160), min(scene.end, trigger.end + 60)
    ):
        words = scene.text[time.range.start : time.range.end]
        latest = time.when.latest
        if published is None or latest is None or _owned(scene, time.range):
            continue
        if latest.year < published.year - 1 or (
            _YEAR_ONLY.match(words)
            and latest.year < published.year
            and scene.cue("founding", trigger.end, min(scene.end, trigger.end + 40))
        ):
            return True
    clause = scene.clause(trigger.start)
    if scene.tongue == "zh":
        return scene.cue("biography", clause.start, trigger.start) is not None
    return scene.cue("biography", max(clause.start, trigger.start - 60), trigger.start) is not None


def _past(scene: Scene, when: When) -> bool:
    published = scene.view.article.document.published.earliest
    return bool(when.latest and published and when.latest < published)


# --- status --------------------------------------------------------------------------------------


def _status(scene: Scene, trigger: Trigger) -> Status:
    if _denied(scene, trigger):
        return "denied"
    rumour = _rumoured(scene, trigger)
    if rumour:
        return "denied" if _denied_after(scene, trigger) else "reported"
    return "planned" if _planned(scene, trigger) else "happened"


def _denied(scene: Scene, trigger: Trigger) -> bool:
    clause = scene.clause(trigger.start)
    low = max(
        clause.start, trigger.start - _NEAR[scene.tongue] // (1 if scene.tongue == "en" else 2)
    )
    for match in re.finditer("|".join([]) or r"(?!)", ""):
        del match
    cue = scene.cue("negation", low, trigger.start)
    if cue is None:
        return False
    return scene.cue("undenied", clause.start, trigger.start) is None


def _rumoured(scene: Scene, trigger: Trigger) -> bool:
    clause = scene.clause(trigger.start)
    if scene.cue("rumour", scene.start, trigger.start):
        return True
    if scene.tongue == "zh":
        return bool(scene.cue("rumour", trigger.end, min(clause.end, trigger.end + 8)))
    return bool(
        re.search(r"according to (?:people|sources|a person)", scene.text[trigger.end : scene.end])
    )


def _denied_after(scene: Scene, trigger: Trigger) -> bool:
    end = min(len(scene.text), scene.end + 160)
    paragraph = scene.view.article.paragraphs[scene.paragraph]
    end = min(end, paragraph.end)
    cue = scene.cue("denial", trigger.end, end)
    if cue is None:
        return False
    return scene.cue("undenied", max(trigger.end, cue.start() - 8), cue.end()) is None


def _planned(scene: Scene, trigger: Trigger) -> bool:
    low = max(scene.clause(trigger.start).start, trigger.start - _NEAR[scene.tongue])
    return scene.cue("plan", low, trigger.start) is not None


# --- date ----------------------------------------------------------------------------------------


def dated(scene: Scene, trigger: Trigger) -> When:
    """Return the time given to an event: its clause, sentence, the sentence before, a heading."""
    clause = scene.clause(trigger.start)
    if scene.cue("timeless", max(clause.start, trigger.start - 30), trigger.start):
        found = _nearest(scene, trigger, clause.start, clause.end)
        return found or When()
    for start, end in _reaches(scene, trigger):
        found = _nearest(scene, trigger, start, end)
        if found is not None:
            return found
    return _heading(scene)


def _reaches(scene: Scene, trigger: Trigger) -> list[tuple[int, int]]:
    clause = scene.clause(trigger.start)
    low = max(scene.start, trigger.start - 240)
    steps = [
        (clause.start, clause.end),
        (low, trigger.start),
        (trigger.end, min(scene.end, trigger.end + 120)),
    ]
    if scene.previous is not None:
        steps.append((scene.previous.start, scene.previous.end))
    return steps


def _nearest(scene: Scene, trigger: Trigger, start: int, end: int) -> When | None:
    times = [
        t for t in scene.times(start, end) if t.when.iso is not None and not _owned(scene, t.range)
    ]
    if not times:
        return None
    before = [t for t in times if t.range.end <= trigger.start]
    after = [t for t in times if t.range.start >= trigger.end]
    if scene.tongue == "en" and after and after[0].range.start - trigger.end < 40:
        return after[0].when
    return before[-1].when if before else after[0].when if after else None


def _owned(scene: Scene, place: Range) -> bool:
    """Return whether a time belongs to something else: "founded in 2021"."""
    if scene.tongue == "zh":
        return scene.cue("owner", place.end, min(scene.end, place.end + 4)) is not None
    before = scene.text[max(scene.start, place.start - 16) : place.start]
    return scene.cue("owner", place.start - len(before), place.start) is not None


def _heading(scene: Scene) -> When:
    paragraphs = scene.view.article.paragraphs
    for paragraph in reversed(paragraphs[max(0, scene.paragraph - 6) : scene.paragraph]):
        if paragraph.kind == "heading":
            times = scene.times(paragraph.start, paragraph.end)
            return times[0].when if times else When()
    return When()


def today(scene: Scene) -> date | None:
    """Return the day of publication, if known."""
    return scene.view.article.document.published.latest
