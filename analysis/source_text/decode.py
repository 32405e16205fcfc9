"""Turns bytes into text: by mark, by strict decoding, else line by line with a score."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis import lexicons
from analysis.source_text.characters import is_han, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "cp1252")
_DOUBLE_BYTE = ("gb18030", "big5hkscs")
_ALIASES = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "iso-8859-1": "cp1252",
    "ascii": "utf-8",
    "utf_8": "utf-8",
}
_BONUS = (4.0, 0.75)  # for the charset that suits the whole file best, and for the second
_SAMPLE = 65536
_BETWEEN_LETTERS = re.compile(r"[A-Za-z][\u3400-\u9fff](?=[a-z ])")
_LETTER_IN_WORD = re.compile(r"[A-Za-z][À-ÖØ-öø-ÿ’“”—–](?=[A-Za-z\s])")


class UnreadableError(ValueError):
    """Nothing could be read: says what was found and what to do."""


class _Reading(NamedTuple):
    text: str
    charset: str
    score: float


def decode(raw: bytes, charset: str = "") -> tuple[str, str]:
    """Return the text of `raw` and the name of the encoding that was used.

    `charset` is what the origin claims, and only breaks ties. Two names joined by "+" mean that
    lines were in different encodings. Raises UnreadableError for what holds no text.

    >>> decode("大模型".encode("gb18030"))
    ('大模型', 'gb18030')
    """
    _refuse_empty(raw)
    _refuse_binary(raw)
    for mark, name in _MARKS:
        if raw.startswith(mark):
            body = raw[4:] if name == "gb18030" else raw
            return _checked(body.decode(name, "replace"), name)
    if b"~{" in raw and raw.isascii():
        text = raw.decode("hz", "replace")
        if any(map(is_han, text)) and "\ufffd" not in text:
            return text, "hz"
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" not in text:
        return _checked(text, "utf-8")
    return _checked(*(_wide(raw) or _by_line(raw, _name(charset))))


def _refuse_empty(raw: bytes) -> None:
    if not raw.strip(b" \t\r\n\0\xef\xbb\xbf\xfe\xff"):
        raise UnreadableError(f"{len(raw)} bytes without a word in them; give a file with text")


def _refuse_binary(raw: bytes) -> None:
    for signature, kind in _signatures():
        if raw.startswith(signature):
            raise UnreadableError(
                f"a {kind}, not text; extract its text or give it a name with its suffix"
            )


@cache
def _signatures() -> tuple[tuple[bytes, str], ...]:
    rows = lexicons.table("binary_signatures")
    return tuple((bytes.fromhex(row["bytes"]), row["kind"]) for row in rows)


def _checked(text: str, name: str) -> tuple[str, str]:
    """Return both, unless the text is mostly what no text holds."""
    if not text.strip("\0\ufeff \t\r\n"):
        raise UnreadableError(f"nothing but white space, read as {name}; give a file with text")
    sample = text[:_SAMPLE]
    counts = Counter(sample)
    bad = sum(n for char, n in counts.items() if weight(char) <= -3.0)
    foreign = sum(n for char, n in counts.items() if char > "\x7f" and weight(char) < -0.9)
    if bad * 8 > len(sample) or (bad * 50 > len(sample) and (bad + foreign) * 3 > len(sample)):
        raise UnreadableError(
            f"{bad} of the first {len(sample)} characters, read as {name}, are no characters of "
            "a text; give a text file, or name its charset"
        )
    return text, name


def _name(charset: str) -> str:
    """Return Python's name of a charset, the widest of its family; empty where unknown."""
    try:
        known = codecs.lookup(charset.strip()).name if charset.strip() else ""
    except LookupError:
        return ""
    return _ALIASES.get(known, known)


def _wide(raw: bytes) -> tuple[str, str] | None:
    """Return the text and name of UTF-16 without a mark, if the bytes read well as that."""
    best = max(
        (_score(raw[:_SAMPLE].decode(name, "replace")), name) for name in ("utf-16-le", "utf-16-be")
    )
    narrow = max(_score(raw[:_SAMPLE].decode(n, "replace")) for n in _CANDIDATES)
    characters = len(raw[:_SAMPLE]) / 2
    if best[0] > max(narrow, 0.0) and (b"\0" in raw or best[0] > 0.5 * characters):
        return raw.decode(best[1], "replace"), best[1]
    return None


