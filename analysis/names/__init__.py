"""Who is named: people and organisations in the working text, resolved through the document."""

from __future__ import annotations

import re
from operator import add
from typing import TYPE_CHECKING

from analysis import sentences
from analysis.names import (
    chinese,
    companies,
    english,
    entities,
    latin,
    registry,
    resolve,
    ties,
    unnamed,
)
from analysis.names import scene as scene_
from analysis.records import Article, Mention

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analysis.names.entities import Entity, Found
    from analysis.names.registry import Hit


_WESTERN = re.compile(r"[,:](?![\d/])|[;?!()]")
_FULL_WIDTH = str.maketrans(",:;?!()", "，：；？！（）")


def find(article: Article) -> tuple[Mention, ...]:
    """Return the mentions of people, organisations and unnamed roles, in order.

    Names come from the registry (lexicons speakers and organisations) and from rules; surnames,
    titles and pronouns are led back to a name before them, and left out where that is not clear.
    Mentions do not overlap, but a role may hold an organisation.
    """
    text = _body(article)
    is_chinese = sentences.is_chinese(text)
    hits = [h for h in registry.scan(text) if _is_name(text, h)]
    everybody = _entities(article, text, hits, is_chinese=is_chinese)
    scene = scene_.Scene(
        text,
        is_chinese,
        scene_.quotations(text),
        {e.id: e.sex for e in everybody if e.sex},
        "",
    )
    found = _merge(text, hits, everybody)
    mentions = list(resolve.named(found, scene, article))
    scene.publishers = frozenset(e.id for e in everybody if e.publisher)
    scene.main = scene_.main_organisation(mentions, scene)
    if is_chinese:
        mentions = _ordered([*mentions, *resolve.addressed(mentions, scene, everybody)])
    mentions = ties.tied(mentions, scene, everybody)

    def show(start: int, end: int) -> str:
        return article.working.original_script(start, end)

    mentions = _ordered([*mentions, *unnamed.unnamed(mentions, scene, show)])
    for mention in mentions:
        scene.by_id.setdefault(mention.id, mention)
    return tuple(_ordered([*mentions, *resolve.referring(mentions, scene, article.sentences)]))


def _body(article: Article) -> str:
    """Return the working text with everything outside its paragraphs blanked out."""
    pieces, at = [], 0
    for paragraph in article.paragraphs:
        pieces.append("\n" * (paragraph.start - at))
        pieces.append(article.text[paragraph.start : paragraph.end])
        at = paragraph.end
    text = "".join(pieces).translate(registry.DOTS)
    return _WESTERN.sub(_full_width, text) if sentences.is_chinese(text) else text


def _full_width(match: re.Match[str]) -> str:
    return match.group().translate(_FULL_WIDTH)


def _entities(
    article: Article, text: str, hits: Sequence[Hit], *, is_chinese: bool
) -> tuple[Entity, ...]:
    """Return everybody the document knows."""
    known = list(entities.known(hits, text, article.document.language))
    shown = _script(article, text)
    known = [e._replace(name=shown(e.name)) if e.name in text else e for e in known]
    if is_chinese:
        held = {n for e in known for n in e.names}
        groups = tuple(
            g
            for g in companies.find(text)
            if g.name not in held and not companies.extends(g.name, held)
        )
        taken = {h.range.start for h in hits}
        anchors = [(h.range.start, h.range.end) for h in hits if not h.entry.is_person]
        anchors += _places(text, [g.name for g in groups])
        people = tuple(p for p in chinese.people(text, taken, anchors) if p.name not in held)
        foreign = tuple(latin.find(text, hits))
        return (
            *known,
            *entities.found_chinese(people, groups, shown),
            *entities.found_english(foreign, set()),
        )
    families = {form for e in known for form, how in e.forms if how == "family"}
    return (*known, *entities.found_english(english.find(text, hits), families))


def _places(text: str, names: Sequence[str]) -> list[tuple[int, int]]:
    """Return where each of the different `names` stands, name by name."""
    spans: dict[str, list[tuple[int, int]]] = {name: [] for name in names}
    sizes = sorted({len(name) for name in names})
    opening = {name[:2] for name in names}
    for i, pair in enumerate(map(add, text, text[1:])):
        if pair in opening:
            for size in sizes:
                held = spans.get(text[i : i + size])
                if held is not None and (not held or held[-1][1] <= i):
                    held.append((i, i + size))
    return [span for name in names for span in spans[name]]


def _script(article: Article, text: str) -> Callable[[str], str]:
    """Return a function that writes a name as the document does where it first has it."""

    def shown(name: str) -> str:
        start = text.find(name)
        return article.working.original_script(start, start + len(name)) if start >= 0 else name

    return shown


def _is_name(text: str, hit: Hit) -> bool:
    """Return whether a known name that is also a word stands as a name here."""
    start, end = hit.range
    if not text[start].isascii():
        if hit.entry.is_person and end - start == 2:
            return chinese.may_end(text, start, end)
        return True
    return english.is_known_name(text, start, end)


def _merge(text: str, hits: Sequence[Hit], everybody: Sequence[Entity]) -> list[Found]:
    """Return where everybody is named: known names and those found by rule, the longer first."""
    by_id = {e.id: e for e in everybody}
    spots = [
        entities.Found(
            h.range.start,
            h.range.end,
            "name" if h.form == "name" else "family",
            (by_id[h.entry.id],),
        )
        for h in hits
    ]
    spots += entities.occurrences(text, everybody)
    spots.sort(key=lambda f: (f.start, -f.end))
    kept: list[Found] = []
    for spot in spots:
        if not kept or spot.start >= kept[-1].end:
            kept.append(spot)
    return kept


def _ordered(mentions: Sequence[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda m: (m.range.start, -m.range.end))
