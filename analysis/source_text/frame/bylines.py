"""Reads bylines: labels and their values, and the forms in which reporters sign."""

from __future__ import annotations

import re
from functools import cache

from analysis.source_text.frame import times, words

_SEPARATOR = re.compile(r"\s{0,3}(?:[:：]|[|｜丨/／▎])\s{0,3}")
_BARS = "|｜丨/／▎"
_VALUE_LIMIT = 40
_LIMIT = 180
_PART = re.compile(r"[\s\u3000,，;；]{1,8}([^\s:：|｜丨/／,，;；]{1,20})\s{0,3}[:：|｜丨/／]")
_SIGNED = 60
_BRACKET = re.compile(r"[（(]")
_OPENERS = "〔（(【["
_CREDIT = 220
_HAN_NAME = "[\\u4e00-\\u9fff]{2,4}"
_HONORIFIC = r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame|Rev)\.? )?"
_LATIN_NAME = r"[A-Z][\w.’'-]{0,20}(?: [A-Z][\w.’'-]{0,20}){1,3}"
_LATIN_VALUE = re.compile(rf"{_LATIN_NAME}(?:,|$)")


@cache
def _reporter() -> re.Pattern[str]:
    """Return a pattern of "记者王大明／台北报导"."""
    return re.compile(
        rf"[〔（(【\[]?(?:{_either('reporters')})\s?({_HAN_NAME}(?:[、,，]{_HAN_NAME}){{0,3}})"
        rf"\s?[／/]\s?[\u4e00-\u9fff]{{2,10}}(?:{_either('filed')})[〕）)】\]]?"
    )


@cache
def _credit() -> re.Pattern[str]:
    """Return a pattern of "(Reporting by Ana Ruiz; Editing by Tom Hale)" at the end of a line."""
    return re.compile(rf"[(（](?:{_either('credits')})[^()（）\n]{{0,200}}[)）]\s*$", re.IGNORECASE)


@cache
def _signed() -> tuple[re.Pattern[str], ...]:
    """Return patterns of "本报记者 林慕禾" and "Words by Hamish Roke"."""
    posts = "|".join(re.escape(post) for post in words.of("posts") if not post.isascii())
    post = rf"(?:本报|本刊|本网|本台|本社|驻)?[\u4e00-\u9fff（）()\d]{{0,8}}?(?:{posts}|班)"
    verbs = "|".join(re.escape(label[:-3]) for label in words.labels() if label.endswith(" by"))
    latin = rf"({_HONORIFIC}{_LATIN_NAME}(?:(?: and |, | & ){_LATIN_NAME}){{0,3}})"
    return (
        re.compile(
            rf"{post}(?:[・·、/／&＆+]{post}){{0,3}}[\s\u3000]{{1,3}}({_HAN_NAME}"
            rf"(?:[\s\u3000、]{{1,2}}(?!{posts}){_HAN_NAME}(?=[\s\u3000、]|$)){{0,3}})"
            r"(?:[\s\u3000、，/／（(](?=\S)[^。！？!?]{0,30})?$"
        ),
        re.compile(rf"本[报刊网台社](?:{posts})({_HAN_NAME})$"),
        re.compile(rf"(?i:{verbs}|[a-z]{{2,10}}ed) by {latin}(?: (?:in|for|at)\b.{{0,30}})?$"),
        re.compile(r"(?:[a-z]{2,10}ed|words|posted) by ([a-z][\w.-]{2,20})$"),
        re.compile(rf"(?i:with|featuring|hosts?|hosted by|your hosts?,?) {latin}$"),
        re.compile(rf"[A-Z][^,.!?]{{2,40}}, with {latin}$"),
        re.compile(
            rf"{latin},? (?:reports?|reporting|writes|writing) (?:from|in|for|on)\b.{{0,40}}$"
        ),
    )


def _either(role: str) -> str:
    return "|".join(map(re.escape, words.of(role)))


def labels(line: str, *, strict: bool = False) -> tuple[tuple[str, str], ...]:
    """Return the (field, value) pairs of a byline, or nothing if the line is none.

    `strict` takes only the labels of a source, as fits the middle of an article.

    >>> labels("来源：数智观察 作者：小满")
    (('publisher', '数智观察'), ('author', '小满'))
    """
    if len(line) > _LIMIT or not _SEPARATOR.search(line):
        return ()
    found: list[tuple[str, str]] = []
    dated = times.stamp_at_start(line)
    for part in _parts(line[dated:].strip() if dated else line):
        separator = _SEPARATOR.search(part)
        if separator is None:
            return ()
        label = part[: separator.start()].strip().lower()
        field, bar = words.labels().get(label, ("", None))
        value = part[separator.end() :].strip(" \t\u3000")
        barred = bool(set(separator.group()) & set(_BARS)) or _names_somebody(value)
        if bar is None or (bar and not barred):
            return ()
        if len(value) > _VALUE_LIMIT or re.search("[。！？!?；…]", value):
            return ()
        if strict and field != "publisher":
            return ()
        found.append((field, value))
    return tuple(found)


def _names_somebody(value: str) -> bool:
    """Return whether a value begins with a name in Latin letters, or is or ends with a Han one."""
    name = (_BRACKET.split(value, maxsplit=1)[0].split() or [""])[-1]
    if 2 <= len(name) <= 3 and {name[0], name[:2]} & words.surnames():
        return True
    return bool(_LATIN_VALUE.match(value))


def _parts(line: str) -> list[str]:
    """Cut a byline before each of its labels."""
    cuts = [0]
    for match in _PART.finditer(line):
        labelled = _SEPARATOR.search(line, cuts[-1], match.start())
        if labelled and match.group(1).lower() in words.labels():
            cuts.append(match.start())
    return [
        line[a:b].strip(" \t\u3000,，;；") for a, b in zip(cuts, [*cuts[1:], None], strict=True)
    ]


def reporter(line: str) -> str:
    """Return the reporter whom a line of a Taiwan paper names, or nothing.

    >>> reporter("记者王大明／台北报导")
    '王大明'
    """
    match = _reporter().match(line)
    return match.group(1) if match else ""


def signed(line: str) -> tuple[str, ...]:
    """Return the writers whom a line names behind what they do, without any separator.

    >>> signed("本报记者 林慕禾 通讯员 岑守"), signed("Words by Hamish Roke"), signed("记者问他")
    (('林慕禾',), ('Hamish Roke',), ())
    """
    if len(line) > _SIGNED:
        return ()
    found = (pattern.match(line) for pattern in _signed())
    names = (match.group(1) for match in found if match)
    return tuple(name for name in names if name.isascii() or _is_person(name))


def _is_person(name: str) -> bool:
    return bool({name[:1], name[:2]} & words.surnames())


def is_reporter(line: str) -> bool:
    """Return whether a line is nothing but a reporter's signature."""
    return bool(_reporter().fullmatch(line))


def signature(line: str) -> int:
    """Return where a reporter's bracket at the start of a paragraph ends, 0 without one."""
    match = _reporter().match(line) if line[0] in _OPENERS else None
    return match.end() if match and match.group()[-1] in "〕）)】]" else 0


def credit(line: str) -> int:
    """Return where the bracket begins with which editors sign the end of a line, -1 without one."""
    if line[-1] not in ")）":
        return -1
    tail = line[-_CREDIT:]
    match = _credit().search(tail)
    return len(line) - len(tail) + match.start() if match else -1
