"""Quotation marks: what is quoted, how deeply, and whether the mark was closed."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from analysis import lexicons
from analysis.records import Range

MASK = "\ufffc"
_BEFORE_OPEN = " \t\u3000([{（【—–-:：,，。;；、/>"
_AFTER_CLOSE = " \t\u3000)]}）】—–-:：,，。;；、.!?！？…"
_HAN = re.compile(r"[\u3400-\u9fff]")
_DEEPEST = 6
_STOPS = ",.!?;，。！？；…—"


class Quote(NamedTuple):
    """A quoted stretch: `outer` with its marks, `inner` without marks and outer white space.

    `parent` is the index of the quotation around it, or -1; `closed` is False where the mark
    that closes it is missing and the quotation runs to the end of its paragraph.
    """

    outer: Range
    inner: Range
    parent: int
    closed: bool


class _Open(NamedTuple):
    mark: str
    at: int


@cache
def _pairs() -> dict[str, str]:
    return {row["open"]: row["close"] for row in lexicons.table("quotation_marks")}


@cache
def _pattern() -> re.Pattern[str]:
    marks = set(_pairs()) | set(_pairs().values())
    return re.compile("[" + "".join(sorted(map(re.escape, marks))) + "]")


def find(text: str, start: int, end: int) -> tuple[Quote, ...]:
    """Return the quotations of one paragraph, in the order of their opening marks.

    A closing mark without an opening one is passed over, and so is an opening single or straight
    mark that is never closed: an odd mark costs its paragraph at most.

    >>> [q.inner for q in find('他说：“好。”', 0, 7)]
    [Range(start=4, end=6)]
    """
    stack: list[_Open] = []
    closed: list[tuple[int, int, bool]] = []
    paired = _HAN.search(text, start, end) and text.count('"', start, end) % 2 == 0
    for match in _pattern().finditer(text, start, end):
        if paired and match.group() == '"':
            _toggle(match.start(), stack, closed)
        else:
            _step(text, match.start(), Range(start, end), stack, closed)
    closed += [(o.at, end, False) for o in stack[:1] if o.mark in "“「『«"]
    return _nest(text, sorted(closed))


def mask(text: str, start: int, end: int, quotes: tuple[Quote, ...]) -> str:
    """Return `text[start:end]` with everything inside outermost quotations blanked out.

    >>> mask("他说“好。”", 0, 6, find("他说“好。”", 0, 6)).replace(MASK, "_")
    '他说“__”'
    """
    parts: list[str] = []
    at = start
    for quote in quotes:
        if quote.parent >= 0 or quote.outer.start < at or quote.outer.end > end:
            continue
        stop = quote.outer.end - quote.closed
        parts += [text[at : quote.outer.start + 1], MASK * (stop - quote.outer.start - 1)]
        at = stop
    return "".join([*parts, text[at:end]])


def _toggle(at: int, stack: list[_Open], closed: list[tuple[int, int, bool]]) -> None:
    """Open and close in turn: Chinese text puts spaces on either side of straight marks."""
    depth = _depth_of('"', stack)
    if depth < 0:
        stack.append(_Open('"', at))
    else:
        closed.append((stack[depth].at, at + 1, True))
        del stack[depth:]


def _step(
    text: str, at: int, bounds: Range, stack: list[_Open], closed: list[tuple[int, int, bool]]
) -> None:
    """Open or close a quotation at the mark at `at`, as far as the marks around it allow."""
    mark = text[at]
    before = text[at - 1] if at > bounds.start else ""
    after = text[at + 1] if at + 1 < bounds.end else ""
    depth = _depth_of(mark, stack)
    if mark in "'’" and depth >= 0 and _is_apostrophe(text, at, bounds):
        return
    if mark in "'‘" and (not _may_open(before, after) or (mark == "'" and depth >= 0)):
        opens = False
    else:
        opens = _opens(mark, before, after, depth >= 0)
    if opens:
        if mark == '"' and depth >= 0:
            del stack[depth:]
        stack.append(_Open(mark, at))
        del stack[:-_DEEPEST]
    elif depth >= 0 and mark != "‘":
        closed.append((stack[depth].at, at + 1, True))
        del stack[depth:]


def _depth_of(mark: str, stack: list[_Open]) -> int:
    """Return the depth of the innermost open quotation that `mark` could close, or -1."""
    double = '“”"＂'
    for i in range(len(stack) - 1, -1, -1):
        opened = stack[i].mark
        if _pairs().get(opened) == mark or (mark in double and opened in double):
            return i
        if mark == "'" == opened:
            return i
    return -1


def _may_open(before: str, after: str) -> bool:
    return (not before or before in _BEFORE_OPEN + '“”"‘「『') and bool(after) and after.isalnum()


def _opens(mark: str, before: str, after: str, inside: bool) -> bool:
    """Tell from the mark and its neighbours whether it opens a quotation."""
    must_open = (not before or before in _BEFORE_OPEN) and bool(after) and after not in _AFTER_CLOSE
    must_close = bool(before) and before not in " \t" and (not after or after in _AFTER_CLOSE)
    if mark in '"＂':
        if inside:
            return must_open and before in " :：(（" and after.isalnum()
        return not must_close or before in ":：，"
    if mark == "“" and inside:
        return must_open
    return mark in _pairs()


def _is_apostrophe(text: str, at: int, bounds: Range) -> bool:
    """Tell an apostrophe inside single quotation marks from the mark that closes them."""
    before, after = text[at - 1 : at], text[at + 1 : min(at + 3, bounds.end)]
    if after[:1].isalnum() and not _HAN.match(after):
        return True
    if before in _STOPS or not after:
        return False
    return before in "sS" and after[:1] == " " and after[1:].islower()


def _nest(text: str, found: list[tuple[int, int, bool]]) -> tuple[Quote, ...]:
    """Give every stretch its parent and trim it."""
    quotes: list[Quote] = []
    stack: list[int] = []
    for start, end, closed in found:
        while stack and quotes[stack[-1]].outer.end <= start:
            stack.pop()
        inner = text[start + 1 : end - closed]
        left = start + 1 + len(inner) - len(inner.lstrip())
        right = max(left, start + 1 + len(inner.rstrip()))
        parent = stack[-1] if stack else -1
        quotes.append(Quote(Range(start, end), Range(left, right), parent, closed))
        stack.append(len(quotes) - 1)
    return tuple(quotes)
