"""Who is meant: surnames, titles and pronouns are led back to the names before them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis import lexicons
from analysis.names import chinese, english, roles, words
from analysis.records import Mention, Range

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from analysis.names.entities import Entity, Found
    from analysis.names.roles import Role
    from analysis.records import Article, Sentence

_TIE = 60


@dataclass
class Scene:
    """What is known while a document is read from its first sentence to its last."""

    text: str
    chinese: bool
    quoted: tuple[Range, ...]
    sexes: dict[str, str]
    main: str
    publishers: frozenset[str] = frozenset()
    posts: dict[str, set[str]] = field(default_factory=dict)
    by_id: dict[str, Mention] = field(default_factory=dict)

    def in_quote(self, position: int) -> bool:
        """Return whether a position lies between quotation marks."""
        at = bisect_right(self.quoted, Range(position, len(self.text) + 1)) - 1
        return at >= 0 and self.quoted[at].start < position < self.quoted[at].end


def quotations(text: str) -> tuple[Range, ...]:
    """Return the stretches between quotation marks, line by line, outermost only.

    >>> quotations('他说：“好。”然后走了。')
    (Range(start=3, end=7),)
    """
    pairs = {row["open"]: row["close"] for row in lexicons.table("quotation_marks")}
    pairs.setdefault('"', '"')
    marks = re.compile("[" + re.escape("".join(set(pairs) | set(pairs.values()))) + "]")
    found: list[Range] = []
    opened, closer, line_end = -1, "", 0
    for match in marks.finditer(text):
        mark, at = match.group(), match.start()
        if at >= line_end:
            opened, closer = -1, ""
            line_end = text.find("\n", at)
            line_end = len(text) if line_end < 0 else line_end
        if opened < 0 and mark in pairs and not _is_apostrophe(text, at):
            opened, closer = at, pairs[mark]
        elif opened >= 0 and mark == closer and not _is_apostrophe(text, at):
            found.append(Range(opened, at + 1))
            opened = -1
    return tuple(found)


def _is_apostrophe(text: str, at: int) -> bool:
    around = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
    return (
        text[at] in "'’‘" and all(c.isalpha() and c.isascii() for c in around if c) and all(around)
    )


# --- mentions of names ---------------------------------------------------------------------------


def named(found: Sequence[Found], scene: Scene, article: Article) -> Iterator[Mention]:
    """Yield the mentions of known names; a form that fits several is settled by its context."""
    last: dict[str, int] = {}
    starts = [p.start for p in article.paragraphs]
    for item in found:
        entity = _settle(item, last, scene, starts)
        if entity is None:
            continue
        last[entity.id] = item.start
        yield Mention(
            Range(item.start, item.end),
            entity.kind,
            entity.id,
            entity.name,
            entity.names,
            "surname" if item.how in ("family", "given") else "name",
        )


def _settle(
    item: Found, last: dict[str, int], scene: Scene, starts: Sequence[int]
) -> Entity | None:
    """Return the entity that a form stands for, or None where that is not clear."""
    if len(item.entities) == 1:
        entity = item.entities[0]
        if item.how in ("family", "given") and entity.id not in last and not entity.entry:
            return None if item.how == "given" else entity
        return entity
    sex = _title_sex(scene.text, item.start)
    fitting = [e for e in item.entities if not sex or scene.sexes.get(e.id, sex) == sex]
    if len(fitting) == 1:
        return fitting[0]
    seen = [e for e in fitting if e.id in last]
    if len(seen) == 1 and item.how == "short":
        return seen[0]
    paragraph = starts[max(bisect_right(starts, item.start) - 1, 0)]
    near = [e for e in fitting if last.get(e.id, -1) >= paragraph]
    if len(near) == 1:
        return near[0]
    return None


def _title_sex(text: str, start: int) -> str:
    """Return the sex that an English title before a family name tells."""
    before = re.search(r"(Mr|Ms|Mrs|Miss)\.? \Z", text[max(start - 6, 0) : start])
    return "" if before is None else "m" if before.group(1) == "Mr" else "f"


def addressed(
    mentions: Sequence[Mention], scene: Scene, entities: Sequence[Entity]
) -> Iterator[Mention]:
    """Yield a family name with a title as in 沈总, 裴老师, 老吴, where one person fits."""
    owners: dict[str, list[Entity]] = {}
    for entity in entities:
        if entity.kind == "person" and entity.family and not entity.family.isascii():
            owners.setdefault(entity.family, []).append(entity)
    if not owners:
        return
    family = words.pattern(owners)
    title = words.pattern(words.listed("posts", language="zh", kind="title") - {"董", "工", "导"})
    pattern = re.compile(
        rf"(?:(?<![{chinese.HAN}])|(?<=[的和与是说对向由让请被过解称：]))[老小]({family})(?!{title}|板)"
        rf"|({family}){title}(?![{chinese.HAN}]?体)"
    )
    held = [m.range for m in mentions]
    for match in pattern.finditer(scene.text):
        if _overlaps(held, match.start(), match.end()):
            continue
        fitting = owners[match.group(1) or match.group(2)]
        sex = (
            "m"
            if match.group().endswith("先生")
            else "f"
            if match.group().endswith(("女士", "小姐"))
            else ""
        )
        fitting = [e for e in fitting if not sex or scene.sexes.get(e.id, sex) == sex]
        ids = {e.id for e in fitting}
        if len(ids) == 1:
            e = fitting[0]
            yield Mention(Range(*match.span()), "person", e.id, e.name, e.names, "surname")


def _overlaps(held: Sequence[Range], start: int, end: int) -> bool:
    at = bisect_right(held, Range(start, start)) - 1
    near = held[max(at, 0) : at + 3]
    return any(r.start < end and start < r.end for r in near)


# --- posts and organisations of people -----------------------------------------------------------


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


def _is_company(mention: Mention, scene: Scene) -> bool:
    return mention.kind == "organization" and mention.id not in scene.publishers


@cache
def _between() -> re.Pattern[str]:
    """Return the pattern of what stands between an organisation and its person in Chinese."""
    post = chinese.posts().pattern
    return re.compile(
        rf"(?:的|公司|集团|旗下|前|原|现任|时任)?((?:[^，。；：！？“”「」《》\n]{{0,10}}?{post}(?:兼|、|、公司|，)?)*)(?:的)?[“ ]?"
    )


def _is_shared(scene: Scene, tie: tuple[str, str]) -> bool:
    """Return whether a post is given to several people at once."""
    return bool(tie[1]) and (scene.chinese or tie[1].endswith("s"))


def _tie(scene: Scene, found: Sequence[Mention], i: int) -> tuple[str, str]:
    """Return the organisation and the post that the text gives a person at one mention."""
    text, (start, end) = scene.text, found[i].range
    before = found[i - 1] if i else None
    if before and _is_company(before, scene) and start - before.range.end <= _TIE:
        role = _post_between(text[before.range.end : start], scene.chinese)
        past = re.search(r"(?:曾任|曾在|曾是|原|前|former |ex-)\Z", text[: before.range.start][-8:])
        if role is not None and not (past and "的" in text[before.range.end : start]):
            return before.id, _trim_role(role or _post_of(scene, before.range.start))
    after = found[i + 1] if i + 1 < len(found) else None
    if after and _is_company(after, scene) and after.range.start - end <= _TIE:
        gap = text[end : after.range.start]
        rest = text[after.range.end : after.range.end + 24]
        role = _post_after(gap, rest, scene.chinese)
        if role is not None:
            return after.id, _trim_role(role)
    role, own = _own_post(scene, max(start - _TIE, before.range.end if before else 0), start, end)
    role = _trim_role(role)
    own = own and not _is_outside(role, scene.chinese)
    return (_focus(scene, found, i) if own else ""), role


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
            if m.range.start >= start and _is_company(m, scene) and not _is_goal(scene, m)
        }
        if near:
            break
    return near.pop() if len(near) == 1 else scene.main


def _is_goal(scene: Scene, mention: Mention) -> bool:
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
    match = re.fullmatch(
        rf"(?:'s?)? ?((?:(?:former|new|current|veteran|technical) )?(?:[\w\-]{{1,20}} ){{0,3}}?{english.posts().pattern}"
        rf"(?: and {english.posts().pattern})?)?,? ?(?:(?:Dr|Mr|Ms|Mrs|Prof|Sir)\.? )?",
        gap,
    )
    return None if match is None else (match.group(1) or "")


def _post_after(gap: str, rest: str, is_chinese: bool) -> str | None:
    if is_chinese:
        if not re.fullmatch(r"(?:，|是|，是|（|曾是|现为|为|曾任|现任|，现任|，曾任|，时任)", gap):
            return None
        match = re.match(
            rf"的?([^，。；：！？“”「」《》\n]{{0,8}}?{chinese.posts().pattern})", rest
        )
        return match.group(1) if match else None
    match = re.fullmatch(
        r"(?:, (?:(?:the|an?|its) )?((?:[\w\-]+ ){0,5}?[\w\-]+) (?:of|at|for|with)(?: the)?(?:(?: [\w\-']+){1,4},|(?: [a-z\-]+){1,3})?"
        r"|( of| at)(?: the)?|, whose (?:own )?(?:[\w\-]+ )?(?:start-up|startup|company|firm|fund|lab),"
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
        rf"((?:(?:[a-z\-]{{1,20}} )?{post}(?: and {post}| of (?:[a-z\-]+ ){{0,2}}?[a-z\-]+)?)),? (?:(?:Dr|Mr|Ms|Mrs|Prof|Sir)\.? )?\Z"
    )


# --- titles and pronouns -------------------------------------------------------------------------


@cache
def _pronouns(is_chinese: bool) -> re.Pattern[str]:
    if is_chinese:
        return re.compile(
            r"(?P<object>(?<=[对向给和与跟让是被把回])[他她](?!们|人|日|乡|国|山|律))"
            r"|(?P<person>(?<!其)[他她](?!们|人|日|乡|国|山|律))|(?P<pair>前者|后者)"
            rf"|(?P<company>(?:该|这家)(?:公司|集团|机构|企业|券商|行|司|实验室|初创)(?!的?(?:业|人员|列|为))"
            rf"|(?<![{chinese.HAN}])公司(?![{chinese.HAN}]?(?:法|债|制|们|级)))"
        )
    return re.compile(
        r"\b(?:(?P<person>[Hh]e|[Ss]he)|(?P<pair>[Tt]he (?:former|latter))(?=[ ,.])(?! [a-z]+ (?:at|of) )"
        r"|(?P<company>[Tt]he (?:company|firm|start-up|startup|lab)|The group|the group(?= (?:said|says|has|had|will|would|is|was|plans|expects|also))))\b(?!'s? (?:co-)?(?:founder|chief))"
    )


def referring(
    mentions: Sequence[Mention], scene: Scene, sentences: Sequence[Sentence]
) -> Iterator[Mention]:
    """Yield the titles and pronouns whose antecedent is clear, in order."""
    people: list[Mention] = []
    subject: Mention | None = None
    company: Mention | None = None
    paragraph, same = -1, False
    at = 0
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            paragraph, people = sentence.paragraph, people[-2:] if subject is None else [subject]
            company, same = None, False
        here: list[Mention] = []
        while at < len(mentions) and mentions[at].range.start < sentence.end:
            if mentions[at].range.start >= sentence.start:
                here.append(mentions[at])
            at += 1
        near = people if same else []
        subjects, found = _read_sentence(sentence, here, people, scene, subject, (company, near))
        same = True
        yield from found
        outside = [m for m in subjects if not scene.in_quote(m.range.start)]
        company = next((m for m in outside[:1] if _is_company(m, scene)), company)
        company = company or next((m for m in outside if _is_company(m, scene)), None)
        actors = [m for m in outside if m.kind != "organization"]
        if actors:
            subject = actors[0]
            people = actors
        elif outside and not scene.in_quote(sentence.start + 1):
            people = people[-2:]


def _read_sentence(
    sentence: Sentence,
    here: Sequence[Mention],
    people: Sequence[Mention],
    scene: Scene,
    subject: Mention | None,
    company: tuple[Mention | None, Sequence[Mention]],
) -> tuple[list[Mention], list[Mention]]:
    """Return all mentions of a sentence in order and those that are titles and pronouns."""
    found: list[Mention] = []
    text = scene.text
    spoken = _is_answer(text, sentence.start)
    spots = [*_title_spots(text, sentence, scene), *_pronoun_spots(text, sentence, scene)]
    for start, end, kind, word in sorted(spots):
        if any(m.range.start < end and start < m.range.end for m in here):
            continue
        if scene.in_quote(start) or (spoken and kind != "title"):
            continue
        before = [m for m in (*here, *found) if m.range.end <= start]
        before.sort(key=lambda m: m.range)
        antecedent: Mention | None = None
        if kind == "title" and not scene.chinese and _has_name(scene, here, end):
            continue
        after = [m for m in here if end <= m.range.start <= end + 20 and m.kind == "person"]
        if kind == "company" and after and after[0].organization in scene.by_id:
            antecedent = scene.by_id[after[0].organization]
        elif kind == "company":
            antecedent = _company(before, company[1], scene, company[0])
        else:
            antecedent = _antecedent(kind, word, before, people, scene, subject)
            if antecedent is None and kind == "title":
                found += _new_role(scene, start, end, word)
        if antecedent:
            form = "title" if kind in ("title", "company") else "pronoun"
            found.append(
                replace(antecedent, range=Range(start, end), form=form)  # type: ignore[arg-type]
            )
    return sorted([*here, *found], key=lambda m: m.range), found


def _new_role(scene: Scene, start: int, end: int, noun: str) -> list[Mention]:
    """Return a role that nobody had before, where speech follows: "the baker told us"."""
    told = chinese.says() if scene.chinese else _told()
    if not told.match(scene.text, end):
        return []
    span = Range(end - len(noun), end)
    return [Mention(span, "role", f"~{noun.casefold()}", noun, (noun,), "name", "", noun)]


@cache
def _told() -> re.Pattern[str]:
    return re.compile(rf",? {words.pattern(words.speech_verbs('en'))}\b")


def _has_name(scene: Scene, here: Sequence[Mention], end: int) -> bool:
    """Return whether the person's name follows the title: "the founder, Philippa Grey"."""
    return any(
        m.kind == "person"
        and 0 < m.range.start - end <= 40
        and re.fullmatch(r"(?: and [\w\- ]{1,30})?,? ", scene.text[end : m.range.start])
        for m in here
    )


