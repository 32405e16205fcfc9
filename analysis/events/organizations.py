"""Organisations that only an unmistakable slot of a sentence names.

The finder of names is careful with bare names such as 拓岩 or "Tessarin". Beside a word that tells
an event, "the chip designer Tessarin" or 机器人公司拓岩 is evidence enough, and so is 拓岩的创始人
before a person. A name found once is then marked wherever the document repeats it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from analysis import lexicons
from analysis.events import words
from analysis.events.scene import view
from analysis.records import Mention, Range
from analysis.sentences import frequency

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from analysis.events.scene import Scene, View
    from analysis.events.words import Trigger
    from analysis.records import Article

MOVED = re.compile(
    r"(?:跳槽|加入|加盟|过档|转投|投奔|转往|转会|入职|赴|去了|改投|转战)[到至去了]?$"
    r"|\b(?:joined|to join|for) $"
)
_HAN = re.compile(r"[一-鿿]")
_TAIL = re.compile(r"(?:AI|Ai|ai|Lab|Tech)(?![A-Za-z])")
_LATIN = re.compile(r"[A-Z][A-Za-z0-9]{1,20}(?:\s[A-Z][A-Za-z0-9]{1,20}){0,2}(?![A-Za-z0-9])")
_MADE = re.compile(
    r"(?:做|搞|从事|主打|主攻|专做|专注|专注于|开发|研发|生产|提供|创办|创立|创建|成立|联手创办)"
    r"[^，。；的\n]{0,14}的"
)
_QUOTED = re.compile(
    r"(?:注册|创办|创立|成立|创建|组建|另创|加入|收购|买下)了?(?:一家)?[^，。；“”\n]{0,10}“"
    r"(?P<name>[^”\n，。]{2,10})”"
)
_POSTED = re.compile(r"(?:卸任|辞去|辞掉|不再担任|免去|卸下|出任|担任)了?")
_REACHED = re.compile(r"(?:去了?|到|赴|加入|加盟|跳槽到?|转投|投奔|过档|入职|转往|转会)")
_ARRIVED = re.compile(r"报到|任职|上班|担任|出任|就职|履新")
_CLAUSE = re.compile("[，；：]")
_BOUGHT = re.compile(r"(?:了|下)?")
_SHARES = re.compile(
    r"(?:的|手中)?(?:全部|全数|多数|过半|控股|所有|[\d.]+%的?)?(?:股权|股份|股票|控制权|资产)"
    r"|的?(?:传闻|传言|消息|报道|计划|说法|意向|交易)"
)
_MOST, _REPEATS = 5, 200
_RARE = 30
_ENGLISH = r"(?P<name>[A-Z][\w&’'-]{1,20}(?:\s(?:[A-Z][\w&-]{0,20}|AI)){0,2})"
_OBJECT = re.compile(
    r"\b(?:team|assets|patents|business|unit|customers|contracts|staff|shares|stake|sale|"
    r"purchase|acquisition|takeover|buyout|control|rest|all|most|half|part|percent|%|majority|"
    r"technology) of "
    rf"(?:(?:the|its|bankrupt|troubled|smaller|rival|local)\s)*(?:[A-Z]\w+[’']s\s)?{_ENGLISH}"
)
_SOLD = re.compile(rf"\b(?:sale|sold|sell|selling|sells|itself) to (?:[a-z-]+\s){{0,4}}{_ENGLISH}")


def found(scene: Scene, triggers: Sequence[Trigger]) -> Iterator[Range]:
    """Yield the places of organisations that stand in a slot of one sentence with triggers."""
    places = _english(scene) if scene.tongue == "en" else _chinese(scene, triggers)
    for start, end in places:
        known = scene.firms(start - 20, end + 20)
        clash = [f for f in known if f.range.start < end and start < f.range.end]
        person = scene.people(start - 8, end + 8)
        if any(p.range.start < end and start < p.range.end for p in person):
            continue
        if all(f.range.start == start and f.range.end < end for f in clash):
            yield Range(start, end)


def peeled(article: Article) -> Article:
    """Return the article with names freed of the end of the word before: 厂凛风 in 散热厂凛风."""
    text = article.text
    stray = words.cue("stray", "zh")
    names = {
        text[slice(*m.range)]
        for m in article.mentions
        if m.kind == "organization" and stray.match(text, m.range.start) and m.id.startswith("~")
    }
    for name in sorted(n for n in names if len(n) > 3):
        alone = re.compile(f"(?<!{re.escape(name[0])}){re.escape(name[1:3])}")
        if alone.search(text):
            article = _peel(article, name)
    return article


def trimmed(article: Article) -> Article:
    """Return the article with people freed of half a word: 廉颖带 in 廉颖带着五个人."""
    text, tails = article.text, words.listed("name tail", "zh")
    wrong = {
        m.id: text[m.range.start : m.range.end - 1]
        for m in article.mentions
        if m.kind == "person"
        and m.form == "name"
        and m.range.end - m.range.start > 2
        and text[m.range.end - 1 : m.range.end + 1] in tails
    }
    mentions = tuple(
        _cut(article, m, wrong.get(m.id, "")) for m in article.mentions if not _misled(article, m)
    )
    return replace(article, mentions=mentions)


def _misled(article: Article, mention: Mention) -> bool:
    """Return whether "the company" is taken for one that somebody has just moved to."""
    if mention.kind != "organization" or mention.form == "name":
        return False
    named = [
        m.range.start
        for m in article.mentions
        if m.id == mention.id and m.form == "name" and m.range.end <= mention.range.start
    ]
    place = max(named, default=0)
    return bool(named) and MOVED.search(article.text, max(0, place - 5), place) is not None


def _cut(article: Article, mention: Mention, name: str) -> Mention:
    if not name:
        return mention
    start = mention.range.start
    end = start + len(name) if article.text.startswith(name, start) else mention.range.end
    at = article.text.index(name)
    shown = article.working.original_script(at, at + len(name))
    place, names = Range(start, end), tuple(dict.fromkeys((shown, name)))
    return replace(mention, range=place, id=f"~{name}", name=shown, names=names)


def _peel(article: Article, name: str) -> Article:
    old = f"~{name.casefold()}"
    kept = tuple(m for m in article.mentions if not (m.id == old and m.kind == "organization"))
    places = [m.range for m in article.mentions if m.id == old and m.kind == "organization"]
    if not places:
        return article
    whole = Range(places[0].start + 1, places[0].end)
    article = spread(replace(article, mentions=kept), [whole])
    new = f"~{name[1:].casefold()}"
    swap = (replace(m, organization=new) if m.organization == old else m for m in article.mentions)
    return replace(article, mentions=tuple(swap))


def tied(article: Article) -> Article:
    """Return the article with people tied to the organisation before their post (拓岩的创始人)."""
    stage = view(article)
    led = dict(_led(stage))
    if not led:
        return article
    article = spread(article, [place for place in led.values() if _marked(stage, place) < 0])
    stage = view(article)
    own = {
        key: stage.firms[i].id for key, place in led.items() if (i := _marked(stage, place)) >= 0
    }
    mentions = (replace(m, organization=own.get(m.id, m.organization)) for m in article.mentions)
    return replace(article, mentions=tuple(mentions))


def _marked(stage: View, place: Range) -> int:
    """Return the index of the organisation that ends where a place ends, or -1."""
    for i, firm in enumerate(stage.firms):
        if firm.range.end == place.end:
            return i
    return -1


def _led(stage: View) -> Iterator[tuple[str, Range]]:
    """Yield the ids of people with the place of the organisation that stands before their post."""
    for person in stage.people:
        if person.form != "name" or person.organization:
            continue
        low = max(0, person.range.start - 24)
        post = _leading_post().search(stage.text[low : person.range.start])
        name = _repeated(stage, low, low + post.start()) if post else None
        if name is not None:
            yield person.id, name


def spread(article: Article, places: Iterable[Range]) -> Article:
    """Return the article with the names at `places` marked wherever they occur."""
    text = article.text
    names = sorted({text[a:b] for a, b in places}, key=len, reverse=True)
    mentions = list(article.mentions)
    for name in names[:20]:
        mentions = _absorbed(article, mentions, name)
        taken = {i for m in mentions for i in range(m.range.start, m.range.end)}
        for form in _forms(name):
            for match in list(_pattern(form).finditer(text))[:_REPEATS]:
                if taken.isdisjoint(range(*match.span())):
                    taken.update(range(*match.span()))
                    mentions.append(_mention(article, Range(*match.span()), name))
    return replace(article, mentions=tuple(sorted(mentions, key=lambda m: m.range)))


def _absorbed(article: Article, mentions: list[Mention], name: str) -> list[Mention]:
    """Return the mentions with those that cut a name short made whole (旭桥 in 旭桥智慧)."""
    text = article.text
    short = {
        m.id
        for m in mentions
        if m.kind == "organization"
        and m.range.end - m.range.start < len(name)
        and text.startswith(name, m.range.start)
        and m.id.startswith("~")
    }
    if not short:
        return mentions
    start = text.index(name)
    whole = _mention(article, Range(start, start + len(name)), name)
    renamed = []
    for m in mentions:
        if m.id in short and m.kind == "organization":
            end = m.range.start + len(name)
            place = Range(m.range.start, end) if text.startswith(name, m.range.start) else m.range
            names = (*whole.names, *m.names)
            m = replace(m, range=place, id=whole.id, name=whole.name, names=names)
        elif m.organization in short:
            m = replace(m, organization=whole.id)
        renamed.append(m)
    return renamed


def _mention(article: Article, place: Range, name: str) -> Mention:
    start = article.text.index(name)
    shown = article.working.original_script(start, start + len(name))
    names = tuple(dict.fromkeys((shown, name)))
    return Mention(place, "organization", f"~{name.casefold()}", shown, names)


def _forms(name: str) -> list[str]:
    """Return a name and, where its end tells its trade, the rest of it: 楚河AI, 楚河."""
    for suffix in _suffixes():
        rest = name.removesuffix(suffix)
        if rest != name and len(rest) >= 2 and _HAN.match(rest) and frequency(rest) < _RARE:
            return [name, rest]
    return [name]


def _pattern(form: str) -> re.Pattern[str]:
    edges = (
        (r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])")
        if form[0].isascii() and form[-1].isascii()
        else ("", "")
    )
    return re.compile(edges[0] + re.escape(form) + edges[1])


# --- Chinese -------------------------------------------------------------------------------------


def _chinese(scene: Scene, triggers: Sequence[Trigger]) -> Iterator[tuple[int, int]]:
    text = scene.text
    starts = {t.start for t in triggers}
    for match in _noun().finditer(text, scene.start, scene.end):
        before = text[match.start() - 1]
        bare = match.group() in ("公司", "企业", "平台", "集团")
        if _HAN.match(before) and not (bare and before in "的家该这"):
            yield from _sized(scene, match.end(), starts)
    for match in _MADE.finditer(text, scene.start, scene.end):
        yield from _sized(scene, match.end(), starts)
    for match in _QUOTED.finditer(text, scene.start, scene.end):
        yield match.span("name")
    for match in _POSTED.finditer(text, scene.start, scene.end):
        for size in range(2, _MOST + 1):
            end = match.end() + size
            if words.cue("post", "zh").match(text, end) and _is_name(scene, match.end(), end):
                yield match.end(), end
                break
    for match in _REACHED.finditer(text, scene.start, scene.end):
        for size in range(2, _MOST + 1):
            end = match.end() + size
            if _ARRIVED.match(text, end) and _is_name(scene, match.end(), end):
                yield match.end(), end
                break
    for trigger in triggers:
        if trigger.kind == "acquisition":
            yield from _owned(scene, trigger)
    yield from _leading(scene, starts)
    buys = {t.start for t in triggers if t.kind == "acquisition" and t.pattern == "buy"}
    for begin in (scene.start, *(m.end() for m in _CLAUSE.finditer(text, scene.start, scene.end))):
        for start, end in _sized(scene, begin, starts):
            if end in buys and end - start >= 4:
                yield start, end


def _owned(scene: Scene, trigger: Trigger) -> Iterator[tuple[int, int]]:
    """Yield the name between "bought" and "all shares"."""
    match = _BOUGHT.match(scene.text, trigger.end)
    start = match.end() if match else trigger.end
    for size in range(2, _MOST + 2):
        if _SHARES.match(scene.text, start + size) and _is_name(scene, start, start + size):
            yield start, start + size
            return


def _leading(scene: Scene, starts: set[int]) -> Iterator[tuple[int, int]]:
    """Yield a repeated name that opens a clause as its subject: 启明树即日起停止运营."""
    text = scene.text
    begins = [scene.start, *(m.end() for m in _CLAUSE.finditer(text, scene.start, scene.end))]
    begins += [t.range.end for t in scene.times(scene.start, scene.end)]
    for begin in begins[:30]:
        for start, end in _sized(scene, begin, starts):
            if _recurs(scene.view, text[start:end]):
                yield start, end


def _sized(scene: Scene, start: int, starts: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the shortest stretch from a place that reads as a name and ends as one."""
    latin = _LATIN.match(scene.text, start, scene.end)
    if latin:
        if latin.group() not in words.listed("no firm", "zh"):
            yield latin.span()
        return
    for size in range(2, _MOST + 1):
        end = start + size
        if end > scene.end or not _HAN.match(scene.text[end - 1]):
            return
        tail = _TAIL.match(scene.text, end, scene.end)
        end = tail.end() if tail else end
        if _closes(scene, end, starts):
            if _is_name(scene, start, end):
                yield start, end
            return


