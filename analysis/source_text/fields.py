"""Reads the title, the publisher and the author of a document off what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from analysis.source_text import frame

if TYPE_CHECKING:
    from analysis.records import Origin, WorkingText
    from analysis.source_text.frame import Found, Layout

_SUFFIX = re.compile(r"(.{6,}?)\s?(?:_|\s[-–—|]\s|[|｜])\s?([^_|｜]{2,30})$")
_SHARED = re.compile(r"今天小编分享的[^:：]{1,12}[:：](.{4,80}?)(?:[,，]欢迎阅读.{0,4})?$")
_ENDED = re.compile(r"[。.；;,，、:：…][”’」』\"')）]*$")
_NUMBERED = re.compile(r"\d{1,3}[.、)）]|[一二三四五六七八九十]{1,3}、|[QA][:：]|问[:：]|答[:：]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_BY = re.compile(r"(?:By|by|BY) ([A-Z][^|,]{2,60}?)(?:\s?[|,].{0,60})?$")
_ASIDE = re.compile(r"[（(【\[][^（）()]{0,40}[）)】\]]$|[,，／/].{5,}$|[,，] .*$")
_PIECES = re.compile(r"\s*[|｜·•∙>›»▸→/／:：_—]+\s*|\s[-–]\s")
_ISSUED = re.compile(
    r"本文由[「《“]?([^「」《》“”，。]{2,16}?)[」》”]?(?:原创|出品|授权|发布|首发)"
)
_EDITION = re.compile(r"(?:数字报|电子报|电子版|数字版|首页)$")
_LETTERS = re.compile(r"[^a-z0-9]+")
_LIMIT_HAN = 50
_LIMIT_LATIN = 160
_TAIL = 12
_LIMIT_SITE = 24
_LIMIT_LINE = 80
_LEAST = 4
_FIRST = 6


class Fields(NamedTuple):
    """What a document says of itself; empty where it does not."""

    title: str
    publisher: str
    author: str


def find(working: WorkingText, layout: Layout, origin: Origin) -> Fields:
    """Return title, publisher and author, each in the script of the source.

    What the origin states goes first, then the lines of the document.
    """
    authors = (origin.author, *_labelled(working, layout, "author"), *_signed(working, layout))
    publishers = (
        origin.publisher,
        *_labelled(working, layout, "publisher"),
        *_sites(working, layout, origin),
    )
    return Fields(_title(working, layout, origin), _first(publishers), _first(authors))


def _first(names: Iterable[str]) -> str:
    """Return the first of the names that names somebody."""
    return next((name for name in names if name and not frame.is_nobody(name)), "")


def without_site(title: str) -> str:
    """Return a title without the name of the site behind it.

    >>> without_site("大模型价格战打到了哪一步？_新浪科技"), without_site("独家｜首席科学家离职")
    ('大模型价格战打到了哪一步？', '独家｜首席科学家离职')
    """
    match = _SUFFIX.match(title)
    if match is None or not frame.is_site(match.group(2)):
        return title
    return without_site(match.group(1).strip())


def _title(working: WorkingText, layout: Layout, origin: Origin) -> str:
    """Return the title that the origin states, as the page prints it, or that of the page."""
    line = working.original_script(*layout.title) if layout.title else ""
    if origin.title:
        stated = without_site(origin.title)
        alike = line.startswith(stated) or origin.title.startswith(line)
        return line if line and alike and len(line) >= _LEAST else stated
    shared = _SHARED.match(working.text.lstrip()[:_LIMIT_LATIN].partition("\n")[0])
    if shared:
        start = working.text.index(shared.group(1))
        return working.original_script(start, start + len(shared.group(1)))
    return without_site(line) if line and _is_title(line) else ""


def _is_title(line: str) -> bool:
    limit = _LIMIT_HAN if _HAN.search(line) else _LIMIT_LATIN
    return len(line) <= limit and not _ENDED.search(line[-_TAIL:]) and not _NUMBERED.match(line)


def _labelled(working: WorkingText, layout: Layout, field: str) -> Iterator[str]:
    """Yield the values that bylines give for a field, then those of other forms of bylines."""
    for found in layout.frames:
        if found.kind != "byline":
            continue
        start, end = found.range
        text = working.text[start:end]
        values = [value for name, value in frame.labels(text) if name == field and value]
        if field == "author":
            values = values or [
                name for name in (frame.reporter(text), *frame.signed(text)) if name
            ]
        for value in values:
            at = start + text.index(value)
            yield _ASIDE.sub("", working.original_script(at, at + len(value)))
        by = _BY.match(text)
        if by and field == "author":
            yield by.group(1)


def _signed(working: WorkingText, layout: Layout) -> Iterator[str]:
    """Yield the names that stand alone under the title."""
    for found in layout.frames:
        if found.part == "meta" and found.kind == "byline":
            name = _ASIDE.sub("", working.original_script(*found.range))
            if frame.is_name(name) or len(name) <= _LIMIT_SITE and _recurs(name, working, found):
                yield name


def _recurs(name: str, working: WorkingText, found: Found) -> bool:
    """Return whether a later line begins with the words."""
    return "\n" + name.casefold() in working.repaired[found.range.end :].casefold()


def _sites(working: WorkingText, layout: Layout, origin: Origin) -> Iterator[str]:
    """Yield the names of the site: from its title, its address, its first lines, its notices."""
    suffix = _SUFFIX.match(origin.title or _first_line(working, layout))
    if suffix and frame.is_site(suffix.group(2)):
        yield suffix.group(2).strip()
    shown = [(f, working.original_script(*f.range)) for f in layout.frames]
    host = _LETTERS.sub("", origin.url.lower().partition("//")[2].partition("/")[0])
    pieces = [
        piece.strip(" :")
        for found, line in shown
        if found.part != "insert" and len(line) <= _LIMIT_LINE
        for piece in _PIECES.split(line)
    ]
    for piece in pieces:
        letters = _LETTERS.sub("", piece.lower().replace("&", "and"))
        if piece.isascii() and len(letters) >= _LEAST and letters in host:
            yield piece
    for _, line in shown:
        issued = _ISSUED.search(line)
        if issued:
            yield issued.group(1)
    for author in (*_labelled(working, layout, "author"), *_signed(working, layout)):
        beside = (line.partition(f"{author} ")[2] for found, line in shown if found.part == "meta")
        yield from (name for name in beside if 2 <= len(name) <= _LIMIT_SITE and " " not in name)
    yield from _heads(working, layout)


def _heads(working: WorkingText, layout: Layout) -> Iterator[str]:
    """Yield what the first lines name: with a site's ending, or named again around the article."""
    around = [working.original_script(*found.range) for found in layout.frames]
    heads = [i for i, found in enumerate(layout.frames[:_FIRST]) if found.part == "head"]
    for i in heads:
        name = _EDITION.sub("", _PIECES.split(around[i].strip(" :"))[0].strip())
        if not 2 <= len(name) <= _LIMIT_SITE or frame.is_listed(frame.bare(name)):
            continue
        others = around[:i] + around[i + 1 :]
        again = any(name in line for line in others) and len(name) > 2
        if (frame.is_site(name) and " " not in name) or again:
            yield name


def _first_line(working: WorkingText, layout: Layout) -> str:
    return working.original_script(*layout.title) if layout.title else ""
