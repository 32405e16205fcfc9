"""The lines of a text, how long they are and whether they end as sentences do."""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE = re.compile(r"[^\n]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z][\w'’-]*")
_STOP = re.compile(r"[。！？!?；;…][”’」』\"'）)]*$|[A-Za-z0-9%)”’\"'][.!?][”’\"')]*$")
_INNER_STOP = re.compile(r"[。！？；]|[a-z0-9%)”\"][.!?][”\"]? [\"“A-Z]")
_ENDING = 12
_SAMPLE = 400
_DECORATION = (
    " \t\r\u3000\xa0【】[]《》<>〈〉「」『』()（）:：|｜丨>»›▼▲▸●■◆★☆❤·•-—–=*#_…~.。＋+→←↑↓↗✎◼∙,，"
)


class Line(NamedTuple):
    """A line of the working text, without white space around it."""

    start: int
    end: int
    text: str


def lines(text: str) -> list[Line]:
    """Return the lines of a text that hold anything, trimmed."""
    found = []
    for match in _LINE.finditer(text):
        trimmed = match.group().strip()
        if trimmed:
            left = match.start() + match.group().index(trimmed)
            found.append(Line(left, left + len(trimmed), trimmed))
    return found


def is_stopped(line: str) -> bool:
    """Return whether a line ends as a sentence does."""
    return bool(_STOP.search(line[-_ENDING:]))


def size(line: str) -> int:
    """Return how much a line says, in Han characters: a word of Latin letters counts for two.

    >>> size("夏季养车指南"), size("What happened to the robots?")
    (6, 10)
    """
    sample = line[:_SAMPLE]
    return len(_HAN.findall(sample)) + 2 * len(_WORD.findall(sample))


def is_solid(line: str) -> bool:
    """Return whether a line reads as running text: long enough, and with a full stop.

    >>> is_solid("模型便宜了，客户却没有变多，这让创业公司更加着急。"), is_solid("夏季养车指南")
    (True, False)
    """
    length = size(line)
    if length < 18 or (line[-1] in "?？" and not _INNER_STOP.search(line) and "，" not in line):
        return False
    return is_stopped(line) or (length >= 40 and bool(_INNER_STOP.search(line)))


def bare(line: str) -> str:
    """Return a line in lower case without the marks around it.

    >>> bare("【相关阅读】："), bare("» Read more…")
    ('相关阅读', 'read more')
    """
    return line.lower().strip(_DECORATION)
