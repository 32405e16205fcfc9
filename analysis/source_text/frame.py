"""Finds what a publisher puts around an article: bylines, links, notices, advertisements.

A body sentence is never taken: what is not plainly frame by its form, its words and its place
stays. All ranges count code points of the working text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from analysis import lexicons
from analysis.records import Range

_LINE = re.compile(r"[^\n]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_STOP = re.compile(r"[。！？!?；…][”’」』\"'）)]*$|[a-z0-9%)”\"'][.!?][”’\"')]*$")
_DECORATION = " \t\r\u3000\xa0【】[]《》<>〈〉「」『』()（）:：|｜丨>»›▼▲●■◆★☆❤·•-—–=*#_…~.。"
_BULLETS = " *#【[★●■▼▲>※—-（("
_SEPARATOR = re.compile(r"\s{0,3}(?:[:：]|[|｜丨/／▎])\s{0,3}")
_BARS = "|｜丨/／▎"
_VALUE_LIMIT = 40
_BYLINE = re.compile(
    r"By [A-Z][\w.’'-]{0,20}(?:,? (?:and|[A-Z][\w.’'-]{0,20}|\| [A-Z][\w ]{1,20})){0,8}$"
)
_CREDIT = re.compile(
    r"[(（](?:Reporting|Additional reporting|Editing|责任编辑|编辑|责编|来源|文/)"
    r"[^()（）\n]{0,200}[)）]\s*$"
)
_NUMBER = re.compile(r"\d[\d,.]*\s?(?:[万千]|[kKmM](?![A-Za-z]))?\+?")
_COUNTED = re.compile(
    r"阅读|浏览|点击|评论|点赞|收藏|转发|分享|热度|views?|reads?|read|comments?|shares?|likes?"
    r"|min(?:ute)?s?|次|条|个|人|[:：·|/()（）\s]",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"[▲▼△▽][^\n]{0,160}(?:图|摄|摄影|资料照|取自|来源|提供)[^\n]{0,30}$")
_CRUMBS = re.compile(r"[^>»›。\n]{1,20}(?:\s?(?:>>|>|»|›|＞)\s?[^>»›。\n]{1,20}){2,6}$")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = (
    r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?|\d{1,2}月\d{1,2}日"
    r"|\d{1,3}\s?(?:秒|分钟|小时|天|周|个月|年)前|昨天|前天|今天|刚刚"
    r"|\d{1,3} (?:minutes?|hours?|days?|weeks?|months?|years?) ago"
    rf"|(?:[A-Z][a-z]{{2,8}}day,? )?{_MONTH} \d{{1,2}},? (?:19|20)\d\d"
    rf"|(?:[A-Z][a-z]{{2,8}}day,? )?\d{{1,2}} {_MONTH} (?:19|20)\d\d"
)
_STAMP = re.compile(
    r"(?:(?:发布|发表|更新|published|updated|posted)?(?:时间|于|日期| on| at)?\s?[:：]?\s?)"
    rf"(?:{_DAY})[\s·|,T]{{0,3}}(?:at )?(?:\d{{1,2}}:\d\d(?::\d\d)?)?"
    r"(?:\s?[ap]\.?m\.?)?(?:\s?[A-Z]{2,4})?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?$")
_REPORTER = re.compile(
    r"[〔（(【\[]?(?:记者|特派员|编译|特约记者|撰稿人)\s?([\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4}){0,3})"
    r"\s?[／/]\s?[\u4e00-\u9fff]{2,10}(?:报导|报道|专访|摄影|电)[〕）)】\]]?"
)
_ABSTRACT = re.compile(
    r"(?:摘要|导读|导语|核心提示|内容提要|简介|abstract|summary|tl;dr)\s?[:：]\s?", re.IGNORECASE
)
_SHORT = 60
_ENDING = 12
_PLACES = {
    "head": ("head", "ends", "any"),
    "body": ("any",),
    "tail": ("tail", "ends", "any"),
    "somewhere": ("head", "tail", "ends", "any"),
}


class Line(NamedTuple):
    """A line of the working text, without white space around it."""

    start: int
    end: int
    text: str


class Found(NamedTuple):
    """A stretch that is frame, and of which kind."""

    range: Range
    kind: str


def find(text: str) -> tuple[Found, ...]:
    """Return the stretches of a working text that are no part of the article, in order.

    >>> text = "作者：张三\\n模型便宜了，客户没有变多。\\n相关推荐\\n养车指南"
    >>> [found.kind for found in find(text)]
    ['byline', 'related', 'related']
    """
    rows = lines(text)
    body = [i for i, line in enumerate(rows) if is_body(line.text)]
    first, last = (body[0], body[-1]) if body else (0, -1)
    kinds: dict[int, str] = {}
    for i, line in enumerate(rows):
        place = "body" if first <= i <= last else "head" if i < first else "tail"
        kind = _kind(line.text, place)
        if kind:
            kinds[i] = kind
    _repeated(rows, kinds, first)
    _spread(rows, kinds, last)
    _summaries(rows, kinds)
    _trailing(rows, kinds, last)
    found = [Found(Range(rows[i].start, rows[i].end), kind) for i, kind in kinds.items()]
    return tuple(sorted(found + _credits(rows, kinds)))


def lines(text: str) -> list[Line]:
    """Return the lines of a text that hold anything, trimmed."""
    found = []
    for match in _LINE.finditer(text):
        trimmed = match.group().strip()
        if trimmed:
            left = match.start() + match.group().index(trimmed)
            found.append(Line(left, left + len(trimmed), trimmed))
    return found


def is_body(line: str) -> bool:
    """Return whether a line reads as running text: long enough, and with a full stop.

    >>> is_body("模型便宜了，客户却没有变多，这让创业公司更加着急。"), is_body("夏季养车指南")
    (True, False)
    """
    if _matches(line, "somewhere") or _credit(line):
        return False
    han = sum(map(len, _HAN.findall(line[:400])))
    if han * 5 > len(line[:400]):
        return (han >= 22 and is_stopped(line)) or (
            han >= 40 and bool(re.search("[。！？]", line[:-1]))
        )
    return len(line) >= 50 and line.count(" ") >= 7 and is_stopped(line)


def is_stopped(line: str) -> bool:
    """Return whether a line ends as a sentence does."""
    return bool(_STOP.search(line[-_ENDING:]))


@cache
def _phrases(form: str) -> dict[str, tuple[str, str]]:
    """Return the place and kind of the listed words of one form."""
    rows = lexicons.table("frame_lines")
    return {row["words"]: (row["place"], row["kind"]) for row in rows if row["form"] == form}


@cache
def _pattern(form: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _phrases(form)), key=len, reverse=True)))


def _matches(line: str, place: str) -> str:
    """Return the kind of frame that the listed words make of a line at a place, or nothing."""
    if len(line) > 3 * _SHORT + 20:
        return ""
    lowered = line.lower().replace("：", ":").lstrip(_BULLETS)
    bare = line.lower().strip(_DECORATION)
    starts, holds = _pattern("starts").match(lowered), _pattern("holds").search(lowered)
    for form, words in (("whole", bare), ("starts", starts), ("holds", holds)):
        key = words if isinstance(words, str) else words.group() if words else ""
        where, kind = _phrases(form).get(key, ("", ""))
        if where in _PLACES[place]:
            return kind
    return ""


def _kind(line: str, place: str) -> str:
    """Return the kind of frame that a line is by itself, or nothing."""
    if labels(line, strict=place == "body"):
        return "byline"
    listed = _matches(line, place)
    if listed:
        return listed
    if len(line) <= 3 * _SHORT and _CAPTION.match(line):
        return "caption"
    if place == "body":
        return ""
    if len(line) <= _SHORT and (_STAMP.fullmatch(line) or _CLOCK.match(line)):
        return "date"
    if len(line) <= _SHORT and _is_count(line):
        return "counts"
    if place == "head" and len(line) <= 2 * _SHORT and _CRUMBS.match(line):
        return "frame"
    signed = _BYLINE.match(line) or _REPORTER.fullmatch(line)
    if place == "head" and signed and len(line) <= 2 * _SHORT:
        return "byline"
    return ""


def _is_count(line: str) -> bool:
    """Return whether a line holds numbers and what they count, and nothing else."""
    words = _NUMBER.sub("", line)
    return words != line and not _COUNTED.sub("", words)


@cache
def _labels() -> dict[str, tuple[str, bool]]:
    return {
        row["label"]: (row["field"], row["bar"] == "yes") for row in lexicons.table("frame_labels")
    }


def labels(line: str, *, strict: bool = False) -> tuple[tuple[str, str], ...]:
    """Return the (field, value) pairs of a byline, or nothing if the line is none.

    `strict` takes only the labels of a source, as fits the middle of an article.

    >>> labels("来源：数智观察 作者：小满")
    (('publisher', '数智观察'), ('author', '小满'))
    """
    if len(line) > 3 * _SHORT or not _SEPARATOR.search(line):
        return ()
    found: list[tuple[str, str]] = []
    dated = _STAMP.match(line)
    for part in _parts(line[dated.end() :].strip() if dated else line):
        separator = _SEPARATOR.search(part)
        field, bar = (
            _labels().get(part[: separator.start()].strip().lower(), ("", None))
            if (separator)
            else ("", None)
        )
        if separator is None or bar is None or (bar and not set(separator.group()) & set(_BARS)):
            return ()
        value = part[separator.end() :].strip(" \t\u3000")
        if len(value) > _VALUE_LIMIT or re.search("[。！？!?；…]", value):
            return ()
        if strict and field != "publisher":
            return ()
        found.append((field, value))
    return tuple(found)


def _parts(line: str) -> list[str]:
    """Cut a byline before each of its labels."""
    cuts = [0]
    for match in re.finditer(
        r"[\s\u3000,，;；]{1,8}([^\s:：|｜丨/／,，;；]{1,20})\s{0,3}[:：|｜丨/／]", line
    ):
        labelled = _SEPARATOR.search(line, cuts[-1], match.start())
        if labelled and match.group(1).lower() in _labels():
            cuts.append(match.start())
    return [
        line[a:b].strip(" \t\u3000,，;；") for a, b in zip(cuts, [*cuts[1:], None], strict=True)
    ]


def _spread(rows: list[Line], kinds: dict[int, str], last: int) -> None:
    """Mark what follows the heading of a list of links, up to the next body sentence."""
    for i in sorted(kinds):
        if kinds[i] not in ("related", "links") or not _is_heading(rows[i].text):
            continue
        for j in range(i + 1, len(rows)):
            if is_body(rows[j].text) or (j < last and is_stopped(rows[j].text)):
                break
            kinds.setdefault(j, kinds[i])


def _repeated(rows: list[Line], kinds: dict[int, str], first: int) -> None:
    """Mark a line before the article that only repeats a name given in a byline."""
    names = {value for i in kinds for _, value in labels(rows[i].text)}
    for i in range(first):
        if rows[i].text in names:
            kinds.setdefault(i, "byline")


def _is_heading(line: str) -> bool:
    bare = line.lower().strip(_DECORATION)
    return bare in _phrases("whole")


def _summaries(rows: list[Line], kinds: dict[int, str]) -> None:
    """Mark an abstract that only repeats the beginning of a paragraph."""
    for i, line in enumerate(rows):
        label = _ABSTRACT.match(line.text)
        if label is None or i in kinds:
            continue
        words = line.text[label.end() :].rstrip("….。 ")
        if len(words) >= 15 and any(words in other.text for j, other in enumerate(rows) if j != i):
            kinds[i] = "summary"


def _trailing(rows: list[Line], kinds: dict[int, str], last: int) -> None:
    """Mark the short lines that follow the article's own end, its source or a notice.

    They go only where most of them are no sentences; a single line stays.
    """
    ends = [i for i in kinds if i > last and kinds[i] in ("byline", "legal", "related", "links")]
    if not ends:
        return
    rest = [i for i in range(min(ends) + 1, len(rows)) if i not in kinds]
    unstopped = sum(not is_stopped(rows[i].text) for i in rest)
    if len(rest) >= 2 and unstopped * 5 >= len(rest) * 3:
        kinds.update(dict.fromkeys(rest, "advertisement"))


def _credit(line: str) -> bool:
    match = _CREDIT.search(line[-220:])
    return match is not None and len(line) - len(match.group()) < 2


def reporter(line: str) -> str:
    """Return the reporter whom a line of a Taiwan paper names, or nothing.

    >>> reporter("记者王大明／台北报导")
    '王大明'
    """
    match = _REPORTER.match(line)
    return match.group(1) if match else ""


def _credits(rows: list[Line], kinds: dict[int, str]) -> list[Found]:
    """Return the brackets with which editors sign the end of a paragraph, reporters its start."""
    found = []
    for i, line in enumerate(rows):
        signed = _REPORTER.match(line.text)
        if signed and i not in kinds and signed.group()[-1] in "〕）)】]":
            found.append(Found(Range(line.start, line.start + signed.end()), "byline"))
        tail = line.text[-220:]
        match = _CREDIT.search(tail)
        if match and i not in kinds:
            start = line.end - len(tail) + match.start()
            found.append(Found(Range(start, line.end), "byline"))
    return found
