"""Speakers whom the words before a verb clearly name, though no mention covers them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from analysis import lexicons
from analysis.records import Range
from analysis.speakers import cues
from analysis.speakers.drafts import Voice, voice

if TYPE_CHECKING:
    from analysis.speakers.drafts import Scene

_LIMIT = 60


def chinese(scene: Scene, start: int, end: int) -> Voice | None:
    """Return the role or body that the clause before a verb at `end` begins with."""
    begin = max(start, end - _LIMIT)
    match = _chinese().match(scene.text, begin, end) or _nickname().search(scene.text, begin, end)
    if match is None or match.group("name") in cues.group("question"):
        return None
    name = match.group("name")
    for mention in scene.mentions:
        if mention.kind == "person" and mention.role.endswith(name):
            return voice(mention)._replace(range=Range(*match.span("name")))
    return _voice(scene, *match.span("name"))


def after_organization(scene: Scene, start: int, end: int) -> Voice | None:
    """Return the name that stands between an organisation and a verb (某公司协理苏柏宇直言)."""
    match = _surnamed().fullmatch(scene.text, start, end)
    return _voice(scene, *match.span("name")) if match else None


@cache
def _nickname() -> re.Pattern[str]:
    surname = cues.any_of(row["surname"] for row in lexicons.table("chinese_surnames"))
    return re.compile(
        rf"(?P<name>[老小阿]{surname})"
        rf"(?:$|[{cues.adjunct_starts()}].{{0,30}}$)"
    )


@cache
def _surnamed() -> re.Pattern[str]:
    surname = cues.any_of(row["surname"] for row in lexicons.table("chinese_surnames"))
    return re.compile(
        rf"(?:的)?(?![{cues.adjunct_starts()}]|方面)[\u4e00-\u9fff]{{1,8}}(?P<name>{surname}[\u4e00-\u9fff]{{2}})"
    )


def chinese_reports(lead: str) -> bool:
    """Tell whether the first clause of a sentence ends in a reporting verb of its own."""
    return any(m.group() in cues.verbs("zh") for m in cues.chinese().finditer(lead[-6:]))


def english(scene: Scene, start: int, end: int) -> Voice | None:
    """Return the role or proper name that stands right before a verb at `end`."""
    offset = max(start, end - 2 * _LIMIT)
    text = scene.text[offset:end].rstrip(" ,")
    role = (_relative() if text.endswith(" who") else _english_role()).search(text)
    match = role or _PROPER.search(text) or _company().search(text)
    if match is None or match.group("name").lower() in cues.group("question"):
        return None
    if match.re is _PROPER and not _may_name(scene, match.group("name")):
        return None
    return _voice(scene, offset + match.start("name"), offset + match.end("name"))


def _may_name(scene: Scene, name: str) -> bool:
    """Tell whether capitalised words name somebody, and only one."""
    return name.split()[0].lower() not in cues.group("no_name_en") and not _is_shared(scene, name)


def following(scene: Scene, start: int, end: int) -> Voice | None:
    """Return the role or proper name that stands right after a verb (says one fund manager)."""
    match = _following().match(scene.text, start, min(end, start + 2 * _LIMIT))
    if match is None:
        return None
    name = match.lastgroup or ""
    if name == "proper" and not _may_name(scene, match.group(name)):
        return None
    return _voice(scene, *match.span(name))


def owned_role(scene: Scene, owner: Range, end: int) -> Voice | None:
    """Return the role at an organisation that follows its name (Acme's chief scientist)."""
    match = _owned().match(scene.text, owner.end, min(end, owner.end + _LIMIT))
    return _voice(scene, owner.start, match.end("role")) if match else None


@cache
def _owned() -> re.Pattern[str]:
    noun = cues.any_of(_nouns("en")).replace(r"\ ", " ")
    return re.compile(
        rf"[’']s? (?P<role>(?:[\w-]+ ){{0,4}}?{noun})(?=[.,;]|$| (?:in|on|at|to|last)\b)"
    )


@cache
def _following() -> re.Pattern[str]:
    noun = cues.any_of(_nouns("en")).replace(r"\ ", " ")
    return re.compile(
        rf"\s+(?:an?|the|one|another|two|some|its|his|her|their)\s"
        rf"(?P<role>(?:[\w’'-]+\s){{0,4}}?{noun})\b(?![’'])"
        r"|\s+(?P<proper>[A-Z][\w’'-]+(?:\s[A-Z][\w’'.-]+){1,3})(?=[,.]|\s(?:of|at|who|in|on)\b|$)"
    )


def leading(scene: Scene, start: int, end: int) -> Voice | None:
    """Return the proper name that a sentence begins with, where an apposition follows it."""
    match = _LEADING.match(scene.text, start, end)
    if match is None or match.group("name").split()[0].lower() in cues.group("no_name_en"):
        return None
    if scene.within(start, match.end("name")) or scene.within(max(0, start - 1), match.end() + 1):
        return None
    return _voice(scene, *match.span("name"))


_LEADING = re.compile(
    r"(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3}),\s(?:an?|the|its|which|who|whose)\s"
)


def words(scene: Scene, at: Range) -> Voice:
    """Return the voice of somebody who has no other name than the words at `at` (公司)."""
    return _voice(scene, *at)


def _voice(scene: Scene, start: int, end: int) -> Voice:
    name = scene.article.working.original_script(start, end)
    return Voice(Range(start, end), f"~{name}", name, (name,))


def _is_shared(scene: Scene, name: str) -> bool:
    """Tell whether several people of the article bear a name, so that it tells nobody apart."""
    bearers = {m.id for m in scene.mentions if m.kind == "person" and name in m.name.split()}
    return len(bearers) > 1


def _nouns(language: str) -> frozenset[str]:
    rows = lexicons.table("role_nouns")
    return cues.group(f"crowd_{language}") | frozenset(
        r["word"] for r in rows if r["language"] == language and r["kind"] != "attribute"
    )


@cache
def _chinese() -> re.Pattern[str]:
    suffixes = {row["word"] for row in lexicons.table("organisation_suffixes")}
    noun = cues.any_of(_nouns("zh"))
    body = cues.any_of(suffixes | cues.group("body_zh"))
    lead = cues.any_of(cues.group("connective_zh"))
    return re.compile(
        rf"\s*(?:{lead})?(?:[一两几多数某另]?[位名些]|有(?:一[位名])?|某)?"
        rf"曾?(?P<name>(?![对向据在把被让给将从])[^，,。：:；;“「\s]{{0,14}}?(?:{noun}|(?<=[^，。：；“「\s]{{2}}){body}))(?:方面|们)?"
        rf"(?:$|\s*[{cues.adjunct_starts()}].{{0,30}}$)"
    )


@cache
def _english_role() -> re.Pattern[str]:
    noun = cues.any_of(_nouns("en")).replace(r"\ ", " ")
    return re.compile(
        r"(?:^\s*|[,;:.!?—–”\"]\s*|\b(?:and|but|while|as|after|because|when|since|though)\s)"
        r"(?:(?:an?|the|one|another|two|some|several|many|my|our|its|his|her|their)\s)?"
        rf"(?P<name>(?:[\w’'-]+\s){{0,4}}{noun}"
        r"(?:\s(?:who|at|of|from|with|in|close to|familiar with)\b[^,;]{2,80})?)$",
        re.IGNORECASE,
    )


@cache
def _company() -> re.Pattern[str]:
    """Return the pattern of an organisation that is only described (the phone company says)."""
    noun = cues.any_of(cues.group("company_en"))
    return re.compile(rf"\b[Tt]he (?P<name>(?:[a-z-]+ ){{1,3}}?{noun})$")


@cache
def _relative() -> re.Pattern[str]:
    noun = cues.any_of(_nouns("en")).replace(r"\ ", " ")
    return re.compile(rf"\b(?:the|an?|one|some|my|our)\s(?P<name>(?:[\w’'-]+\s){{0,2}}{noun}) who$")


_PROPER = re.compile(
    r"(?:^\s*|[,;:—–”\"]\s*|\b(?:and|but|while|as|after|because|when|since|though)\s)(?:[Tt]he\s)?"
    r"(?P<name>[A-Z][\w’'.-]+(?:\s(?:(?:of|the|for|and|&|de|van|von)\s)?[A-Z][\w’'.-]+){0,4})$"
)
