"""Who an event happens to: the people or the organisation that a trigger belongs to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.events import words
from analysis.records import Range

if TYPE_CHECKING:
    from analysis.events.scene import Scene
    from analysis.events.words import Trigger
    from analysis.records import Mention

Group = tuple["Mention", ...]

_BRACKETS = re.compile(r"[（(][^（）()]{0,80}[）)]")
_TOKEN = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_ENGLISH_ASIDE = re.compile(r"^\s*,\s+(?:who|whose|which|that|an?|the|one|formerly|with|along)\b")
_ROLE = re.compile(r"The\s(?:[\w-]+\s){0,2}(?P<last>[a-z]+)\b")
_CHINESE_OBLIQUE = re.compile(r"(?:对|向|给|由|跟|被|把|将|让|替|接替|取代|顶替|遭)$")
_CHINESE_FROM = re.compile(r"从|自|以|由|辞|卸|任上|率|带领|携|带着|偕|身份")
_AMONG = re.compile(
    r"的?(?:人|高管|成员)?里?，?\s?(?:还有|还|也有|包括|分别是|有)"
    r"|了?(?:[两三四五六]|\d)(?:位|名|个)[^，。：；]{0,10}[，：]"
)
_CHINESE_JOIN = re.compile(r"^(?:、|，?(?:和|与|及|以及|还有|跟|连同)|，)")
_CHINESE_VERB = re.compile(
    r"表示|认为|称|说|透露|指出|否认|宣布|收购|起诉|接任|接替|任命|投资|加入|去了"
)


def people(scene: Scene, trigger: Trigger) -> Group:
    """Return the people that a departure belongs to, or none where the text is not clear."""
    if scene.tongue == "en":
        return _english_people(scene, trigger)
    return _chinese_people(scene, trigger)


# --- Chinese -------------------------------------------------------------------------------------


def _chinese_people(scene: Scene, trigger: Trigger) -> Group:
    clause = scene.clause(trigger.start)
    listed = listed_after(scene, trigger)
    if listed:
        return listed
    anaphor = _anaphor(scene, Range(clause.start, trigger.start))
    if anaphor:
        return anaphor
    after = _qualified(scene, trigger)
    if after:
        return after
    before = scene.people(clause.start, trigger.start)
    if before:
        gap = Range(before[-1].range.end, trigger.start)
        if _other_subject(scene, gap):
            return ()
        return run(scene, before)
    if _own_subject(scene, Range(clause.start, trigger.start)):
        return ()
    for part in scene.clauses_before(trigger.start):
        found = _clause_subject(scene, part)
        if found:
            return found
        if _own_subject(scene, part):
            return ()
    return _carried_over(scene, trigger)


def listed_after(scene: Scene, trigger: Trigger) -> Group:
    """Return the people of "also leaving are A and B"."""
    text = scene.text[trigger.end : trigger.end + 24]
    match = _AMONG.match(text)
    if match is None:
        return ()
    after = scene.people(trigger.end, min(scene.end, trigger.end + 160))
    if not after or after[0].range.start - trigger.end - match.end() > 40:
        return ()
    return run(scene, after, forward=True)


def _qualified(scene: Scene, trigger: Trigger) -> Group:
    """Return the person of "the departed technology chief X" (离职的X, 跳槽到某公司的X)."""
    end = min(scene.clause(trigger.start).end, trigger.end + 50)
    after = scene.people(trigger.end, end)
    if not after:
        return ()
    between = _masked(scene, Range(trigger.end, after[0].range.start))
    if not re.match(r"[了到至去]?\s*的", between) or _CHINESE_VERB.search(between):
        return ()
    if scene.cue("aside", trigger.end, after[0].range.start):
        return ()
    return run(scene, after, forward=True)


def _anaphor(scene: Scene, part: Range) -> Group:
    """Return whom 前者, 后者 or 两人 stand for: the last named group of at least two."""
    for name in ("first", "second", "both"):
        cue = scene.cue(name, part.start, part.end)
        if cue is None or scene.people(cue.end(), part.end):
            continue
        group = _last_group(scene, cue.start())
        if len(group) < 2:
            return ()
        return {"first": group[:1], "second": group[1:2], "both": group}[name]
    return ()


def _last_group(scene: Scene, place: int) -> Group:
    start = scene.previous.start if scene.previous else scene.start
    found = list(scene.people(max(start, place - 400), place))
    while len(found) > 1:
        group = run(scene, tuple(found))
        if len(group) > 1:
            return group
        found.pop()
    return ()


def _other_subject(scene: Scene, gap: Range) -> bool:
    """Return whether somebody unnamed stands between a name and the trigger."""
    if gap.end - gap.start > 60:
        return True
    if _CHINESE_FROM.search(scene.text, gap.start, gap.end):
        return False
    return bool(scene.cue("others", gap.start, gap.end) or scene.roles(gap.start, gap.end))


def _own_subject(scene: Scene, part: Range) -> bool:
    """Return whether a clause has a subject that is no named person."""
    if scene.cue("others", part.start, part.end):
        return True
    found = (*scene.firms(part.start, part.end), *scene.roles(part.start, part.end))
    return any(
        not _CHINESE_FROM.search(scene.text, m.range.start - 3, m.range.start) for m in found
    )


def _clause_subject(scene: Scene, part: Range) -> Group:
    found = scene.people(part.start, part.end)
    for i, person in enumerate(found):
        if not _CHINESE_OBLIQUE.search(scene.text, person.range.start - 3, person.range.start):
            return run(scene, found[i:], forward=True)
    return ()


def _carried_over(scene: Scene, trigger: Trigger) -> Group:
    """Return the subject of the sentence before where this one begins without any."""
    if scene.previous is None:
        return ()
    bare = trigger.start - scene.start
    bare -= sum(t.range.end - t.range.start for t in scene.times(scene.start, trigger.start))
    if bare > 8:
        return ()
    before = scene.people(scene.previous.start, scene.previous.end)
    return before[:1]


def run(scene: Scene, found: Group, *, forward: bool = False) -> Group:
    """Return the coordinated names at the end (or start) of `found`: "A, B and C"."""
    order = found if forward else found[::-1]
    group = [order[0]]
    for person in order[1:13]:
        left, right = (group[-1], person) if forward else (person, group[-1])
        if not _joined(scene, Range(left.range.end, right.range.start)):
            break
        group.append(person)
    unique = {m.id: m for m in (group if forward else group[::-1])}
    return tuple(unique.values())


def _joined(scene: Scene, gap: Range) -> bool:
    if gap.end - gap.start > 80 or gap.end < gap.start:
        return False
    between = _masked(scene, gap)
    if scene.tongue == "zh":
        match = _CHINESE_JOIN.match(between)
        if match is None or len(between) > 30 or re.search("[，。；：]", between[match.end() :]):
            return False
        if match.group() == "，":
            return False
        return not _CHINESE_VERB.search(between)
    plain = re.sub(r"^\s*(?:of|at|from)?\s+(?=,|and\b)", " ", between).strip()
    match = re.match(r"(?:,\s*)?(?:(?:and|&|as well as|along with|alongside)\b\s*)?", plain)
    assert match is not None
    rest = _TOKEN.findall(plain[match.end() :])
    return bool(match.group()) and "," not in plain[match.end() :] and len(rest) <= 5


def _masked(scene: Scene, gap: Range) -> str:
    """Return the text of a gap with names, roles and times blanked and brackets removed."""
    characters = list(scene.text[gap.start : gap.end])
    stretches = [
        *(m.range for m in scene.firms(gap.start, gap.end)),
        *(m.range for m in scene.roles(gap.start, gap.end)),
        *(t.range for t in scene.times(gap.start, gap.end)),
    ]
    for stretch in stretches:
        for i in range(stretch.start - gap.start, stretch.end - gap.start):
            characters[i] = " "
    return _BRACKETS.sub(" ", "".join(characters))


# --- English -------------------------------------------------------------------------------------


def _english_people(scene: Scene, trigger: Trigger) -> Group:
    low = max(scene.start, trigger.start - 300)
    found = scene.people(low, trigger.start)
    cue = _english_anaphor(scene, trigger)
    if cue:
        group = _last_group(scene, trigger.start)
        return {"first": group[:1], "second": group[1:2], "both": group}[cue]
    for count in range(len(found), max(len(found) - 3, 0), -1):
        subject = found[count - 1]
        if not reaches(scene, Range(subject.range.end, trigger.start)):
            continue
        holder = _holder(scene, found[:count])
        return run(scene, holder)
    return _by_role(scene, trigger)


def _by_role(scene: Scene, trigger: Trigger) -> Group:
    """Return whom "The speech researcher leaves" means: the only person of the sentence before."""
    role = _ROLE.match(scene.text, scene.start, trigger.start)
    if (
        role is None
        or scene.previous is None
        or not links_only(scene.text[role.end() : trigger.start])
    ):
        return ()
    before = {m.id: m for m in scene.people(scene.previous.start, scene.previous.end)}
    post = scene.cue("post", role.start("last"), role.end())
    return tuple(before.values()) if post and len(before) == 1 else ()


def _english_anaphor(scene: Scene, trigger: Trigger) -> str:
    clause = scene.text[max(scene.start, trigger.start - 60) : trigger.start]
    for name in ("first", "second", "both"):
        for match in words.cue(name, "en").finditer(clause):
            if links_only(clause[match.end() :]) and match.group().lower() != "both":
                return name
    return ""


def reaches(scene: Scene, gap: Range) -> bool:
    """Return whether a verb after `gap` may have the name before it as its subject."""
    if gap.end - gap.start > 260:
        return False
    between = _masked(scene, gap)
    if re.match(r"\s*,|\s+of\b[^,]{0,40},|\s+at\b[^,]{0,40},", between) and between.count(",") > 1:
        between = between[between.rindex(",") + 1 :]
    elif re.match(r"\s*[—–-]\s", between) and re.search(r"\s[—–-]\s*\S*$", between):
        between = ""
    relative = re.match(r"\s*,[^,]{0,60}\bwho\b", between)
    if relative:
        between = between[relative.end() :]
    if between.count(",") == 1 and not between.lstrip().startswith(","):
        return False
    return links_only(between)


def links_only(text: str) -> bool:
    """Return whether every word of an English stretch may stand between subject and verb."""
    if re.search(r"[.;:!?]", text):
        return False
    links = words.listed("link", "en")
    tokens = (token.lower() for token in _TOKEN.findall(text))
    return all(token in links or token.endswith("ly") for token in tokens)


def _holder(scene: Scene, found: Group) -> Group:
    """Return the names up to the subject, past a name inside an aside ("X, who met Y, left")."""
    for i in range(len(found) - 2, -1, -1):
        gap = scene.text[found[i].range.end : found[-1].range.start]
        aside = _ENGLISH_ASIDE.match(gap)
        closed = scene.text[found[-1].range.end : found[-1].range.end + 1] == ","
        if aside and closed and "," not in gap[aside.end() :]:
            return found[: i + 1]
    return found
