"""Mentions of unnamed people by their role, and of named ones by their post alone."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from analysis.names import roles, words
from analysis.names.scene import is_company, overlaps
from analysis.records import Mention, Range

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from analysis.names.roles import Role
    from analysis.names.scene import Scene


def unnamed(
    mentions: Sequence[Mention], scene: Scene, show: Callable[[int, int], str]
) -> Iterator[Mention]:
    """Yield the mentions of unnamed people by role; none that a personal name stands next to."""
    people = {m.range.start for m in mentions if m.kind == "person"}
    ends = {m.range.end for m in mentions if m.kind == "person"}
    held = [m.range for m in mentions if m.kind == "person"]
    taken: list[Range] = []
    for role, organization in _roles(mentions, scene):
        close = {role.end, role.end + 1, role.end + 2}
        if people & close:
            continue
        inside = [r.end for r in held if role.start <= r.start and r.end < role.end]
        if inside and scene.chinese:
            role = role._replace(start=inside[-1] + (scene.text[inside[-1]] == "的"))
        if overlaps(held, role.start, role.end):
            continue
        if scene.chinese and scene.text[max(role.start - 1, 0)] in "任为是当作了":
            continue
        just = ends & {role.start - n for n in (2, 3, 4, 5, 6)}
        if not scene.chinese and any(scene.text[end] == "," for end in just):
            continue
        if any(r.start < role.end and role.start < r.end for r in taken[-3:]):
            continue
        taken.append(Range(role.start, role.end))
        holder = _holder(role, organization, mentions, scene)
        if not organization and _OWN_COMPANY.search(role.name):
            organization = scene.main
        if holder:
            yield replace(holder, range=_without(role, mentions), form="title")
        else:
            yield _role_mention(role, organization, show)


def _roles(mentions: Sequence[Mention], scene: Scene) -> list[tuple[Role, str]]:
    """Return the roles in the text with the organisation they belong to, longest first."""
    found: list[tuple[Role, str]] = []
    if scene.chinese:
        for mention in mentions:
            if mention.kind == "organization":
                role = roles.of_company(scene.text, *mention.range)
                if role:
                    found.append((role, mention.id))
    else:
        found += _possessed(mentions, scene)
    plain = roles.chinese_roles if scene.chinese else roles.english_roles
    held = [(m.range, m.id) for m in mentions if m.kind == "organization"]
    for role in plain(scene.text):
        inside = [key for r, key in held if role.start <= r.start and r.end <= role.end]
        found.append((role, inside[0] if inside else ""))
    found.sort(key=lambda pair: (pair[0].start, -pair[0].end))
    return found


def _possessed(mentions: Sequence[Mention], scene: Scene) -> Iterator[tuple[Role, str]]:
    """Yield "Meta's chief AI scientist" where it stands for somebody named elsewhere."""
    for mention in mentions:
        if not is_company(mention, scene):
            continue
        match = _owned_post().match(scene.text, mention.range.end)
        if match:
            role = roles.Role(mention.range.start, match.end(), "", match.group(1))
            if _holder(role, mention.id, mentions, scene):
                yield role, mention.id


@cache
def _owned_post() -> re.Pattern[str]:
    unique = words.capitalised(words.listed("posts", language="en", kind="unique"))
    return re.compile(rf"(?:'s?)? ({words.pattern(unique)})\b(?!,? [A-Z])")


_OWN_COMPANY = re.compile(r"\bthe (?:company|firm|group|start-up|startup)\b|该?公司")


def _without(role: Role, mentions: Sequence[Mention]) -> Range:
    """Return the stretch of a title without the organisation at its beginning or end."""
    start, end = role.start, role.end
    for mention in mentions:
        if mention.range.start == start and mention.range.end < end:
            start = end - len(role.head)
        elif start < mention.range.start < end:
            end = start + len(role.head)
    return Range(start, end)


def _holder(
    role: Role, organization: str, mentions: Sequence[Mention], scene: Scene
) -> Mention | None:
    """Return the one person of the document who holds this post at this organisation."""
    heads = {role.head.casefold()}
    if not organization or not heads & _leading(scene.chinese):
        return None
    if heads & _TOP:
        heads |= _TOP
    fitting = {
        m.id: m
        for m in mentions
        if m.kind == "person"
        and m.organization == organization
        and any(h in m.role.casefold() for h in heads)
    }
    return next(iter(fitting.values())) if len(fitting) == 1 else None


_TOP = frozenset({"head", "boss", "chief executive", "ceo", "首席执行官", "执行长", "行政总裁"})


@cache
def _leading(is_chinese: bool) -> frozenset[str]:
    """Return the posts that only one person at a time holds in an organisation."""
    posts = words.listed("posts", language="zh" if is_chinese else "en", kind="unique")
    return frozenset(p.casefold() for p in posts)


def _role_mention(role: Role, organization: str, show: Callable[[int, int], str]) -> Mention:
    shown = show(role.start, role.end) if len(role.name) == role.end - role.start else role.name
    names = tuple(dict.fromkeys((shown, role.name)))
    key = f"~{role.name.casefold()}"
    return Mention(
        Range(role.start, role.end), "role", key, shown, names, "name", organization, role.head
    )
