"""Reads UTF-8 that was read with a Western charset, by ftfy, and only where it was."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING

import ftfy
from ftfy.badness import is_bad

from analysis.source_text.characters import is_lost
from analysis.source_text.edits import Replacement

if TYPE_CHECKING:
    from collections.abc import Iterator

# Quotation marks and full-width punctuation must survive: attribution needs them.
_CONFIG = ftfy.TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    remove_control_chars=False,
    normalization=None,
)
_LINE = re.compile(r"[^\n]+")
# What stands in clean English and Chinese; mojibake of either always holds something else.
ODD = re.compile(r"[^\t-\x7e\xa0\xb7\u2000-\u206f\u2e80-\u9fff\uff01-\uffee]")
_WORD = re.compile(r"\s+|[^\s]+")
_SHORT = 400


def find(text: str) -> Iterator[Replacement]:
    """Yield what ftfy repairs, word by word.

    >>> [(r.start, r.after) for r in find("A naÃ¯ve cafÃ© in KÃ¶ln")]
    [(4, 'ï'), (12, 'é'), (19, 'ö')]
    """
    for match in _LINE.finditer(text):
        line = match.group()
        if not ODD.search(line) or not is_bad(line):
            continue
        after = ftfy.fix_text(line, _CONFIG)
        if after != line:
            yield from (
                item
                for item in _apart(line, after, match.start())
                if not _is_half(text, item.start, item.end) and not _stands_alone(text, item)
            )


def _stands_alone(text: str, item: Replacement) -> bool:
    """Return whether a repair makes a letter that no word of Western Europe is, by itself: Å³."""
    around = text[max(item.start - 1, 0) : item.start] + text[item.end : item.end + 1]
    return (
        len(item.after) == 1
        and "\u0100" <= item.after <= "\u024f"
        and not any(map(str.isalpha, around))
    )


def _is_half(text: str, start: int, end: int) -> bool:
    """Return whether a stretch is one control character at a Han character: half of another."""
    around = text[max(start - 1, 0) : start] + text[end : end + 1]
    return (
        end - start == 1 and "\x80" <= text[start] <= "\x9f" and max(around, default="") > "\u2e7f"
    )


def _apart(before: str, after: str, start: int) -> Iterator[Replacement]:
    """Yield the stretches in which two lines differ; long lines are compared word by word."""
    old, new = (
        ([*before], [*after]) if len(before) <= _SHORT else map(_WORD.findall, (before, after))
    )
    ends_old, ends_new = ([0, *accumulate(map(len, parts))] for parts in (old, new))
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            said = after[ends_new[c] : ends_new[d]]
            yield _replacement(before, said, ends_old[a], ends_old[b], start)


def _replacement(before: str, after: str, low: int, high: int, start: int) -> Replacement:
    while low < high and after and before[low] == after[0]:
        low, after = low + 1, after[1:]
    while low < high and after and before[high - 1] == after[-1]:
        high, after = high - 1, after[:-1]
    certain = not any(map(is_lost, after))
    return Replacement(start + low, start + high, after, "mojibake", certain)