def _is_answer(text: str, position: int) -> bool:
    """Return whether the line begins with a speaker's label, as the answers of an interview do."""
    line = text[text.rfind("\n", 0, position) + 1 :][:40]
    return re.match(r"[^，。：:\n]{1,20}[：:](?!.{0,3}[“「\"])", line) is not None


def _title_spots(
    text: str, sentence: Sentence, scene: Scene
) -> Iterator[tuple[int, int, str, str]]:
    pattern = roles.chinese_titles() if scene.chinese else roles.english_titles()
    for match in pattern.finditer(text, sentence.start, sentence.end):
        yield match.start(), match.end(), "title", match.group("noun")


def _pronoun_spots(
    text: str, sentence: Sentence, scene: Scene
) -> Iterator[tuple[int, int, str, str]]:
    for match in _pronouns(scene.chinese).finditer(text, sentence.start, sentence.end):
        yield match.start(), match.end(), str(match.lastgroup), match.group()


def _antecedent(
    kind: str,
    word: str,
    before: Sequence[Mention],
    people: Sequence[Mention],
    scene: Scene,
    subject: Mention | None,
) -> Mention | None:
    """Return the mention that a title or pronoun stands for, or None where it is not clear."""
    if kind == "title":
        return _titled(word, before, people, scene)
    if kind == "pair":
        return _of_pair(word, before, people)
    sex = "f" if word.lower() in ("she", "她") else "m"
    inside = [m for m in before if m.kind != "organization" and not scene.in_quote(m.range.start)]
    if kind == "object" and inside:
        inside = [m for m in inside if m.id != inside[-1].id]
    for group in (inside, list(people), [subject] if subject else []):
        fitting = [
            m for m in group if m.kind != "organization" and scene.sexes.get(m.id, sex) == sex
        ]
        if fitting:
            chosen = fitting[0]
            if len({m.id for m in fitting}) == 1:
                scene.sexes.setdefault(chosen.id, sex)
            return chosen
    return None


