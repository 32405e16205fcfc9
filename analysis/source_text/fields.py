"""Reads the title, the publisher and the author of a document off its first and last lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from analysis import lexicons
from analysis.source_text import frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.records import Origin, WorkingText
    from analysis.source_text.frame import Found

_SUFFIX = re.compile(r"(.{6,}?)\s?(?:_|\s[-–—|]\s|[|｜])\s?([^_|｜]{2,30})$")
_SHARED = re.compile(r"今天小编分享的[^:：]{1,12}[:：](.{4,80}?)(?:[,，]欢迎阅读.{0,4})?$")
_ENDED = re.compile(r"[。.；;,，、:：…][”’」』\"')）]*$")
_NUMBERED = re.compile(r"\d{1,3}[.、)）]|[一二三四五六七八九十]{1,3}、|[QA][:：]|问[:：]|答[:：]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_BY = re.compile(r"By ([A-Z][^|,]{2,60}?)(?:\s?[|,].{0,60})?$")
_LIMIT_HAN = 50
_TAIL = 12
_LIMIT_LATIN = 160


class Fields(NamedTuple):
    """What a document says of itself; empty where it does not."""

    title: str
    publisher: str
    author: str


def find(working: WorkingText, frames: Sequence[Found], origin: Origin) -> Fields:
    """Return title, publisher and author, each in the script of the source.

    What the origin states goes first, then the lines of the document.
    """
    return Fields(
        origin.title or _title(working, frames),
        origin.publisher or _labelled(working, frames, "publisher"),
        origin.author or _labelled(working, frames, "author"),
    )


def without_site(title: str) -> str:
    """Return a title without the name of the site behind it.

    >>> without_site("大模型价格战打到了哪一步？_新浪科技"), without_site("独家｜首席科学家离职")
    ('大模型价格战打到了哪一步？', '独家｜首席科学家离职')
    """
    match = _SUFFIX.match(title)
    if match is None:
        return title
    last = match.group(2).strip().lower()
    endings = tuple(row["ending"] for row in lexicons.table("site_names"))
    return match.group(1).strip() if last.endswith(endings) else title


def _title(working: WorkingText, frames: Sequence[Found]) -> str:
    """Return the first line, if it has the form of a title and is followed by an article."""
    marked = {found.range.start: found for found in frames}
    lines = frame.lines(working.text)
    for line in lines[:12]:
        shared = _SHARED.match(line.text)
        if shared:
            start = line.start + shared.start(1)
            return working.original_script(start, start + len(shared.group(1)))
        if line.start in marked:
            continue
        limit = _LIMIT_HAN if _HAN.search(line.text) else _LIMIT_LATIN
        is_body = _ENDED.search(line.text[-_TAIL:]) or _NUMBERED.match(line.text)
        if len(line.text) > limit or is_body or len(lines) < 2:
            return ""
        return without_site(working.original_script(line.start, line.end))
    return ""


def _labelled(working: WorkingText, frames: Sequence[Found], field: str) -> str:
    for found in frames:
        if found.kind != "byline":
            continue
        start, end = found.range
        text = working.text[start:end]
        for name, value in frame.labels(text):
            if name == field and value:
                at = start + text.index(value)
                return working.original_script(at, at + len(value))
        if field == "author" and (name := frame.reporter(text)):
            at = start + text.index(name)
            return working.original_script(at, at + len(name))
        by = _BY.match(text)
        if by and field == "author":
            return by.group(1)
    return ""
