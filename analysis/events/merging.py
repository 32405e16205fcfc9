"""One event per happening, however often a document tells it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.records import Event, identify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.events.drafts import Draft
    from analysis.records import Mention, When

_ARRIVAL = ("join", "enter", "move")
_RANK = {"happened": 1, "reported": 2, "planned": 3}


def merge(drafts: Sequence[Draft]) -> tuple[Event, ...]:
    """Return one event per kind and person (or organisation), in order of the text."""
    groups: dict[tuple[str, str], list[Draft]] = {}
    for draft in drafts:
        who = draft.person if draft.trigger.kind == "departure" else draft.organization
        assert who is not None
        groups.setdefault((draft.trigger.kind, who.id), []).append(draft)
    events = [_event(group) for group in groups.values() if not all(d.weak for d in group)]
    return tuple(sorted(events, key=lambda e: (e.span, e.trigger, e.person, e.organization)))


def dated(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, each undated one with the date of the same story just before it."""
    found: list[Draft] = []
    for draft in drafts:
        last = found[-1] if found else None
        if last and draft.date.iso is None and _continues(last, draft):
            draft = replace(draft, date=last.date)
        found.append(draft)
    return found


def _continues(last: Draft, draft: Draft) -> bool:
    """Return whether a draft goes on with the story of the last: near, about the same firms."""
    firms = {m.id for m in (last.organization, last.destination) if m}
    return (
        draft.organization is not None
        and draft.organization.id in firms
        and draft.trigger.start - last.trigger.end < 200
        and last.trigger.kind != "distress"
        and {draft.status, last.status} <= {"happened", "planned"}
        and not draft.timeless
    )


def _rank(draft: Draft) -> int:
    """Return how much a status counts: dated facts, denials, plans, rumours, summaries."""
    if draft.weak:
        return -1
    if draft.status == "denied":
        return 5
    if draft.status == "happened":
        return 6 if draft.firm else 1
    return _RANK[draft.status]


def _event(group: Sequence[Draft]) -> Event:
    group = _unless_contradicted(group)
    best = max(_decisive(group), key=lambda d: (_rank(d), d.date.iso is not None, -d.trigger.start))
    unclaimed = any(d.weak and d.status == "denied" for d in group)
    if unclaimed and best.status == "reported":
        best = replace(best, status="denied")
    strong = [d for d in group if not d.weak]
    first = min(d.trigger.start for d in strong)
    organization = best.organization or next(
        (d.organization for d in strong if d.organization), None
    )
    goals = [best.destination, *(d.destination for d in strong)]
    goals += [d.destination for d in group if d.weak and d.trigger.start > first]
    destination = next(
        (g for g in goals if g and not (organization and g.id == organization.id)), None
    )
    date = _finest(best, group)
    if date.iso is None:
        later = [d for d in group if d.weak and d.status != "planned" and d.trigger.start > first]
        date = next((d.date for d in (*strong, *later) if d.date.iso), date)
    people = next((d.people for d in (best, *group) if d.people), None)
    post = best.post or next((d.post for d in group if d.post), "")
    chosen = replace(best, organization=organization, destination=destination, date=date)
    return _record(replace(chosen, people=people, post=post))


def _decisive(group: Sequence[Draft]) -> Sequence[Draft]:
    """Return the drafts of the leaving, and of arrivals those told apart from it."""
    leaving = [d for d in group if d.trigger.pattern not in _ARRIVAL]
    scenes = {d.scene.start for d in leaving}
    arrivals = [d for d in group if d.trigger.pattern in _ARRIVAL and d.status != "planned"]
    return leaving + [d for d in arrivals if d.scene.start not in scenes] if leaving else group


def _unless_contradicted(group: Sequence[Draft]) -> Sequence[Draft]:
    """Return the drafts without a denial that a later, dated report contradicts."""
    last = max(group, key=lambda d: d.trigger.start)
    if last.weak or last.status == "denied" or last.date.iso is None:
        return group
    return [d for d in group if d.status != "denied"]


def _finest(best: Draft, group: Sequence[Draft]) -> When:
    """Return the date of the best draft, or a finer one inside it that another tells."""
    date = best.date
    for other in (d.date for d in group if not d.weak and d.status == best.status):
        if date.earliest and date.latest and other.earliest and other.latest:
            inside = date.earliest <= other.earliest and other.latest <= date.latest
            if inside and len(other.iso or "") > len(date.iso or ""):
                date = other
    return date


def _record(draft: Draft) -> Event:
    article = draft.scene.view.article
    source = article.working.source
    span = source(draft.scene.start, draft.scene.end)
    trigger = source(draft.trigger.start, draft.trigger.end)
    person, organization, destination = draft.person, draft.organization, draft.destination
    kind = draft.trigger.kind
    key = person or organization or draft.trigger
    return Event(
        id=identify(article.document.id, kind, span.start, span.end, _id(key)),  # type: ignore[arg-type]
        document=article.document.id,
        span=span,
        kind=kind,
        status=draft.status,
        trigger=trigger,
        person=_name(person),
        person_id=_id(person),
        person_names=person.names if person else (),
        organization=_name(organization),
        organization_id=_id(organization),
        organization_names=organization.names if organization else (),
        destination=_name(destination),
        destination_id=_id(destination),
        post=draft.post,
        people=draft.people,
        date=draft.date,
        rule=draft.rule,
    )


def _name(mention: Mention | None) -> str:
    return mention.name if mention else ""


def _id(mention: Mention | None) -> str:
    return mention.id if mention else ""