def _company(
    before: Sequence[Mention],
    people: Sequence[Mention],
    scene: Scene,
    company: Mention | None,
) -> Mention | None:
    """Return the organisation that "the company" stands for.

    In this order: the subject of the sentence or its organisation, the subject of the sentences
    before in the paragraph, the only one in the sentence, that of the people before, the main one.
    """
    actors = [m for m in before if m.kind != "organization" or _is_company(m, scene)]
    if actors and actors[0].kind == "organization":
        return actors[0]
    if actors and actors[0].organization in scene.by_id:
        return scene.by_id[actors[0].organization]
    if company:
        return company
    if actors and any(m.kind == "organization" for m in actors):
        return None
    owner = next((m.organization for m in reversed(people) if m.organization), "")
    return scene.by_id.get(owner if owner in scene.by_id else scene.main)


def _titled(
    word: str, before: Sequence[Mention], people: Sequence[Mention], scene: Scene
) -> Mention | None:
    """Return the person or role that was given this title before."""
    head = word.casefold()
    for mention in (*reversed(before), *reversed(people)):
        if mention.kind == "role" and head in mention.name.casefold():
            return mention
        if mention.kind == "person" and any(head in p for p in scene.posts.get(mention.id, ())):
            return mention
    holders = {k for k, posts in scene.posts.items() if any(head in p for p in posts)}
    holders |= {k for k, m in scene.by_id.items() if m.kind == "role" and head in m.name.casefold()}
    return scene.by_id.get(holders.pop()) if len(holders) == 1 else None