def _closes(scene: Scene, end: int, starts: set[int]) -> bool:
    """Return whether the name of an organisation may end here."""
    if end in starts or end >= scene.end:
        return True
    if any(t.range.start == end for t in scene.times(end, end + 16)):
        return True
    return words.cue("after firm", "zh").match(scene.text, end) is not None


def _is_name(scene: Scene, start: int, end: int) -> bool:
    """Return whether a stretch looks like a brand: no common word, no grammar, no number."""
    name = scene.text[start:end]
    plain = _TAIL.sub("", name)
    if not plain or not all(_HAN.match(c) for c in plain) or len(plain) < 2:
        return False
    if _not_brand().search(plain) or frequency(plain) >= _RARE:
        return False
    if words.cue("post", "zh").search(plain) or words.cue("firm", "zh").search(plain):
        return False
    if any(t.range.start < end and start < t.range.end for t in scene.times(start - 8, end + 8)):
        return False
    if any(scene.text.startswith(name, p.range.start) for p in scene.view.people[:_REPEATS]):
        return False
    return words.cue("others", "zh").search(plain) is None


def _recurs(view: View, name: str) -> bool:
    title = view.article.document.title
    shown = _shown(view, name)
    return view.text.count(name) >= 2 or (len(name) > 2 and shown in title)


