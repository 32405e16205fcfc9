"""Reads UTF-8 that was read with a Western charset, by ftfy, and only where it was."""

from __future__ import annotations

import re
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
_PLAIN = re.compile(r"[\t -\x7e\u2e80-\u9fff\uff01-\uffee]+")


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
                if not _is_half(text, item.start, item.end)
            )


def _is_half(text: str, start: int, end: int) -> bool:
    """Return whether a stretch is one control character at a Han character: half of another."""
    around = text[max(start - 1, 0) : start] + text[end : end + 1]
    return (
        end - start == 1 and "\x80" <= text[start] <= "\x9f" and max(around, default="") > "\u2e7f"
    )


def _apart(before: str, after: str, start: int) -> Iterator[Replacement]:
    """Yield the stretches in which two lines differ, cut at plain characters that both hold."""
    done = at = 0
    for match in _PLAIN.finditer(before):
        found = after.find(match[0], at)
        if found < 0:
            continue
        if before[done : match.start()] != after[at:found]:
            yield _replacement(before, after[at:found], done, match.start(), start)
        done, at = match.end(), found + len(match[0])
    if before[done:] != after[at:]:
        yield _replacement(before, after[at:], done, len(before), start)


def _replacement(before: str, after: str, low: int, high: int, start: int) -> Replacement:
    while low < high and after and before[low] == after[0]:
        low, after = low + 1, after[1:]
    while low < high and after and before[high - 1] == after[-1]:
        high, after = high - 1, after[:-1]
    certain = not any(map(is_lost, after))
    return Replacement(start + low, start + high, after, "mojibake", certain)
