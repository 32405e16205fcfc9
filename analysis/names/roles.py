"""Unnamed speakers: "an investor close to the firm", 一位接近该公司的投资人."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis.names import words

if TYPE_CHECKING:
    from collections.abc import Iterator


class Role(NamedTuple):
    """A stretch that names an unnamed person by a role; `head` is the noun in it."""

    start: int
    end: int
    name: str
    head: str
    organization_end: int = -1


def _nouns(language: str) -> frozenset[str]:
    return words.listed("role_nouns", language=language, kind="noun")


def _weak() -> frozenset[str]:
    return words.listed("role_nouns", language="en", kind="weak noun")


@cache
def _chinese() -> re.Pattern[str]:
    noun = words.pattern(_nouns("zh") | words.listed("posts", language="zh", kind="post"))
    count = (
        r"(?:(?:一|两|三|四|五|几|多|数|某|有|另|好几|任何一)(?:位|名)|某(?=[^些种个年月日人])|(?:一|某|多)家(?=[^，。]{1,12}的)"
        r"|(?<![具拥持占没享富含还所只先才就会能要都])有(?!关|的|人|望|些|一|可|能|效|机|限|不|了|着|没))"
    )
    edge = rf"(?=[，。；：！？、,（“「\n]|$|{_after()})"
    return re.compile(
        rf"(?P<count>{count})(?:一家|某家)?(?P<modifier>[^，。；：！？、,“”「」『』（）《》\n]{{0,18}}?)(?P<noun>{noun}){edge}"
        rf"|(?P<sure>[一两三四五几多数某有另](?:位|名))(?P<what>[^，。；：！？、,“”「」『』（）《》\n]{{0,12}}?)"
        rf"(?P<who>{noun})(?![们会群化数人士团所队部界者])"
    )


@cache
def _after() -> str:
    follow = words.listed("chinese_name_edges", kind="follow")
    adverb = words.listed("chinese_name_edges", kind="adverb")
    keep = {
        w for w in follow | adverb if w not in {"和", "与", "的", "及", "等", "所", "出身", "时代"}
    }
    return words.pattern(keep | words.speech_verbs("zh") | {"私", "私下", "苦", "却", "则"})


@cache
def _bare() -> re.Pattern[str]:
    """Return the pattern of sources that need no count word: 知情人士, 接近交易的人士."""
    noun = words.pattern(words.listed("role_nouns", language="zh", kind="source"))
    return re.compile(
        rf"(?:(?:接近|熟悉|了解|参与)[^，。；：！？、“”\n]{{1,14}}?的(?:人士|{noun})|{noun})"
        rf"(?=[，。：！？“「\n]|$|{_after()})"
    )


@cache
def _of_company() -> re.Pattern[str]:
    """Return the pattern of a role right after an organisation's name."""
    noun = words.pattern(_nouns("zh") | words.listed("role_nouns", language="zh", kind="source"))
    return re.compile(
        rf"(?:公司)?(?P<count>的?(?:一|两|多|数|几|某)?(?:位|名)|的)?(?P<modifier>[^，。；：！？、,“”「」『』（）《》\n]{{0,10}}?)"
        rf"(?P<noun>{noun})(?=[，。；：！？,（“「\n]|$|{_after()})"
    )


def chinese_roles(text: str) -> Iterator[Role]:
    """Yield the unnamed speakers of a Chinese text that a count word or their kind announces.

    >>> [r.name for r in chinese_roles("据一位接近星阙的投资人透露，公司还有钱。知情人士说不。")]
    ['接近星阙的投资人', '知情人士']
    """
    for match in _chinese().finditer(text):
        modifier = "modifier" if match.group("noun") else "what"
        start = match.start("count" if match.group("count") == "某" else modifier)
        if _is_clause(match.group(modifier)):
            continue
        noun = match.group("noun") or match.group("who")
        yield Role(start, match.end(), text[start : match.end()], noun)
    for match in _bare().finditer(text):
        yield Role(match.start(), match.end(), match.group(), _BARE_HEAD.sub("", match.group()))


_BARE_HEAD = re.compile(r"^.*的(?=.)")


def _is_clause(modifier: str) -> bool:
    """Return whether the words between count and noun are no attribute but a clause."""
    if any(c.isdigit() for c in modifier):
        return True
    return ("的" not in modifier and len(modifier) > 8) or modifier.count("的") > 2


def of_company(text: str, start: int, end: int) -> Role | None:
    """Return the unnamed speaker announced by the organisation at [start, end), or None.

    >>> of_company("萤掌科技一位副总裁承诺", 0, 4).name
    '萤掌科技副总裁'
    """
    match = _of_company().match(text, end)
    if match is None:
        return None
    modifier, noun = match.group("modifier"), match.group("noun")
    if match.group("count") in (None, "的") and not _attribute(modifier):
        return None
    if noun == "董事" and text[match.end() : match.end() + 1] in ("会", "局", "长"):
        return None
    if "的" in modifier or len(modifier) > 4:
        return Role(match.start("modifier"), match.end(), modifier + noun, noun, end)
    return Role(start, match.end(), text[start:end] + modifier + noun, noun, end)


def _attribute(modifier: str) -> bool:
    """Return whether a short modifier is one that goes with a post: 前, 公关, 技术, 投资."""
    allowed = words.listed("role_nouns", language="zh", kind="attribute")
    return not modifier or modifier in allowed