def _shown(view: View, name: str) -> str:
    start = view.text.index(name)
    return view.article.working.original_script(start, start + len(name))


def _repeated(view: View, low: int, end: int) -> Range | None:
    """Return the name that ends at a place: the longest stretch that the document repeats."""
    text = view.text
    stretch = re.split(r"[，。；：、！？“”（）\s]", text[low:end])[-1]
    for size in range(min(len(stretch), 7), 1, -1):
        name = stretch[-size:]
        plain = _TAIL.sub("", name)
        bad = not _HAN.match(plain) or _not_brand().search(plain) or frequency(plain) >= _RARE
        if not bad and _recurs(view, name):
            return Range(end - size, end)
    return None


@cache
def _noun() -> re.Pattern[str]:
    nouns = {
        row["word"]
        for row in lexicons.table("organisation_words")
        if row["language"] == "zh" and row["kind"] in ("noun", "announcing noun")
    }
    nouns |= words.listed("maker", "zh")
    nouns -= words.listed("no maker", "zh")
    return re.compile("|".join(sorted(map(re.escape, nouns), key=len, reverse=True)))


@cache
def _leading_post() -> re.Pattern[str]:
    posts = "|".join(sorted(map(re.escape, words.listed("post", "zh")), key=len, reverse=True))
    return re.compile(rf"(?:的|前)?(?:(?:{posts})[、兼和]?){{1,4}}$")