def _of_pair(word: str, before: Sequence[Mention], people: Sequence[Mention]) -> Mention | None:
    """Return the first or the second of two people or organisations named just before."""
    for kind in ("person", "organization"):
        for group in (before, people):
            pair = list({m.id: m for m in group if m.kind == kind}.values())
            if len(pair) == 2:
                return pair[0] if word.lower() in ("前者", "the former") else pair[1]
    return None


# --- unnamed roles -------------------------------------------------------------------------------


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
        if people & close or _overlaps(held, role.start, role.end):
            continue
        if scene.chinese and scene.text[max(role.start - 1, 0)] in "任为是当作了":
            continue
        if not scene.chinese and (ends & {role.start - n for n in (2, 3, 4, 5, 6)}):
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
    unique = words.listed("posts", language="en", kind="unique")
    pattern = re.compile(rf"(?:'s?)? ({words.pattern(words.capitalised(unique))})\b(?!,? [A-Z])")
    for mention in mentions:
        match = (
            pattern.match(scene.text, mention.range.end) if _is_company(mention, scene) else None
        )
        if match:
            role = roles.Role(mention.range.start, match.end(), "", match.group(1))
            if _holder(role, mention.id, mentions, scene):
                yield role, mention.id


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


def main_organisation(mentions: Sequence[Mention], scene: Scene) -> str:
    """Return the organisation that the document is about: the one named most, or ""."""
    counts = Counter(m.id for m in mentions if _is_company(m, scene))
    top = counts.most_common(2)
    if not top or (len(top) > 1 and top[0][1] < 2 * top[1][1] and top[0][1] < top[1][1] + 2):
        return ""
    return top[0][0]
