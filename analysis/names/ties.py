"""Which organisation and post the text or the registry gives a person."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.names import chinese, english, words
from analysis.names.scene import is_company

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.names.entities import Entity
    from analysis.names.scene import Scene
    from analysis.records import Mention

_TIE = 60
_LEFT = re.compile(r"[前原](?!沿)|(?:'s?)? (?:former|ex-)")
_TITLE = r"(?:Dr|Mr|Ms|Mrs|Prof|Sir)\.?"


def tied(mentions: Sequence[Mention], scene: Scene, entities: Sequence[Entity]) -> list[Mention]:
    """Return the mentions with people tied to organisations and posts, by the text or registry."""
    ties: dict[str, tuple[str, str]] = {}
    here: dict[str, int] = {}
    found = list(mentions)
    for i, mention in enumerate(found):
        if mention.kind != "person" or ties.get(mention.id, ("", ""))[0]:
            continue
        organization, role = _tie(scene, found, i)
        if organization or role:
            ties[mention.id] = (organization, role or ties.get(mention.id, ("", ""))[1])
            here[mention.id] = i
    for entity in entities:
        if entity.entry and entity.entry.posts and not ties.get(entity.id, ("", ""))[0]:
            post = entity.entry.posts[0]
            role = ties.get(entity.id, ("", ""))[1]
            ties[entity.id] = (post.organization, role or post.title)
    for i, (one, two) in enumerate(pairwise(found), 1):
        gap = scene.text[one.range.end : two.range.start]
        if one.kind == two.kind == "person" and gap in (" and ", "、", "和", "与"):
            if here.get(two.id) == i and one.id not in ties:
                ties[one.id] = ties[two.id]
            elif (
                here.get(one.id) == i - 1 and two.id not in ties and _is_shared(scene, ties[one.id])
            ):
                ties[two.id] = ties[one.id]
    for key, (_, role) in ties.items():
        scene.posts.setdefault(key, set()).add(role.casefold())
    return [
        replace(m, organization=ties[m.id][0], role=ties[m.id][1]) if m.id in ties else m
        for m in found
    ]


@cache
def _between() -> re.Pattern[str]:
    """Return the pattern of what stands between an organisation and its person in Chinese."""
    post = chinese.posts().pattern
    return re.compile(
        r"(?:的|公司|集团|旗下|前|原|现任|时任)?"
        rf"((?:[^，。；：！？“”「」《》\n]{{0,10}}?{post}(?:兼|、|、公司|，)?)*)(?:的)?[“ ]?"
    )


def _is_shared(scene: Scene, tie: tuple[str, str]) -> bool:
    """Return whether a post is given to several people at once."""
    return bool(tie[1]) and (scene.chinese or tie[1].endswith("s"))


def _tie(scene: Scene, found: Sequence[Mention], i: int) -> tuple[str, str]:
    """Return the organisation and the post that the text gives a person at one mention."""
    text, (start, end) = scene.text, found[i].range
    before = found[i - 1] if i else None
    if before and is_company(before, scene) and start - before.range.end <= _TIE:
        role = _post_between(text[before.range.end : start], scene.chinese)
        past = _past().search(text, max(before.range.start - 10, 0), before.range.start)
        if role is not None and not (past and "的" in text[before.range.end : start]):
            role = _trim_role(role or _post_of(scene, before.range.start))
            gone = past or _LEFT.match(text, before.range.end, start)
            return ("" if gone else before.id), role
    after = found[i + 1] if i + 1 < len(found) else None
    if after and is_company(after, scene) and after.range.start - end <= _TIE:
        gap = text[end : after.range.start]
        rest = text[after.range.end : after.range.end + 24]
        role = _post_after(gap, rest, scene.chinese)
        if role is not None:
            return after.id, _trim_role(role)
    role, own = _own_post(scene, max(start - _TIE, before.range.end if before else 0), start, end)
    role = _trim_role(role)
    own = own and not _is_outside(role, scene.chinese)
    return (_focus(scene, found, i) if own else ""), role


@cache
def _past() -> re.Pattern[str]:
    """Return the pattern of what shows that the organisation named next was left before."""
    return re.compile(
        r"(?:曾任|曾在|曾是|原|(?<![之日此目以])前|\b(?i:former|onetime|one-time|ex-) ?)\Z"
    )


def _is_outside(role: str, is_chinese: bool) -> bool:
    """Return whether the holder of a post need not belong to the organisation in question."""
    outside = words.listed("posts", language="zh" if is_chinese else "en", kind="outside")
    return role.lower() in outside or any(role.endswith(o) for o in outside if is_chinese)


def _post_of(scene: Scene, start: int) -> str:
    """Return the post in "the general manager of X, NAME", where X begins at `start`."""
    if scene.chinese:
        return ""
    found = _post_of_pattern().search(scene.text[max(start - 50, 0) : start])
    return found.group(1) if found else ""


@cache
def _post_of_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b({english.posts().pattern}) (?:of|at|for) (?:the )?\Z")


def _trim_role(role: str) -> str:
    """Return a post without the words that only lead to it."""
    lead = (
        r"(?:还有|包括|以及|其|与|和|及|时任|现任|曾任|曾是|由|the |The |its |Its |an? |his |her )"
    )
    return re.sub(rf"^{lead}+", "", role.strip("、，兼 ")).strip("、，兼 ")


def _focus(scene: Scene, found: Sequence[Mention], i: int) -> str:
    """Return the organisation that the paragraph is about where mention `i` stands."""
    line = scene.text.rfind("\n", 0, found[i].range.start) + 1
    before = scene.text.rfind("\n", 0, len(scene.text[:line].rstrip())) + 1
    near: set[str] = set()
    for start in (line, before):
        near = {
            m.id
            for m in found[:i]
            if m.range.start >= start and is_company(m, scene) and not is_goal(scene, m)
        }
        if near:
            break
    if len(near) == 1:
        return near.pop()
    return scene.main if not near or scene.main in near else ""


def is_goal(scene: Scene, mention: Mention) -> bool:
    """Return whether somebody goes to or comes from an organisation where it is mentioned."""
    before = scene.text[max(mention.range.start - 12, 0) : mention.range.start]
    return _goals().search(before) is not None


@cache
def _goals() -> re.Pattern[str]:
    listed = words.listed("organisation_words", language="zh", kind="goal")
    english_ = words.listed("name_verbs", language="en", kind="goal")
    return re.compile(rf"(?:{words.pattern(listed)}|\b{words.pattern(english_)} )\Z")


def _post_between(gap: str, is_chinese: bool) -> str | None:
    if is_chinese:
        match = _between().fullmatch(gap)
        return None if match is None else match.group(1).strip("、，兼 ")
    match = _english_between().fullmatch(gap)
    return None if match is None else (match.group(1) or "")


@cache
def _english_between() -> re.Pattern[str]:
    post = english.posts().pattern
    return re.compile(
        rf"(?:'s?)? ?((?:[\w\-]{{1,20}} ){{0,4}}?{post}(?: and {post})?)?,? ?(?:{_TITLE} )?"
    )


def _post_after(gap: str, rest: str, is_chinese: bool) -> str | None:
    if is_chinese:
        if not re.fullmatch(r"(?:，|是|，是|（|曾是|现为|为|曾任|现任|，现任|，曾任|，时任)", gap):
            return None
        match = re.match(
            rf"的?([^，。；：！？“”「」《》\n]{{0,8}}?{chinese.posts().pattern})", rest
        )
        return match.group(1) if match else None
    match = re.fullmatch(
        r"(?:, (?:(?:the|an?|its) )?((?:[\w\-]+ ){0,5}?[\w\-]+) (?:of|at|for|with)(?: the)?"
        r"(?:(?: [\w\-']+){1,4},|(?: [a-z\-]+){1,3})?"
        r"|( of| at)(?: the)?"
        r"|, whose (?:own )?(?:[\w\-]+ )?(?:start-up|startup|company|firm|fund|lab),"
        r"|, who (?:runs|leads|heads|founded)) ",
        gap,
    )
    if match is None:
        return None
    role = match.group(1) or ""
    return role if not role or english.posts().search(role) else None


def _own_post(scene: Scene, floor: int, start: int, end: int) -> tuple[str, bool]:
    """Return a post as in "its founder, X" and 公司创始人X, and whether it is the company's own."""
    text = scene.text
    if scene.chinese:
        post = _chinese_own_post().search(text[max(start - 30, floor) : start])
        return (post.group(1), True) if post else ("", False)
    post = _english_own_post().search(text[floor:start])
    if post:
        return post.group(2), post.group(1) is not None or post.start(2) == 0
    post = re.match(
        rf", (its|the \w+'s) ((?:[\w\-]{{1,20}} ){{0,3}}?{english.posts().pattern})\b",
        text[end : end + 60],
    )
    return (post.group(2), True) if post else ("", False)


@cache
def _chinese_own_post() -> re.Pattern[str]:
    post = chinese.posts().pattern
    return re.compile(
        rf"(?:^|[，。；：！？“”「」、\n]|公司|集团|其|是|和|与|及)(?:公司)? ?"
        rf"((?:[^，。；：！？“”「」《》、\n]{{0,8}}?{post}[兼、]?){{1,3}}) ?\Z"
    )


@cache
def _english_own_post() -> re.Pattern[str]:
    post = words.pattern(words.capitalised(words.listed("posts", language="en", kind="post")))
    return re.compile(
        rf"(?:\b([Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Tt]he \w+'s|[Ff]ellow|[Tt]he|(?<=[.,] )|(?<=\n))) ?"
        rf"((?:(?:[a-z\-]{{1,20}} )?{post}(?: and {post}| of (?:[a-z\-]+ ){{0,2}}?[a-z\-]+)?)),? "
        rf"(?:{_TITLE} )?\Z"
    )
