"""Finds text that was decoded with the wrong charset, and decodes it with the right one."""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import ftfy
from ftfy.badness import is_bad

from analysis.records import Change
from analysis.source_text.characters import is_japanese, is_lost, rare, weight
from analysis.source_text.edits import Replacement

if TYPE_CHECKING:
    from collections.abc import Iterator

# Quotation marks and full-width punctuation must survive: attribution needs them.
_FTFY = ftfy.TextFixerConfig(
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
_ODD = re.compile(r"[^\t-\x7e\xa0\xb7\u2000-\u206f\u2e80-\u9fff\uff01-\uffee]")
_LATIN = "\x80-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_LATIN_RUN = re.compile(rf"[{_LATIN}\x20-\x7e\ufffd]{{4,20000}}")
_LATIN_PAIR = re.compile(rf"[{_LATIN}]{{2}}")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LEAST_HAN = 4  # a name alone on a line has no more than three
_VARIETY = 3  # different characters that a run must say: dots and rules in a row say one
# What was read with the first charset and should have been read with the second.
_LATIN_CHARSET = "latin"
_SWAPS = (
    ("gb18030", "utf-8"),
    ("big5hkscs", "utf-8"),
    ("big5hkscs", "gb18030"),
    ("gb18030", "big5hkscs"),
)
_LATIN_SWAPS = ((_LATIN_CHARSET, "gb18030"), (_LATIN_CHARSET, "big5hkscs"))
_LIMIT = 20000
# UTF-8 that lost a byte where no other charset could show it: the byte that it most likely was.
_LIKELY = {
    b"\xe2": b"\x80",
    b"\xe2\x80": b"\x9d",
    b"\xe3": b"\x80",
    b"\xe3\x80": b"\x82",
    b"\xef": b"\xbc",
    b"\xef\xbc": b"\x8c",
}


class _Decoded(NamedTuple):
    text: str
    certain: bool
    pieces: tuple[Change, ...]


def find(text: str) -> list[Replacement]:
    """Return what stretches of `text` say when they are read with the right charset.

    >>> [r.after for r in find("ÈË¹¤ÖÇÄÜ") + find("浜哄伐鏅鸿兘")]
    ['人工智能', '人工智能']
    """
    found = list(_from_han(text))
    if not _ODD.search(text):
        return found
    found += _from_latin(text)
    taken = [(r.start, r.end) for r in found]
    found += [r for r in _by_ftfy(text) if not any(a < r.end and r.start < b for a, b in taken)]
    return found


def _from_han(text: str) -> Iterator[Replacement]:
    """Yield lines of rare characters that are another charset's usual ones."""
    if not rare().search(text) or is_japanese(text):
        return
    for match in _LINE.finditer(text):
        line = match.group()
        strange = len(rare().findall(line)) + line.count("\ufffd")
        han = len(_HAN.findall(line)) if strange > 1 else 0
        if han + line.count("\ufffd") < _LEAST_HAN or strange * 5 < han or len(line) > _LIMIT:
            continue
        if is_japanese(line):
            continue
        best = _swap(line, *_likeliest(line, _SWAPS))
        if _quality(best.text) > max(0.4, _quality(line) + 0.5):
            yield Replacement(*match.span(), best.text, "mojibake", best.certain, best.pieces)


def _from_latin(text: str) -> Iterator[Replacement]:
    """Yield runs of accented letters that are GB 18030 or Big5."""
    if not _LATIN_PAIR.search(text):
        return
    for line in _LINE.finditer(text):
        if not _LATIN_PAIR.search(line[0]) or _is_utf8(line[0]):
            continue
        for match in _LATIN_RUN.finditer(text, *line.span()):
            best = _swap(match[0], *_likeliest(match[0], _LATIN_SWAPS))
            if _quality(best.text) > 0.6 and len(set(_HAN.findall(best.text))) >= _VARIETY:
                yield Replacement(*match.span(), best.text, "mojibake", best.certain, best.pieces)


def _is_utf8(run: str) -> bool:
    """Return whether ftfy finds that the run is UTF-8 read with some Western charset."""
    explained = ftfy.fix_encoding_and_explain(run, _FTFY)
    return ("decode", "utf-8") in (explained.explanation or ())


def _quality(text: str) -> float:
    """Return how usual the characters of a text are, ASCII aside; a lost one costs little."""
    weights = [-0.5 if is_lost(char) else weight(char) for char in text if char > "\x7f"]
    return sum(weights) / len(weights) if weights else -1.0


def _likeliest(line: str, swaps: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    """Return the pair of charsets, wrong and right, that makes the best of a line."""

    def worth(pair: tuple[str, str]) -> float:
        raw = b"".join(_bytes(char, pair[0]) for char in line)
        return _quality(raw.decode(pair[1], "replace"))

    return max(swaps, key=worth)


def _swap(line: str, wrong: str, right: str) -> _Decoded:
    """Return a line read with `wrong` as `right` would have read it, aligned by character."""
    decoder = codecs.getincrementaldecoder(right)("replace")
    out: list[str] = []
    pieces: list[Change] = []
    length = low = high = 0
    certain = True
    for i, char in enumerate(line):
        raw = _bytes(char, wrong)
        certain = certain and bool(raw)
        got = decoder.decode(raw) if raw else _lost_byte(decoder)
        out.append(got)
        length += len(got)
        if not decoder.getstate()[0]:
            if got != line[high : i + 1]:
                pieces.append(Change(low, length, high, i + 1))
            low, high = length, i + 1
    out.append(decoder.decode(b"", True))
    length += len(out[-1])
    if length > low or high < len(line):
        pieces.append(Change(low, length, high, len(line)))
    text = "".join(out)
    return _Decoded(text, certain and not any(map(is_lost, text)), tuple(pieces))


def _lost_byte(decoder: codecs.IncrementalDecoder) -> str:
    """Return what stands where a byte was lost: a likely mark, else a sign of loss."""
    held = decoder.getstate()[0]
    if held in _LIKELY:
        return decoder.decode(_LIKELY[held])
    decoder.reset()
    return "\ufffd"


@cache
def _bytes(char: str, charset: str) -> bytes:
    """Return the bytes that `charset` shows as `char`; nothing if there are none."""
    if char == "\ufffd":
        return b""
    if charset != _LATIN_CHARSET:
        return char.encode(charset, "ignore")
    return char.encode("cp1252", "ignore") or char.encode("latin-1", "ignore")


def _by_ftfy(text: str) -> Iterator[Replacement]:
    """Yield the lines that ftfy repairs."""
    for match in _LINE.finditer(text):
        line = match.group()
        if not _ODD.search(line) or not is_bad(line):
            continue
        after = ftfy.fix_text(line, _FTFY)
        if after != line:
            yield Replacement(
                match.start(),
                match.end(),
                after,
                "mojibake",
                not any(map(is_lost, after)),
                _align(line, after),
            )


def _align(before: str, after: str) -> tuple[Change, ...]:
    """Return the changes between two lines, word by word where both have as many words."""
    old, new = (list(re.finditer(r"\S+", text)) for text in (before, after))
    if len(old) == len(new):
        return (
            tuple(
                Change(*b.span(), *a.span()) for a, b in zip(old, new, strict=True) if a[0] != b[0]
            )
            if re.sub(r"\S+", "", before) == re.sub(r"\S+", "", after)
            else ()
        )
    return ()
