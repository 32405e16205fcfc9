"""Speakers that are named by a role: whose representative, and which person the role stands for."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from analysis.speakers import cues
from analysis.speakers.drafts import voice

if TYPE_CHECKING:
    from analysis.records import Mention
    from analysis.speakers.drafts import Scene, Voice

_NEAR = 300


def complete(scene: Scene, who: Voice) -> Voice:
    """Return a voice with what its own words leave out.

    A role at an organisation gets the organisation's name (a company spokesman, 小鹏发言人), "the
    Acme chief" the one person it can be, a name its bare form (Mr. Okabe, 姓渡边的工程师).
    """
    here = scene.within(who.range.start, who.range.end)
    role = next((m for m in here if m.id == who.id), None)
    if role is None or role.kind == "role":
        person = _only_holder(scene, role) if role else None
        if person:
            return person._replace(range=who.range)
        who = _of_company(scene, _with_full_name(scene, who))
    bare = _TITLE.match(who.name) or _SURNAMED.match(who.name)
    turned = _FOR.match(who.name)
    more = [bare.group("name")] if bare else [f"{turned['of']} {turned['noun']}"] if turned else []
    return who._replace(names=(*who.names, *more)) if more else who


_TITLE = re.compile(r"(?:Mrs?|Ms|Mx|Dr|Prof|Sir|Dame)\.? (?P<name>.+)")
_SURNAMED = re.compile(r"姓(?P<name>\w{1,4})的")
_FOR = re.compile(r"(?P<noun>spokes\w+|representative|lawyer) (?:for|of) (?:the )?(?P<of>.+)")


def _with_full_name(scene: Scene, who: Voice) -> Voice:
    """Return a role with the full name of the organisation that it begins with in short."""
    for mention in scene.within(who.range.start, who.range.end):
        short = scene.article.working.original_script(*mention.range)
        if mention.kind != "organization" or mention.name == short:
            continue
        if who.name.startswith(short) and not who.name.startswith(mention.name):
            full = mention.name + who.name[len(short) :]
            return who._replace(name=full, names=(full, *who.names))
    return who


def _paragraph(scene: Scene, before: int) -> int:
    """Return where the paragraph begins, or 300 characters before a place in it."""
    start = max(0, before - _NEAR)
    return max(start, scene.text.rfind("\n", start, before) + 1)


def _of_company(scene: Scene, who: Voice) -> Voice:
    """Return "a company spokesman" as that of the one organisation its sentence is about."""
    match = _company_role().match(who.name)
    if match is None:
        return who
    at = who.range.start
    start = _paragraph(scene, at)
    named = {m.id: m for m in scene.within(start, at) if m.kind == "organization"}
    if len(named) != 1:
        return who
    (owner,) = named.values()
    rest = who.name[match.end() :].lstrip()
    chinese = "\u4e00" <= rest[:1] <= "\u9fff"
    full = f"{owner.name}{'' if chinese else ' '}{rest}"
    return who._replace(name=full, names=(full, *who.names), organization=owner.id)


@cache
def _company_role() -> re.Pattern[str]:
    english = cues.any_of(cues.group("company_en"))
    chinese = cues.phrases("company_zh")
    return re.compile(
        rf"(?:the )?{english}(?:[’']s)? (?=[a-z])|(?:一[位名])?{chinese}(?:的)?(?:一[位名])?(?=\w)"
    )


@cache
def _office() -> re.Pattern[str]:
    return re.compile(cues.spaced("office_en") + "$", re.IGNORECASE)


def _only_holder(scene: Scene, role: Mention) -> Voice | None:
    """Return the one person of the paragraph so far who can be "the" holder of a role."""
    if not scene.text.startswith(("the ", "The "), max(0, role.range.start - 4)):
        return None
    if not _office().search(scene.text[slice(*role.range)]):
        return None
    near = scene.within(_paragraph(scene, role.range.start), role.range.start)
    people = {m.id: m for m in near if m.kind == "person"}
    owners = {m.id for m in scene.within(*role.range) if m.kind == "organization"}
    owners |= {role.organization} if role.organization else set()
    fitting = [m for m in people.values() if not owners or m.organization in owners]
    if len(people) == 1 and owners and not fitting:
        (only,) = people.values()
        return voice(only) if not only.organization else None
    return voice(fitting[0]) if len(fitting) == 1 and (owners or len(people) == 1) else None
