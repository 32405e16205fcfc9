"""Departures, shutdowns, distress, acquisitions and layoffs.

A trigger word opens an event; the names, times and hedges around it in the sentence fill it, and
what a document tells several times is merged. Rules, not a model: a closed set of kinds allows a
precision that open schemas do not reach.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.events import acquisitions, companies, departures, organizations, slots
from analysis.events.merging import dated, merge
from analysis.events.scene import scenes, view
from analysis.events.words import triggers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.events.drafts import Draft
    from analysis.events.scene import Scene
    from analysis.events.words import Trigger
    from analysis.records import Article, Event


_MOST = 60  # triggers read in one sentence: more is a list or damage, and costs time


def find(article: Article) -> tuple[Event, ...]:
    """Return the events that `article` tells, each once, in order."""
    article = organizations.trimmed(article)
    stage = view(article)
    told = [(scene, _triggers(scene)) for scene in scenes(stage)]
    stage = view(_named(article, told))
    drafts: list[Draft] = []
    for scene, found in told:
        if found and (stage.people or stage.firms):
            scene = replace(scene, view=stage)
            drafts.extend(departures.find(scene, found, drafts))
            drafts.extend(companies.find(scene, found))
            drafts.extend(acquisitions.find(scene, found))
    return merge(dated(drafts))


def _named(article: Article, told: Sequence[tuple[Scene, list[Trigger]]]) -> Article:
    """Return the article with the names marked that only the slots of its sentences give."""
    speaking = [(scene, found) for scene, found in told if found]
    if not speaking:
        return article
    more = [m for scene, found in speaking for m in slots.find(scene, found)]
    stage = view(organizations.peeled(replace(article, mentions=(*article.mentions, *more))))
    speaking = [(replace(scene, view=stage), found) for scene, found in speaking]
    places = [p for scene, found in speaking for p in organizations.found(scene, found)]
    return organizations.tied(organizations.spread(stage.article, places))


def _triggers(scene: Scene) -> list[Trigger]:
    found = triggers(scene.text, scene.start, scene.end, scene.tongue)
    found = [t for t in found if not scene.names(t.start, t.end)][:_MOST]
    wide = [t for t in found if t.kind == "distress"]
    return [t for t in found if t.kind != "shutdown" or not any(_inside(t, w) for w in wide)]


def _inside(trigger: Trigger, wide: Trigger) -> bool:
    """Return whether a trigger is part of a longer one: 清盘 in 申请清盘."""
    within = wide.start <= trigger.start and trigger.end <= wide.end
    return within and wide.end - wide.start > trigger.end - trigger.start
