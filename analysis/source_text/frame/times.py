"""Knows lines that hold a date or a time of day and hardly anything else."""

from __future__ import annotations

import re

from analysis.source_text.frame import words

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?"
_NUMERAL = "[〇○零一二三四五六七八九十]"
_DAY = (
    r"(?:(?:19|20)\d\d|\b1[01]\d)\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?"
    r"|(?:民国)\s?\d{2,3}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日"
    rf"|{_NUMERAL}{{4}}年{_NUMERAL}{{1,3}}月{_NUMERAL}{{1,3}}日"
    r"|\d{1,2}[-/]\d{1,2}[-/](?:19|20)\d\d|\d{1,2}月\d{1,2}日"
    r"|\d{1,3}\s?(?:秒钟?|分钟|小时|天|周|星期|个月|年)(?:以)?前|昨天|前天|今天|昨日|今日|刚刚"
    r"|\d{1,3}\s?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|[smhdwy]) ago"
    r"|yesterday|just now"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? (?:19|20)\d\d)?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},?(?: (?:19|20)\d\d)?"
)
_CLOCK = (
    r"(?:上午|下午|早上|晚上|凌晨|AM|PM)?\s?\b\d{1,2}[:：]\d\d(?:[:：]\d\d)?"
    r"(?:\s?[ap]\.?m\.?)?(?:\s?\(?(?:[A-Z]{2,4}|UTC[+-]\d{1,2}|GMT[+-]\d{1,2})\)?)?"
)
_ANY = re.compile(
    rf"{_DAY}|(?:19|20)\d\d年\d{{1,2}}月|{_CLOCK}|{_WEEKDAY}(?=\W|$)|(?:星期|周)[一二三四五六日天]",
    re.IGNORECASE,
)
_FULL = re.compile(_DAY, re.IGNORECASE)
_START = re.compile(
    rf"(?:(?:发布|发表|更新|published|updated|posted)?(?:时间|于|日期| on| at)?\s?[:：]?\s?)"
    rf"(?:{_DAY})[\s·|,T]{{0,3}}(?:at )?(?:{_CLOCK})?",
    re.IGNORECASE,
)
_FILL = re.compile(
    r"[\s\u3000·•∙|｜/,，:：;；()（）\[\]【】\-–—~]+|\bat\b|\bon\b|\bby\b", re.IGNORECASE
)
_LIMIT = 90
_REST = 4


def is_stamp(line: str) -> bool:
    """Return whether a line says when, and hardly anything else.

    >>> is_stamp("Posted 330 days ago"), is_stamp("2025年3月17日 阴"), is_stamp("3月的价格战")
    (True, True, False)
    """
    if len(line) > _LIMIT or not _ANY.search(line):
        return False
    rest = _FILL.sub("", words.pattern("dated").sub("", _ANY.sub("", line)))
    return len(rest) <= (_REST if not rest.isascii() else 2 * _REST)


def stamp_at_start(line: str) -> int:
    """Return where a date at the beginning of a line ends, 0 without one."""
    match = _START.match(line[:_LIMIT])
    return match.end() if match else 0


def ends_dated(line: str) -> bool:
    """Return whether a line that is no sentence ends or begins with a date.

    >>> ends_dated("标注员的时薪去哪儿了（2025-02-20）"), ends_dated("11:02 游戏股异动")
    (True, True)
    """
    edge = line[-24:].rstrip(" )）]】")
    found = [match.end() for match in _FULL.finditer(edge)]
    if found and found[-1] == len(edge):
        return True
    match = _ANY.match(line[:_LIMIT])
    return match is not None and match.end() < len(line) and line[match.end()] in " ·|\t\u3000:："
