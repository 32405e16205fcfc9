"""Departures: who leaves which organisation for which."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.events import actors, slots, words
from analysis.events.circumstances import Telling, tell
from analysis.events.companies import is_goal, it, topic
from analysis.events.drafts import Draft
from analysis.records import Range

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.events.actors import Group
    from analysis.events.scene import Scene
    from analysis.events.words import Trigger
    from analysis.records import Mention

_APPOSED = 40
_CHINESE_VERB = re.compile(
    r"[，。；：]|表示|认为|宣布|透露|对|向|被|投资|收购|与|和|加入|去了|的(?!首席|技术|前|联合|高级|创始)"
)
_STOP = re.compile(r"\s*(?:$|[.,;:!?”\"’')\]—–-]|\s\w+ly\b)")
_GERUND = re.compile(r"\s\w+ing\b")
_DIRECT = re.compile(r"\s+(?:(?!that\b|no\b|his\b|her\b|their\b|would\b)[\w’'-]+\s+){0,5}")
_POSTED = re.compile(
    r"(?:\s+of|\s+at|\s+from|,\s[^.;]{0,70}?\b(?:of|at|with|for|leads|led|runs|ran|heads|headed)|,)"
    r"\s+(?:[\w-]+\s+){0,4}"
)
_SERVED = re.compile(
    r"\b(?:years?|decades?|stint|tenure|months?|career)\s+(?:at|with|in|running|leading)\s"
    r"(?:[\w-]+\s){0,3}$"
)
_OBJECT_WORDS = re.compile(
    r"[^，。；：、时场去到并后为与对]{0,4}|[^，。；：、去到并后]{0,12}(?:的|公司|巨头|企业|平台|初创|集团|东家)"
)
_POST_END = re.compile(r"[。；，,.;]|\s(?:of|at|and|to|until|through|from|in|on|for|but)\s")
_FOR = re.compile(r"\s+(?:for|to)\s+(?:[\w-]+\s+){0,3}")
_OWN_POST = re.compile(r",\s(?:the|its)\s(?:[\w-]+\s){0,3}[\w-]+,")
_FOR_PLACE = re.compile(r"\s+for\s(?P<place>[A-Z]\w+)")
_RETIRED = re.compile(r"\s+(?:his|her|its|their|the|an?)\s")
_PLACE_OF = re.compile(r"[了到至去]?[^，。、的]{2,6}的")
_PASSIVE = re.compile(r"\b(?:was|were|been|is|are|be|being|get|got)\s+(?:\w+ly\s+)?$")
_LEFT_IT = re.compile(
    r"\s+(?:it|the (?:company|firm|start-up|startup|group|lab|business))(?!\w|[’'])", re.I
)


def find(scene: Scene, triggers: Sequence[Trigger], told: Sequence[Draft]) -> Iterator[Draft]:
    """Yield what the departure triggers of one sentence tell; `told` is what came before."""
    own = [t for t in triggers if t.kind == "departure"]
    unnamed: Mention | None = None
    for trigger in own:
        entering = trigger.pattern in ("join", "enter", "move")
        if trigger.pattern == "found" or (entering and _object(scene, trigger) is None):
            continue
        if trigger.pattern in ("leave", "post", "noun") and not _usable(scene, trigger):
            continue
        group = _group(scene, trigger)
        if not group:
            if trigger.pattern == "leave":
                before = scene.firms(scene.start, trigger.start)
                unnamed = before[0] if before else None
            continue
        telling = tell(scene, trigger)
        if telling is None:
            continue
        for person in group:
            draft = _draft(scene, trigger, person, group=group, telling=telling, own=own, told=told)
            if draft is not None and draft.weak and unnamed:
                draft = replace(draft, organization=unnamed, weak=False)
            if draft is not None:
                yield draft
                yield from _gapped(scene, draft)


def _gapped(scene: Scene, draft: Draft) -> Iterator[Draft]:
    """Yield the second half of "X left A for B, Y for C"."""
    if scene.tongue != "en" or draft.destination is None or draft.trigger.pattern != "leave":
        return
    place = draft.destination.range.end
    for person in scene.people(place, min(scene.end, place + 200)):
        goals = scene.firms(person.range.end, min(scene.end, person.range.end + 60))
        lead = scene.text[place : person.range.start]
        if not goals or not re.fullmatch(r"\s*[,;]?\s*(?:and|while)?\s*", lead):
            return
        if not _FOR.fullmatch(scene.text, person.range.end, goals[0].range.start):
            return
        yield replace(draft, person=person, destination=goals[0], post=person.role)
        place = goals[0].range.end


def _group(scene: Scene, trigger: Trigger) -> Group:
    if trigger.pattern == "noun":
        return _possessor(scene, trigger)
    if trigger.pattern in ("remove", "poach", "hire"):
        return _victim(scene, trigger)
    if trigger.pattern == "lose":
        return _lost(scene, trigger)
    return actors.people(scene, trigger)


def _lost(scene: Scene, trigger: Trigger) -> Group:
    """Return the people of "Apple lost X, who ran its models, to Meta"."""
    after = scene.people(trigger.end, min(scene.end, trigger.end + 60))
    lead = scene.text[trigger.end : after[0].range.start] if after else ""
    titled = re.fullmatch(r"\s+(?:[\w’'&-]+\s+){0,6}", lead)
    return actors.run(scene, after, forward=True) if after and titled else ()


def _loser(scene: Scene, trigger: Trigger) -> Mention | None:
    """Return the organisation that lost somebody."""
    for firm in reversed(scene.firms(max(scene.start, trigger.start - 80), trigger.start)):
        if actors.reaches(scene, Range(firm.range.end, trigger.start)):
            return firm
    return topic(scene, scene.start) if it(scene, trigger.start) else None


def _usable(scene: Scene, trigger: Trigger) -> bool:
    """Return whether the words around a trigger allow that somebody leaves a post."""
    after = scene.text[trigger.end : min(scene.end, trigger.end + 40)]
    word = scene.text[trigger.start : trigger.end].lower()
    if scene.tongue == "zh":
        free = not words.cue("bare", "zh").fullmatch(word) or _leaves_firm(scene, trigger)
        return free or bool(actors.listed_after(scene, trigger))
    bound = _FOR_PLACE.match(after)
    if bound and bound["place"] in slots.not_names():
        return False
    if word.startswith("retir") and _RETIRED.match(after):
        return False
    if word.startswith(("left", "leav")):
        passive = _PASSIVE.search(scene.text, scene.start, trigger.start)
        if _follows(scene, trigger, "not leaving") or (word == "left" and passive):
            return False
        firms = scene.firms(trigger.end, min(scene.end, trigger.end + 50))
        if firms and scene.cue("premises", firms[0].range.end, firms[0].range.end + 24):
            return False
        between = scene.text[trigger.end : firms[0].range.start] if firms else "-"
        firms = firms if _DIRECT.fullmatch(between) else ()
        ends = _STOP.match(after) or _follows(scene, trigger, "after leaving")
        return bool(ends or firms)
    if _follows(scene, trigger, "not oneself") or (word[:4] == "quit" and _GERUND.match(after)):
        return False
    if word in ("go", "goes", "gone", "going"):
        return word == "gone" and bool(re.match(r"\s+(?:by|,|\.|$)", after))
    return True


def _follows(scene: Scene, trigger: Trigger, cue: str) -> bool:
    """Return whether a word with the given cue stands right after a trigger."""
    place = trigger.end + (scene.text[trigger.end : trigger.end + 1] == " ")
    return words.cue(cue, "en").match(scene.text, place, scene.end) is not None


def _leaves_firm(scene: Scene, trigger: Trigger) -> bool:
    clause = scene.clause(trigger.start)
    if scene.cue("gathering", clause.start, clause.end):
        return False
    after = scene.text[trigger.end : clause.end]
    firms = scene.firms(trigger.end, clause.end)
    if firms and _reaches_object(scene.text[trigger.end : firms[0].range.start]):
        return True
    if not after.strip("了后的时前”」"):
        return True
    return bool(
        re.match(
            r"(?:了?(?:后|前|时|的)|并|之后|之前|加入|了?(?:该|这家|原|其|老|前|效力|任职|工作|供职|创业|共事)?"
            r".{0,8}?(?:公司|团队|东家|岗位|职位|实验室|部门|集团|任上|大厂|职务|企业))",
            after,
        )
    )


def _possessor(scene: Scene, trigger: Trigger) -> Group:
    """Return the person of "X's departure" or "the departure of X"."""
    low = max(scene.start, trigger.start - 60)
    before = scene.people(low, trigger.start)
    if before and re.match(
        r"[’']s?\s+(?:\w+\s+){0,2}$", scene.text[before[-1].range.end : trigger.start]
    ):
        return before[-1:]
    after = scene.people(trigger.end, min(scene.end, trigger.end + 100))
    if after and re.match(r"\s+of\b[^.;,]{0,60}$", scene.text[trigger.end : after[0].range.start]):
        return actors.run(scene, after, forward=True)
    return ()


def _victim(scene: Scene, trigger: Trigger) -> Group:
    """Return the person who is dismissed or hired away, active or passive."""
    text = scene.text
    if scene.tongue == "en" and _follows(scene, trigger, "not removing"):
        return ()
    if scene.tongue == "zh":
        clause = scene.clause(trigger.start)
        before = scene.people(clause.start, trigger.start)
        passive = re.search(
            r"被|遭|获|为|将", text[max(clause.start, trigger.start - 16) : trigger.start]
        )
        if before and passive:
            return actors.run(scene, before)
        if passive and not before:
            return actors.people(scene, trigger)
        after = scene.people(trigger.start, clause.end)
        return actors.run(scene, after, forward=True) if after else ()
    ahead = text[max(scene.start, trigger.start - 40) : trigger.start]
    active = text[trigger.start : trigger.end].lower().split()[0].endswith("ing")
    if not active and re.search(
        r"\b(?:was|were|been|is|being|be|gets?|got|are)\s+(?:\w+ly\s+)?$", ahead
    ):
        return actors.people(scene, trigger)
    after = scene.people(trigger.end, min(scene.end, trigger.end + 90))
    if after and not re.search(r"[.;:]|\bby\b|\bwith\b", text[trigger.end : after[0].range.start]):
        return actors.run(scene, after, forward=True)
    return ()


# --- parts ---------------------------------------------------------------------------------------


def _draft(
    scene: Scene,
    trigger: Trigger,
    person: Mention,
    *,
    group: Group,
    telling: Telling,
    own: Sequence[Trigger],
    told: Sequence[Draft],
) -> Draft | None:
    left = _left(scene, trigger, person) or _inherited(scene, group, person)
    goal = _goal(scene, trigger, person, own=own)
    stated = left is not None
    known = scene.view.by_id.get(person.organization)
    if known and not stated and _is_new(scene, person):
        known = _colleague_left(scene, told) or known
    if known and (left is None or left.form != "name"):
        left = known
    if left is None:
        left = _understood(scene, person, told)
    if trigger.pattern == "move" and left is not None:
        stated = stated or _titled(scene, person)
    if left is not None and goal is not None and left.id == goal.id:
        left, stated = None, False
    if trigger.pattern in ("join", "enter", "move") and goal is None:
        return None
    weak = trigger.pattern in ("enter", "move", "hire") and not stated
    if weak and trigger.pattern == "move" and left is None:
        weak = not _among_exits(scene, trigger)
    if trigger.pattern in ("remove", "poach", "hire") and goal is None and left is None:
        return None
    if trigger.pattern == "lose" and (goal is None or left is None):
        return None
    return Draft(
        scene,
        trigger,
        rule=f"departure-{scene.tongue}-{trigger.pattern}",
        person=person,
        organization=left,
        destination=goal,
        post=_post(scene, trigger, person),
        status=telling.status,
        date=telling.date,
        firm=telling.firm,
        timeless=telling.timeless,
        weak=weak or telling.unclaimed,
    )


def _is_new(scene: Scene, person: Mention) -> bool:
    """Return whether a person is named by a post here for the first time."""
    earlier = any(m.id == person.id for m in scene.people(0, scene.start))
    firms = scene.firms(scene.start, person.range.start)
    here = [f for f in firms if not is_goal(scene, f)]
    return not earlier and not here and _titled(scene, person)


def _colleague_left(scene: Scene, told: Sequence[Draft]) -> Mention | None:
    """Return the organisation that somebody left in the sentence before."""
    for last in reversed(told[-4:]):
        near = last.trigger.kind == "departure" and last.scene.end + 60 > scene.start
        if near and last.organization is not None and not last.weak:
            return last.organization
    return None


def _among_exits(scene: Scene, trigger: Trigger) -> bool:
    """Return whether a return to a former employer stands among exits of others."""
    end = min(scene.view.article.paragraphs[scene.paragraph].end, trigger.end + 400)
    near = words.triggers(scene.text, trigger.end, end, scene.tongue)
    return any(t.kind == "departure" and t.pattern == "leave" for t in near)


def _understood(scene: Scene, person: Mention, told: Sequence[Draft]) -> Mention | None:
    """Return the organisation talked of, where the person is named by a post in it."""
    here = tuple(f for f in scene.firms(scene.start, person.range.start) if not is_goal(scene, f))
    titled = _titled(scene, person)
    if titled and here:
        return here[0]
    if here and _SERVED.search(scene.text, scene.start, here[-1].range.start):
        return here[-1]
    if here and scene.cue("announcing", here[-1].range.end, person.range.start):
        return here[-1]
    for last in reversed(told[-4:]):
        near = last.scene.end + 60 > scene.start and last.organization is not None
        if near and (titled or last.trigger.kind == "departure"):
            return last.organization
    own = scene.cue("own post", max(scene.start, person.range.start - 24), person.range.start)
    leads = scene.cue("leads", person.range.end, min(scene.end, person.range.end + 30))
    if titled and (own or leads):
        return topic(scene, person.range.start)
    main = scene.view.main
    if main is None or here:
        return None
    alone = main.name in scene.view.article.document.title and not _others(scene, main)
    return main if titled or alone else None


def _others(scene: Scene, main: Mention) -> bool:
    """Return whether a sentence names an organisation besides the one the story is about."""
    return any(
        f.id != main.id and not is_goal(scene, f) for f in scene.firms(scene.start, scene.end)
    )


def _titled(scene: Scene, person: Mention) -> bool:
    """Return whether a post or "its founder" stands by the name without an organisation."""
    start, end = person.range
    before = scene.roles(max(scene.start, start - 20), start)
    after = scene.roles(end, min(scene.end, end + 30))
    return bool(
        (before and scene.text[before[-1].range.end : start].strip(" ,、") == "")
        or (after and scene.text[end : after[0].range.start].strip(" ,a") in ("", "the", "its"))
        or scene.cue("post", max(scene.start, start - 14), start)
        or scene.cue("leads", end, min(scene.end, end + 30))
        or (scene.tongue == "en" and _OWN_POST.match(scene.text, end) and _post_after(scene, end))
    )


def _post_after(scene: Scene, place: int) -> bool:
    """Return whether a post follows a name: "Ann Lee, the medical director,"."""
    return scene.cue("post", place, min(scene.end, place + 40)) is not None


def _inherited(scene: Scene, group: Group, person: Mention) -> Mention | None:
    """Return the organisation of the person named before in the same list."""
    names = [m.id for m in group]
    at = names.index(person.id)
    for other in (*reversed(group[:at]), *group[at + 1 :]):
        found = _apposed(scene, other, scene.end)
        if found is not None:
            return found
    return None


def _left(scene: Scene, trigger: Trigger, person: Mention) -> Mention | None:
    """Return the organisation left, as this sentence names it."""
    if scene.tongue == "en":
        return _left_english(scene, trigger, person)
    clause = scene.clause(trigger.start)
    if trigger.pattern == "remove":
        firms = scene.firms(scene.start, trigger.start)
        found = _hirer(scene, trigger) or _apposed(scene, person, trigger.start)
        return found or (firms[-1] if firms else None)
    if trigger.pattern in ("leave", "post"):
        after = scene.firms(trigger.end, clause.end)
        if after and _reaches_object(scene.text[trigger.end : after[0].range.start]):
            return after[0]
    low = max(scene.start, trigger.start - 60)
    for firm in scene.firms(low, trigger.start):
        before = scene.text[max(scene.start, firm.range.start - 6) : firm.range.start]
        graduated = scene.text.startswith("毕业", firm.range.end)
        if re.search(r"(?:从|自|由|离开了?|告别|退出|辞去|卸任)$", before) and not graduated:
            return firm
    return _introduced(scene, trigger, person)


def _introduced(scene: Scene, trigger: Trigger, person: Mention) -> Mention | None:
    """Return the organisation by a name or, for "he", by the name in the same sentence."""
    found = _apposed(scene, person, trigger.start)
    if found is None and person.form == "pronoun":
        for other in scene.people(scene.start, person.range.start):
            if other.id == person.id:
                found = found or _apposed(scene, other, trigger.start)
    return found


def _reaches_object(between: str) -> bool:
    """Return whether a verb of leaving reaches the organisation after these words."""
    if len(between) > 14 or not re.fullmatch(_OBJECT_WORDS, between):
        return False
    return not re.search("加入|转投|前往|投身|跳槽", between)


def _apposed(scene: Scene, person: Mention, limit: int) -> Mention | None:
    """Return the organisation that stands by a name: "O's chief scientist X", "X of O"."""
    start, end = person.range
    if scene.tongue == "zh":
        before = scene.firms(max(scene.start, start - _APPOSED), start)
        if not before:
            return None
        between = scene.text[before[-1].range.end : start]
        if _CHINESE_VERB.search(_untitled(scene, between)):
            return None
        return before[-1]
    after = scene.firms(end, min(scene.end, end + 120))
    if limit > end:
        after = tuple(f for f in after if f.range.end <= limit)
    between = scene.text[end : after[0].range.start] if after else ""
    if after and _POSTED.fullmatch(between) and not scene.cue("elsewhere", end, end + len(between)):
        return after[0]
    before = scene.firms(max(scene.start, start - 90), start)
    if before:
        between = scene.text[before[-1].range.end : start]
        lead = scene.text[max(scene.start, before[-1].range.start - 4) : before[-1].range.start]
        if re.fullmatch(r",\s+", between) and lead.endswith((" of ", " at ")):
            return before[-1]
        if re.match(r"(?:[’']s?)?\s+(?:[\w&,-]+\s+){0,8}$", between) and not re.search(
            r"\b(?:said|says|told|and|that|when|after|as|hired|bought|but|while|by)\b", between
        ):
            return before[-1]
    return None


def _untitled(scene: Scene, between: str) -> str:
    """Return the words between an organisation and a name without "'s secretary-general"."""
    if between == "的":
        return ""
    post = words.cue("post", "zh").search(between)
    if post and between.startswith("的") and between.count("的") == 1:
        return between[1:]
    return between


def _left_english(scene: Scene, trigger: Trigger, person: Mention) -> Mention | None:
    text = scene.text
    if trigger.pattern == "lose":
        return _loser(scene, trigger)
    if trigger.pattern == "remove":
        return _remover(scene, trigger) or _apposed(scene, person, trigger.start)
    end = min(scene.end, trigger.end + 140)
    word = text[trigger.start : trigger.end].lower()
    if _LEFT_IT.match(text, trigger.end, end):
        return _apposed(scene, person, trigger.start) or topic(scene, scene.start)
    for firm in scene.firms(trigger.end, end)[:2]:
        between = text[trigger.end : firm.range.start]
        if re.search(r"[.;:]|\b(?:to join|for|joined|joins|joining|by)\b", between):
            break
        if re.search(r"\b(?:from|of|at|with|as)\s+(?:[\w-]+\s+){0,4}$", between):
            return firm
        direct = word.endswith((" at", " with")) or (
            trigger.pattern == "leave" and word[:4] in ("left", "leav", "depa", "quit", "exit")
        )
        if direct and re.fullmatch(r"\s+(?:[\w’'-]+\s+){0,6}", between):
            return firm
    return _apposed(scene, person, trigger.start)


def _remover(scene: Scene, trigger: Trigger) -> Mention | None:
    """Return the organisation that dismisses somebody, in the active or with "by"."""
    text = scene.text
    for firm in scene.firms(trigger.end, min(scene.end, trigger.end + 80)):
        if re.search(
            r"\b(?:by|as|at|of)\s+(?:[\w-]+\s+){0,4}$", text[trigger.end : firm.range.start]
        ):
            return firm
    for firm in reversed(scene.firms(max(scene.start, trigger.start - 80), trigger.start)):
        if actors.reaches(scene, Range(firm.range.end, trigger.start)):
            return firm
    return None


def _goal(
    scene: Scene, trigger: Trigger, person: Mention, *, own: Sequence[Trigger]
) -> Mention | None:
    """Return the organisation gone to, as this sentence names it."""
    if trigger.pattern in ("join", "enter", "move"):
        return _object(scene, trigger)
    if trigger.pattern in ("poach", "hire"):
        return _hirer(scene, trigger)
    if trigger.pattern == "lose":
        to = [
            f
            for f in scene.firms(trigger.end, min(scene.end, trigger.end + 160))
            if re.search(r"\bto\s(?:[a-z-]+\s){0,3}$", scene.text[trigger.end : f.range.start])
        ]
        return to[0] if to else None
    if scene.tongue == "en" and trigger.pattern == "leave":
        found = _goal_for(scene, trigger)
        if found is not None:
            return found
    if scene.tongue == "zh" and person.range.start >= trigger.end:
        return None
    limit = trigger.end + 120
    for other in scene.people(trigger.end, min(scene.end, limit)):
        if other.id != person.id and other.range.start > trigger.end:
            limit = min(limit, other.range.start)
    for step in own:
        if step.pattern in ("join", "enter", "move", "found") and trigger.end <= step.start < limit:
            if scene.cue("first", trigger.end, step.start) or scene.cue(
                "second", trigger.end, step.start
            ):
                return None
            return _object(scene, step)
    return None


def _goal_for(scene: Scene, trigger: Trigger) -> Mention | None:
    left: Mention | None = None
    for firm in scene.firms(trigger.end, min(scene.end, trigger.end + 100)):
        between = scene.text[trigger.end : firm.range.start]
        if left and scene.text[left.range.end : firm.range.start].strip() == "to":
            return firm
        left = firm
        if re.search(r"\bfor\s+(?:[\w’'-]+\s+){0,5}$", between) and not re.search("[.;]", between):
            return firm
    return None


def _object(scene: Scene, trigger: Trigger) -> Mention | None:
    """Return the organisation that somebody joins."""
    clause = scene.clause(trigger.start)
    after = scene.firms(trigger.end, clause.end)
    if not after:
        return None
    firm = after[0]
    between = scene.text[trigger.end : firm.range.start]
    tail = scene.text[firm.range.end : min(clause.end, firm.range.end + 24)]
    if scene.tongue == "zh":
        place = _PLACE_OF.fullmatch(between) and scene.text[firm.range.start].isascii()
        if len(between) > 16 or (re.search("[的、]", between) and not place):
            return None
        cut = scene.cue("appointment", firm.range.end, min(clause.end, firm.range.end + 8))
        return None if cut else firm
    if not re.fullmatch(r"\s+(?:[\w’',-]+\s+){0,6}", between) or re.search(
        r"\b(?:from|in|with|and|against|by|of)\b", between
    ):
        return None
    if re.match(
        r"(?:[’']s)?\s+(?:\w+\s+)?(?:board|alliance|lawsuit|index|round|programme|program|partner|advisory)",
        tail,
    ):
        return None
    return firm


def _hirer(scene: Scene, trigger: Trigger) -> Mention | None:
    text = scene.text
    clause = scene.clause(trigger.start)
    if scene.tongue == "zh":
        found = scene.firms(clause.start, trigger.start)
        for firm in reversed(found):
            if re.search(
                r"(?:被|遭|获|为)$",
                text[max(clause.start, firm.range.start - 3) : firm.range.start],
            ):
                return firm
        return found[0] if found else None
    ahead = text[max(scene.start, trigger.start - 40) : trigger.start]
    if re.search(r"\b(?:was|were|been|is|being|be|are)\s+(?:\w+ly\s+)?$", ahead):
        after = scene.firms(trigger.end, min(scene.end, trigger.end + 60))
        for firm in after:
            if re.search(r"\bby\s+(?:[\w-]+\s+){0,4}$", text[trigger.end : firm.range.start]):
                return firm
        return None
    for firm in reversed(scene.firms(max(scene.start, trigger.start - 120), trigger.start)):
        if actors.reaches(scene, Range(firm.range.end, trigger.start)):
            return firm
    return None


def _in_script(scene: Scene, person: Mention) -> str:
    """Return the post that the text gives with a name, in the script of the document."""
    role, text = person.role, scene.text
    if role.startswith("who "):
        return ""
    at = text.find(role, max(0, person.range.start - 60), person.range.end + 120) if role else -1
    at = text.find(role) if role and at < 0 else at
    return scene.view.article.working.original_script(at, at + len(role)) if at >= 0 else role


def _post(scene: Scene, trigger: Trigger, person: Mention) -> str:
    """Return the post taken up instead at the same place, else the one that is given up."""
    end = min(scene.end, trigger.end + 60)
    cue = scene.cue("new post", trigger.end, end)
    if cue is None:
        return _in_script(scene, person)
    part = scene.clause(cue.end())
    firms = scene.firms(cue.end(), part.end)
    start = firms[0].range.end if firms else cue.end()
    name = scene.view.article.working.original_script(start, min(part.end, start + 60))
    return _POST_END.split(name.strip(" 的了"))[0].strip()
