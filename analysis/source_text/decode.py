"""Turns bytes into text: by mark, by strict decoding, else line by line with a score."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis import lexicons
from analysis.source_text import resync
from analysis.source_text.characters import likelihoods, weight

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    "cp950": "big5hkscs",
    "iso8859-1": "cp1252",
    "ascii": "utf-8",
    "utf_8": "utf-8",
}
_BONUS = (8.0, 1.5)  # for the charset that suits the whole file best, and for the second
_HINT = 1.0
# Charsets that are tried only where the origin claims them; UTF-16 and HZ are always looked for.
_HINT_NAME = re.compile(r"cp\d{3,4}|iso8859-\d+|euc_(?:jp|kr)|shift_jis|koi8-[rtu]|mac-\w+|johab")
_SAMPLE = 32768
_GOOD = -9.0  # by character, as a logarithm: worse is no plain text of this charset
_EIGHT_BIT = tuple(bytes([byte]) for byte in range(0x80, 0x100))
_TOLD = 6  # stretches of lines that a name of mixed encodings lists
_WIDE_SAMPLE = 4096
_WIDE_LEAST = -10.0  # by unit of UTF-16, as a logarithm
_HZ_RUN = re.compile(rb"~\{(.*?)(?:~\}|$)|~(?:~|\n)|[\x80-\xff]", re.MULTILINE)
_HZ_LEAST = -10.5
_BETWEEN_LETTERS = re.compile(r"[A-Za-z][\u3400-\u9fff](?=[a-z ])")
_LETTER_IN_WORD = re.compile(r"[A-Za-z][À-ÖØ-öø-ÿ’“”—–](?=[A-Za-z\s])|\b[À-ÖØ-Þ](?=[a-z])")


class UnreadableError(ValueError):
    """Nothing could be read: says what was found and what to do."""


class _Reading(NamedTuple):
    text: str
    charset: str
    score: float


def decode(raw: bytes, charset: str = "") -> tuple[str, str]:
    """Return the text of `raw` and the name of the encoding that was used.

    `charset` is what the origin claims, and only breaks ties. Where lines are in different
    encodings, the name says which: "utf-8; gb18030 in lines 3, 5-6". A stray byte is U+FFFD.
    Raises UnreadableError for what holds no text.

    >>> decode("大模型".encode("gb18030"))
    ('大模型', 'gb18030')
    """
    _refuse_empty(raw)
    _refuse_binary(raw)
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _checked(*_marked(raw, mark, name))
    if b"~{" in raw and (text := _hz(raw)):
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
    valid = name == "utf-8"  # which no other bytes are by chance: private use is damage
    bad = sum(n for char, n in counts.items() if (char < " " or not valid) and weight(char) <= -3.0)
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
    name = _ALIASES.get(known, known)
    return name if name in _CANDIDATES or _HINT_NAME.fullmatch(name) else ""


def _marked(raw: bytes, mark: bytes, name: str) -> tuple[str, str]:
    """Return the text behind a mark of its encoding, and the name."""
    body = raw[len(mark) :]
    if name == "utf-8-sig":
        try:
            return body.decode("utf-8"), name
        except UnicodeDecodeError:
            text, used = _by_line(body, "utf-8")
            return text, used.replace("utf-8", name, 1)
    if name == "utf-16":
        return _in_step(body, "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"), name
    return (raw if name == "utf-32" else body).decode(name, "replace"), name


def _hz(raw: bytes) -> str:
    """Return the text of seven-bit Chinese; nothing where the bytes do not read well as that."""
    strange = sum(map(raw.count, _EIGHT_BIT))
    if strange > 2 and strange * 100 > len(raw):
        return ""
    runs = [match[1] for match in _HZ_RUN.finditer(raw) if match[1]]
    said = "".join(map(_hz_run, runs))
    if not said or _score(said) < _HZ_LEAST * len(said):
        return ""
    return _HZ_RUN.sub(_hz_plain, raw).decode("utf-8", "replace")


def _hz_plain(match: re.Match[bytes]) -> bytes:
    if match[1] is None:
        return {b"~~": b"~", b"~\n": b""}.get(match[0], b"\xef\xbf\xbd")
    return _hz_run(match[1]).encode()


def _hz_run(run: bytes) -> str:
    raw = bytes(byte | 0x80 for byte in run)
    text = raw.decode("gb18030", "replace")
    return resync.double_byte(raw, "gb18030") if _is_strange(text) else text


def _wide(raw: bytes) -> tuple[str, str] | None:
    """Return the text and name of UTF-16 without a mark, if the bytes read well as that."""
    sample = raw[:_WIDE_SAMPLE]
    score, name = max((resync.utf16(sample, name)[1], name) for name in ("utf-16-le", "utf-16-be"))
    narrow = max(_score(sample.decode(name, "replace")) for name in _CANDIDATES)
    if score > narrow and score * 2 > _WIDE_LEAST * len(sample):
        return _in_step(raw, name), name
    return None


def _in_step(raw: bytes, charset: str) -> str:
    """Return UTF-16 of one byte order as text, in step behind a stray byte too."""
    text = raw.decode(charset, "replace")
    return resync.utf16(raw, charset)[0] if _is_strange(text) else text


def _score(text: str) -> float:
    """Return how likely a decoding is, as a logarithm."""
    total = sum(map(likelihoods().__getitem__, text))
    strange = len(_BETWEEN_LETTERS.findall(text))
    return total - 6.0 * strange + 4.0 * len(_LETTER_IN_WORD.findall(text))


def _by_line(raw: bytes, hint: str) -> tuple[str, str]:
    """Return the text of bytes that are no UTF-8, each line in the encoding that suits it best.

    What suits most of the file breaks ties of short lines.
    """
    candidates = _CANDIDATES if hint in _CANDIDATES or not hint else (*_CANDIDATES, hint)
    lines = raw.split(b"\n")
    order = _ranked(lines, candidates, hint)
    bonus = dict(zip(order, _BONUS, strict=False))
    bonus[hint] = bonus.get(hint, 0.0) + _HINT
    chosen = [_chosen(line, order, bonus) for line in lines]
    return "\n".join(c.text for c in chosen), _names([c.charset for c in chosen], order)


def _ranked(lines: Sequence[bytes], candidates: Sequence[str], hint: str) -> list[str]:
    """Return the candidates, those that suit most of a sample best first."""
    won = dict.fromkeys(candidates, 0.0)
    left = _SAMPLE
    for line in lines:
        if line.isascii():
            continue
        best, second = sorted(_readings(line, candidates), key=lambda r: -r.score)[:2]
        won[best.charset] += best.score - second.score
        left -= len(line)
        if left < 0:
            break
    return sorted(candidates, key=lambda name: (-won[name], name != hint))


def _names(charsets: Sequence[str], order: Sequence[str]) -> str:
    """Return the charset of the lines, or each but the main one with the lines that it is in.

    >>> _names(["utf-8", "", "gb18030", "utf-8", "gb18030", "gb18030"], ["utf-8", "gb18030"])
    'utf-8; gb18030 in lines 3, 5-6'
    """
    used = Counter(name for name in charsets if name)
    main = next((name for name in order if used[name]), "utf-8")
    parts = [main]
    for name in order:
        if name != main and used[name]:
            places = [i for i, other in enumerate(charsets, 1) if other == name]
            parts.append(f"{name} in {_places(places)}")
    return "; ".join(parts)


def _places(lines: Sequence[int]) -> str:
    ranges: list[list[int]] = []
    for line in lines:
        if ranges and line == ranges[-1][1] + 1:
            ranges[-1][1] = line
        else:
            ranges.append([line, line])
    told = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in ranges[:_TOLD])
    if len(ranges) > _TOLD:
        return f"{len(lines)} lines, first {told}"
    return f"line{'s' if len(lines) > 1 else ''} {told}"


def _chosen(line: bytes, order: Sequence[str], bonus: dict[str, float]) -> _Reading:
    """Return what a line most likely says; no charset where it reads the same in all."""
    if line.isascii():
        return _Reading(line.decode("ascii"), "", 0.0)
    main = _reading(line, order[0])
    if _is_good(main) or _is_utf8(main):
        return main
    readings = _readings(line, order)
    return max(readings, key=lambda r: r.score + bonus.get(r.charset, 0.0))


def _reading(line: bytes, charset: str) -> _Reading:
    text = resync.utf8(line) if charset == "utf-8" else line.decode(charset, "replace")
    return _Reading(text, charset, _score(text))


def _is_good(reading: _Reading) -> bool:
    """Return whether a reading leaves no doubt: usual characters only."""
    return reading.score > _GOOD * len(reading.text) and not _is_strange(reading.text)


def _readings(line: bytes, candidates: Sequence[str]) -> list[_Reading]:
    """Return what a line may be, with stray bytes set apart where no reading is good."""
    readings = [_reading(line, name) for name in candidates]
    if any(map(_is_utf8, readings)):
        return readings
    for reading in sorted(readings, key=lambda r: -r.score):
        if reading.charset not in _DOUBLE_BYTE or not _is_strange(reading.text):
            if _is_good(reading):
                break
            continue
        text = resync.double_byte(line, reading.charset)
        if text != reading.text:
            better = _Reading(text, reading.charset, max(_score(text), reading.score))
            readings[readings.index(reading)] = reading = better
        if reading.score > _GOOD * len(reading.text):
            break
    return readings


def _is_utf8(reading: _Reading) -> bool:
    """Return whether a reading is UTF-8 past doubt, whatever else its bytes may say."""
    if reading.charset != "utf-8":
        return False
    long = sum(char > "\u07ff" for char in reading.text)
    return long > 4 * reading.text.count(resync.LOST)


def _is_strange(text: str) -> bool:
    """Return whether a text holds a character that is seldom in news, as behind a stray byte."""
    return min(map(likelihoods().__getitem__, text), default=0.0) < resync.STRANGE
