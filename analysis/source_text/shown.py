"""Tells damage and odd forms that a text shows on purpose, since it speaks about them."""

from __future__ import annotations

import re
from functools import cache

from analysis import lexicons

_NEAR = 300  # characters within which encodings are spoken about
_QUOTES = ("“‘「『\"'`", "”’」』\"'`")


def is_quoted(text: str, start: int, end: int) -> bool:
    """Return whether a stretch stands alone between quotation marks.

    >>> is_quoted("写作“Ａ”型", 3, 4), is_quoted("Ａ型“车”", 0, 1)
    (True, False)
    """
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    return bool(before and after) and before in _QUOTES[0] and after in _QUOTES[1]


def is_told(text: str, start: int, end: int) -> bool:
    """Return whether the line around a stretch speaks about encodings.

    >>> is_told("The ligature ﬁ (U+FB01) is one code point.", 13, 14)
    True
    """
    low = max(start - _NEAR, 0)
    low = max(text.rfind("\n", low, start) + 1, low)
    stop = text.find("\n", end, end + _NEAR)
    return bool(_words().search(text, low, stop if stop >= 0 else end + _NEAR))


@cache
def _words() -> re.Pattern[str]:
    words = (re.escape(row["word"]) for row in lexicons.table("encoding_words"))
    return re.compile("|".join(words), re.IGNORECASE)