def _score(text: str) -> float:
    """Return how well a decoding reads, as the sum of its characters' weights."""
    total = sum(weight(char) * n for char, n in Counter(text).items())
    return total - 2.0 * len(_BETWEEN_LETTERS.findall(text)) + len(_LETTER_IN_WORD.findall(text))


def _by_line(raw: bytes, hint: str) -> tuple[str, str]:
    """Return the text of bytes that are no UTF-8, each line in the encoding that suits it best.

    What suits the whole file breaks ties of short lines.
    """
    candidates = _CANDIDATES if hint in _CANDIDATES or not hint else (*_CANDIDATES, hint)
    lines = raw.split(b"\n")
    readings = [_readings(line, candidates) for line in lines]
    prior = dict.fromkeys(candidates, 0.0)
    for options in readings:
        best = max(options, key=lambda r: r.score).charset if options else ""
        for option in options:
            prior[option.charset] += option.score if option.charset == best else 0.0
    order = sorted(candidates, key=lambda n: (-prior[n], n != hint))
    bonus = dict(zip(order, _BONUS, strict=False))
    bonus[hint] = bonus.get(hint, 0.0) + 0.5
    chosen = [_chosen(line, options, bonus) for line, options in zip(lines, readings, strict=True)]
    used = Counter(c.charset for c in chosen if c.charset)
    names = "+".join(name for name in order if used[name])
    return "\n".join(c.text for c in chosen), names or "utf-8"


def _readings(line: bytes, candidates: Sequence[str]) -> list[_Reading]:
    """Return what a line may be; nothing for one that reads the same in every encoding."""
    if line.isascii():
        return []
    readings = []
    for name in candidates:
        text = line.decode(name, "replace")
        if name in _DOUBLE_BYTE and _is_out_of_step(text):
            text = _resync(line, name)
        score = _score(text)
        if name == "utf-8":  # no other charset's bytes look like UTF-8 by chance
            score += 2.0 * sum(char > "\x7f" and char != "\ufffd" for char in text)
        readings.append(_Reading(text, name, score))
    return readings


def _is_out_of_step(text: str) -> bool:
    """Return whether a decoding looks as if a stray byte had shifted what follows."""
    strange = sum(char > "\x7f" and weight(char) < 0 for char in text)
    return strange * 12 > len(text) or "\ufffd" in text


def _chosen(line: bytes, options: list[_Reading], bonus: dict[str, float]) -> _Reading:
    if not options:
        return _Reading(line.decode("ascii"), "", 0.0)
    return max(options, key=lambda r: r.score + bonus.get(r.charset, 0.0))


def _resync(line: bytes, charset: str) -> str:
    """Return a damaged line of a double-byte charset: each stray byte costs itself only.

    The cuts between characters are chosen so that the whole reads best.
    """
    worth = [0.0] + [float("-inf")] * len(line)
    back: list[tuple[int, str]] = [(0, "")] * (len(line) + 1)
    for i in range(len(line)):
        for size, char in _characters(line, i, charset):
            value = worth[i] + (weight(char) if char != "\ufffd" else -1.5)
            if value > worth[i + size]:
                worth[i + size] = value
                back[i + size] = (i, char)
    parts = []
    at = len(line)
    while at:
        at, char = back[at]
        parts.append(char)
    return "".join(reversed(parts))


def _characters(line: bytes, at: int, charset: str) -> Iterator[tuple[int, str]]:
    if line[at] < 0x80:
        yield 1, chr(line[at])
        return
    yield 1, "\ufffd"
    char = _pair(line[at : at + 2], charset)
    if char:
        yield 2, char


@cache
def _pair(two: bytes, charset: str) -> str:
    return two.decode(charset, "ignore") if len(two) == 2 and two[1] >= 0x40 else ""