@cache
def _english() -> re.Pattern[str]:
    noun = words.pattern(_nouns("en") | _weak())
    says = words.pattern(words.speech_verbs("en"))
    count = (
        r"(?:[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ss]everal|[Ss]ome|[Mm]any|[Aa]nother|[Mm]ultiple|"
        r"[Oo]ther|[Mm]ost|[Tt]he relevant|[Tt]he|[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|"
        r"[Aa] second|[Aa] third|[A-Z]\w{1,20}'s)"
    )
    verb = r"left|resigned|quit|joined|lost|laid|has|had|is|was|were|are|will|would|did|and|that"
    used = r"\w{3,20}ed (?:to|at|the|an?|for|its|his|her|their|on|from|with|in)"
    stop = rf"[,.;:\"“”\n]|$| (?:{says}|{verb}|{used}|on [A-Z]\w+day)\b"
    near = (
        r"at|of|in|from|for|on|with|close to|familiar with|involved in|briefed on|"
        r"working (?:on|at|for)|surnamed|there|not authori[sz]ed"
    )
    after = (
        rf"(?: (?:{near})(?: [^,.;:\"“”()\n\d$€£]{{1,60}}?)?(?={stop})"
        rf"|(?: who| whose) [^,.;:\"“”()\n]{{1,70}}?(?=[,.;:\"“”\n]|$| (?:{says})\b))"
    )
    return re.compile(
        rf"\b(?P<count>{count}) (?P<modifier>(?:[\w'\-]{{1,20}} ){{0,4}}?)"
        rf"(?P<noun>{noun})\b(?P<after>{after})?"
    )


_DEFINITE = frozenset({"the", "my", "our", "his", "her", "their"})
_BEFORE = re.compile(
    r"\b(?:as|is|was|were|be|been|being|become|became|becoming|named|like|than) \Z", re.I
)
_FUNCTION = re.compile(
    r"\b(?:and|or|but|that|which|who|to|of|in|on|at|by|for|is|are|was|were|has|have|had|will|would|"
    r"can|could|from|with|than|as|if|when|where|what|how|it|he|she|they|we|you|not|its|his|her|their|"
    r"my|our|the|an?|this|that|hundred|thousand|million|hours|days|weeks|years|time|lost|laid|left|hired|said|says|told|lets|let|made|makes|does|did|\d+)\b"
)


def english_roles(text: str) -> Iterator[Role]:
    """Yield the unnamed speakers of an English text.

    >>> [r.name for r in english_roles("One investor who passed on the round said it was late.")]
    ['investor who passed on the round']
    """
    for match in _english().finditer(text):
        if _FUNCTION.search(match.group("modifier")):
            continue
        noun, after = match.group("noun"), match.group("after") or ""
        telling = _telling().match(after)
        after = "" if telling else after
        end = match.end("noun") + len(after)
        said = telling or _speaking().match(text[end : end + 30])
        owned = match.group("count").endswith("'s")
        definite = match.group("count").lower() in _DEFINITE or owned
        if not (after or said) and (definite or noun in _weak()):
            continue
        bare = not (after or telling or match.group("modifier"))
        if match.group("count").lower() == "the" and bare:
            continue
        if _BEFORE.search(text, max(match.start() - 12, 0), match.start()):
            continue
        owner = re.match(r"(?:firm|company|group|start-up|startup)'s ", match.group("modifier"))
        start = match.start("modifier") + (owner.end() if owner else 0)
        yield Role(start, end, text[match.start() if owned else start : end], noun)
    for match in _plural().finditer(text):
        head = match.group("noun") or match.group("heads")
        yield Role(match.start(), match.end(), match.group(), head)


@cache
def _telling() -> re.Pattern[str]:
    return re.compile(rf" who (?:{_said()})\b")


@cache
def _speaking() -> re.Pattern[str]:
    return re.compile(rf"[,\"”’']* (?:\w+ly |also |then |used to )?(?:{_said()})\b")


@cache
def _plural() -> re.Pattern[str]:
    """Return the pattern of several unnamed people without a count word."""
    noun = words.pattern({w for w in _nouns("en") | _weak() if w.endswith(("s", "people"))})
    to = r"(?:at|close to|familiar with|involved in|briefed on)"
    return re.compile(
        rf"\b(?:[Ff]ormer|[Cc]urrent|[Ss]enior) (?:[a-z]+ )?(?P<noun>{noun})(?= {_said()}\b)"
        rf"|(?<=to )(?P<heads>people|sources|executives|employees) {to} "
        rf"[^,.;:\"“”\n]{{1,40}}?(?=[,.;:\"“”\n])"
    )


@cache
def _said() -> str:
    return words.pattern(words.speech_verbs("en"))


@cache
def chinese_titles() -> re.Pattern[str]:
    """Return the pattern of a title that stands for somebody named before: 该投资人, 这位创始人."""
    noun = words.pattern(_nouns("zh") | words.listed("posts", language="zh", kind="post"))
    return re.compile(
        rf"(?:(?:该|这)(?:位|名|个)?|上述)(?P<modifier>[^，。；：！？、“”\n]{{0,4}}?)(?P<noun>{noun})"
        rf"(?=[，。；：！？、（“「\n]|$|{_after()})"
    )


@cache
def english_titles() -> re.Pattern[str]:
    """Return the pattern of a title that stands for somebody named before: "the founder"."""
    posts = words.listed("posts", language="en", kind="post")
    noun = words.pattern(
        {p for p in posts | _nouns("en") | _weak() if not p.endswith("s") or p == "boss"}
    )
    return re.compile(
        rf"\b[Tt]he (?:(?:firm|company|group|start-up|startup)'s )?"
        rf"(?P<noun>{noun})\b(?! of\b| at\b)"
    )
