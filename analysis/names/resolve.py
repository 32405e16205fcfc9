"""Who is meant: surnames, titles and pronouns are led back to the names before them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from dataclasses import replace
from functools import cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from analysis.names import chinese, roles, ties, words
from analysis.names.scene import is_company, overlaps
from analysis.records import Mention, Range

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.names.entities import Entity, Found
    from analysis.names.scene import Scene
    from analysis.records import Article, Sentence

_REACH = 2
_MOST = 40


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
    return _by_surroundings(item, fitting, scene)


def _by_surroundings(item: Found, fitting: Sequence[Entity], scene: Scene) -> Entity | None:
    """Return the one whose first sentence shares a capitalised word with the one at hand."""
    if scene.chinese:
        return None
    owned = {part for e in fitting for part in e.name.split()}
    at_hand = _capitals(scene.text, item.start) - owned
    sharing = []
    for entity in fitting:
        first = scene.text.find(entity.name)
        if first >= 0 and at_hand & _capitals(scene.text, first):
            sharing.append(entity)
    return sharing[0] if len(sharing) == 1 else None


def _capitals(text: str, position: int) -> set[str]:
    """Return the capitalised words around a position, up to the stops of its sentence."""
    start = max(text.rfind(mark, 0, position) for mark in (". ", "\n", "” ", '" ')) + 1
    end = re.search(r"[.\n]", text[position : position + 300])
    stretch = text[start : position + (end.start() if end else 300)]
    return set(re.findall(r"(?<=[\w,] )[A-Z]\w+|[A-Z]\w+(?= [A-Z])", stretch))


def _title_sex(text: str, start: int) -> str:
    """Return the sex that an English title before a family name tells."""
    before = re.search(r"(Mr|Ms|Mrs|Miss)\.? \Z", text[max(start - 6, 0) : start])
    return "" if before is None else "m" if before.group(1) == "Mr" else "f"


@cache
def _addresses() -> re.Pattern[str]:
    """Return the pattern of a family name with a title: 沈总, 裴老师, 老吴, 邬老."""
    family = words.pattern(chinese.surnames())
    title = words.pattern(words.listed("posts", language="zh", kind="title") - {"董", "工", "导"})
    first = "".join(sorted({s[0] for s in chinese.surnames()} | set("老小")))
    return re.compile(
        rf"(?=[{first}])(?:(?:(?<![{chinese.HAN}])|(?<=[的和与是说对向由让请被过解称：]))[老小]({family})(?!{title}|板)"
        rf"|({family})(?:{title}(?![{chinese.HAN}]?体)"
        r"|老(?![家板乡外年旧化兵城街牌百大师总员是少实本])))"
    )


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
    held = [m.range for m in mentions]
    for match in _addresses().finditer(scene.text):
        if overlaps(held, match.start(), match.end()):
            continue
        fitting = owners.get(match.group(1) or match.group(2), [])
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


# --- titles and pronouns -------------------------------------------------------------------------


@cache
def _kinds() -> str:
    """Return the pattern of a kind of company that may stand for one: the chip designer."""
    kinds = words.listed("organisation_words", language="en", kind="noun")
    vague = {
        "group",
        "lab",
        "labs",
        "bank",
        "fund",
        "investor",
        "insurer",
        "regulator",
        "university",
    }
    other = {
        "institute",
        "target",
        "tenant",
        "buyer",
        "owner",
        "partner",
        "rival",
        "peer",
        "lender",
    }
    return words.pattern({k for k in kinds if not k.endswith("s")} - vague - other)


@cache
def _pronouns(is_chinese: bool) -> re.Pattern[str]:
    if is_chinese:
        return re.compile(
            r"(?P<object>(?<=[对向给和与跟让是被把回])[他她](?!们|人|日|乡|国|山|律))"
            r"|(?P<person>(?<!其)[他她](?!们|人|日|乡|国|山|律))|(?P<pair>前者|后者)"
            rf"|(?P<company>(?:该|这家(?:[^，。；：！？“”\n]{{1,12}}?的)?)(?:公司|集团|机构|企业|券商|行|司|实验室|初创)(?!的?(?:业|人员|列|为))"
            rf"|(?<![{chinese.HAN}])公司(?![{chinese.HAN}]?(?:法|债|制|们|级)))"
        )
    return re.compile(
        r"\b(?:(?P<person>[Hh]e|[Ss]he)"
        r"|(?P<pair>[Tt]he (?:former|latter))(?=[ ,.])(?! [a-z]+ (?:at|of) )"
        r"|(?P<company>[Tt]he (?:company|firm|start-up|startup|lab)|The group"
        rf"|[Tt]he (?:[\w\-]{{2,20}} ){{0,2}}?{_kinds()}"
        r"(?= (?:says|has|had|will|would|was|is|plans|expects|also|(?:said|told|[a-z]{3,12}ed) ))"
        r"|the group(?= (?:said|says|has|had|will|would|is|was|plans|expects|also))))\b"
        r"(?!'s? (?:co-)?(?:founder|chief))"
    )


class Before(NamedTuple):
    """Who was named before a sentence.

    `people` of the last sentence that names any, in paragraph `seen`, its subject first;
    `company` the organisation of `paragraph` so far; `fresh` where the sentence opens it.
    """

    people: tuple[Mention, ...] = ()
    company: Mention | None = None
    seen: int = -1
    paragraph: int = -1
    fresh: bool = True


def referring(
    mentions: Sequence[Mention], scene: Scene, sentences: Sequence[Sentence]
) -> Iterator[Mention]:
    """Yield the titles and pronouns whose antecedent is clear, in order."""
    known = Before()
    at = 0
    for sentence in sentences:
        known = known._replace(fresh=False)
        if sentence.paragraph != known.paragraph:
            kept = known.people[:1] if sentence.paragraph - known.seen <= _REACH else ()
            known = Before(kept, None, known.seen, sentence.paragraph)
        here: list[Mention] = []
        while at < len(mentions) and mentions[at].range.start < sentence.end:
            if mentions[at].range.start >= sentence.start:
                here.append(mentions[at])
            at += 1
        found = _read_sentence(sentence, here, scene, known)
        yield from found
        known = _after(sentence, sorted([*here, *found], key=lambda m: m.range), scene, known)


def _after(sentence: Sentence, subjects: Sequence[Mention], scene: Scene, known: Before) -> Before:
    """Return who is known after a sentence that names `subjects`."""
    outside = [m for m in subjects if not scene.in_quote(m.range.start)]
    company = next((m for m in outside[:1] if is_company(m, scene)), known.company)
    company = company or next(
        (m for m in outside if is_company(m, scene) and not ties.is_goal(scene, m)), None
    )
    people = tuple(_actors(outside))
    seen = sentence.paragraph if people else known.seen
    return Before(people or known.people, company, seen, sentence.paragraph)


def _read_sentence(
    sentence: Sentence, here: Sequence[Mention], scene: Scene, known: Before
) -> list[Mention]:
    """Return the mentions of a sentence that are titles and pronouns."""
    found: list[Mention] = []
    text = scene.text
    starts = [m.range.start for m in here]
    ends = list(accumulate((m.range.end for m in here), max))
    past = _Past(here)
    spoken = _is_answer(text, sentence.start)
    spots = [*_title_spots(text, sentence, scene), *_pronoun_spots(text, sentence, scene)]
    for start, end, kind, word in sorted(spots):
        at = bisect_left(starts, end)
        if at and start < ends[at - 1]:
            continue
        if scene.in_quote(start) or (spoken and kind != "title"):
            continue
        if kind == "title" and not scene.chinese and _has_name(scene, here[at : at + _MOST], end):
            continue
        before = past.until(start, found)
        if kind == "company":
            antecedent = _named_next(scene, here[at : at + _MOST], end) or _company(
                before, scene, known
            )
        else:
            antecedent = _antecedent(kind, word, before, scene, known)
        if antecedent:
            form: Literal["title", "pronoun"] = "title"
            if kind not in ("title", "company"):
                form = "pronoun"
            found.append(replace(antecedent, range=Range(start, end), form=form))
        elif kind == "title":
            found += _new_role(scene, end, word)
    return found


class _Past:
    """The mentions of a sentence that end before a position that only moves on."""

    def __init__(self, here: Sequence[Mention]) -> None:
        self._waiting = sorted(here, key=lambda m: m.range.end, reverse=True)
        self._read = 0
        self._late: list[Mention] = []
        self._past: list[Mention] = []

    def until(self, position: int, found: Sequence[Mention]) -> list[Mention]:
        """Return those that end by `position`, in order: of very many the first and the last."""
        while self._waiting and self._waiting[-1].range.end <= position:
            insort(self._past, self._waiting.pop(), key=_position)
        self._late += found[self._read :]
        self._read = len(found)
        for mention in self._late:
            if mention.range.end <= position:
                insort(self._past, mention, key=_position)
        self._late = [m for m in self._late if m.range.end > position]
        if len(self._past) <= 2 * _MOST:
            return self._past
        return self._past[:_MOST] + self._past[-_MOST:]


def _position(mention: Mention) -> Range:
    return mention.range


def _named_next(scene: Scene, here: Sequence[Mention], end: int) -> Mention | None:
    """Return the organisation of the person whose name follows: 公司创始人沈砚秋."""
    after = [m for m in here if end <= m.range.start <= end + 20 and m.kind == "person"]
    return scene.by_id.get(after[0].organization) if after else None


def _new_role(scene: Scene, end: int, noun: str) -> list[Mention]:
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


_LABEL = re.compile(
    r"(?![一二三四五六七八九十]{1,3}[传是条则])[^，。：:\n]{1,20}[：:](?!.{0,3}[“「\"])"
)


def _is_answer(text: str, position: int) -> bool:
    """Return whether the line begins with a speaker's label, as the answers of an interview do."""
    line = text[text.rfind("\n", 0, position) + 1 :][:40]
    return _LABEL.match(line) is not None


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
    kind: str, word: str, before: Sequence[Mention], scene: Scene, known: Before
) -> Mention | None:
    """Return the mention that a title or pronoun stands for, or None where it is not clear."""
    if kind == "title":
        return _titled(word, before, known.people, scene)
    if kind == "pair":
        return _of_pair(word, before, known.people)
    sex = "f" if word.lower() in ("she", "她") else "m"
    inside = _actors([m for m in before if not scene.in_quote(m.range.start)])
    if kind == "object" and inside:
        inside = [m for m in inside if m.id != inside[-1].id]
    for group in (inside, known.people):
        fitting = [m for m in group if scene.sexes.get(m.id, sex) == sex]
        if fitting:
            if len({m.id for m in fitting}) == 1:
                scene.sexes.setdefault(fitting[0].id, sex)
            return fitting[0]
    return None


def _actors(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the people and roles, without those whose name is part of the role after them."""
    actors = [m for m in mentions if m.kind != "organization"]
    held = {
        one.range
        for one, two in pairwise(actors)
        if two.kind == "role" and one.name in two.name and one.name != two.name
    }
    return [m for m in actors if m.range not in held]


def _company(before: Sequence[Mention], scene: Scene, known: Before) -> Mention | None:
    """Return the organisation that "the company" stands for.

    In this order: the subject of the sentence or its organisation, the subject of the sentences
    before in the paragraph, that of the people before in the paragraph, the main one.
    """
    actors = [m for m in before if m.kind != "organization" or is_company(m, scene)]
    if actors and actors[0].kind == "organization":
        return actors[0]
    if actors and actors[0].organization in scene.by_id:
        return scene.by_id[actors[0].organization]
    if known.company:
        return known.company
    if any(m.kind == "organization" for m in actors):
        return None
    near = () if known.fresh else known.people
    owner = next((m.organization for m in reversed(near) if m.organization), "")
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