@cache
def _not_brand() -> re.Pattern[str]:
    rows = lexicons.table("organisation_words")
    stops = [r["word"] for r in rows if (r["language"], r["kind"]) == ("zh", "brand stop")]
    inner = [*stops, *words.listed("no brand", "zh")]
    return re.compile("|".join(map(re.escape, inner)))


@cache
def _suffixes() -> tuple[str, ...]:
    ends = [row["word"] for row in lexicons.table("organisation_suffixes")]
    return tuple(sorted(ends, key=len, reverse=True))


# --- English -------------------------------------------------------------------------------------


def _english(scene: Scene) -> Iterator[tuple[int, int]]:
    for pattern in (_described(), _OBJECT, _SOLD):
        for match in pattern.finditer(scene.text, scene.start, scene.end):
            start, end = match.span("name")
            name = re.sub(r"[’']s?$", "", match["name"])
            if _free(name):
                yield start, start + len(name)


def _free(name: str) -> bool:
    """Return whether no word of a name is a place, a month or another word that is no name."""
    first = name.split()[0]
    return first not in _common() and name not in _common() and not _months().match(first)


@cache
def _described() -> re.Pattern[str]:
    rows: Mapping[str, None] = dict.fromkeys(
        row["word"]
        for row in lexicons.table("organisation_words")
        if (row["language"], row["kind"]) == ("en", "noun")
    )
    nouns = "|".join(sorted(map(re.escape, {*rows, *words.listed("maker", "en")})))
    return re.compile(
        rf"\b(?:the|a|an|its|of|by|to|for|from|rival|[A-Z][a-z]+)\s(?:[\w-]+\s){{0,4}}"
        rf"(?:{nouns})\s{_ENGLISH}(?=[.,;:)’']|\s[a-z—–(]|$)"
    )


@cache
def _common() -> frozenset[str]:
    return frozenset(
        row["word"] for row in lexicons.table("english_not_names") if row["kind"] != "ambiguous"
    )


@cache
def _months() -> re.Pattern[str]:
    return re.compile(
        r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)"
        r"(?:uary|ruary|ch|il|ust|tember|ober|ember|day)?\.?$"
    )
