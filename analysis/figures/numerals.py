"""Reads numerals: digits, Chinese numerals and English number words, exact or vague."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis import lexicons
from analysis.figures.patterns import any_of, lower

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ZERO, ONE = Decimal(0), Decimal(1)
_WIDE = str.maketrans("０１２３４５６７８９．％＄￥－～／ＫＭＢＴ", "0123456789.%$¥-~/KMBT")
_WIDE_COMMA = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_DIGIT = re.compile(r"\d")
_MUCH = re.compile(r"[过超破近上逾达]")  # 过亿元: without one of these, 亿 alone is no number
_WORD_BEFORE = re.compile(r"[\w-]")
_LATIN = re.compile(r"[a-z]+")
_PAIR = re.compile(
    r"(?<![〇零一二两三四五六七八九点])([一二两三四五六七八])([二三四五六七八九])(?![〇零一二三四五六七八九])"
)
_ADJACENT = 2  # 三五百: the digits of a vague pair lie at most this far apart


class Numeral(NamedTuple):
    """A numeral in a text and its bounds, which are equal unless the words are vague.

    `scale` is what its word or letter of scale (million, bn, 亿) multiplies by, 1 without one;
    `letter` is that letter as written (70B, 5m); `worded` tells a numeral without digits.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    scale: Decimal = ONE
    letter: str = ""
    worded: bool = False


def narrow(text: str) -> str:
    """Return `text` with full-width digits and signs as ASCII; offsets stay.

    >>> narrow("５．５％")
    '5.5%'
    """
    return text if text.isascii() else _WIDE_COMMA.sub(",", text).translate(_WIDE)


@cache
def _forms(group: str) -> dict[str, tuple[Decimal, Decimal]]:
    """Return the bounds of every form of one group of the lexicon."""
    rows = lexicons.table("numerals")
    return {
        row["form"]: (Decimal(row["low"]), Decimal(row["high"]))
        for row in rows
        if row["group"] == group
    }


def _any(forms: Iterable[str]) -> str:
    """Return an alternation of `forms`, the longest first."""
    return "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))


def find(text: str) -> Iterator[Numeral]:
    """Yield the numerals of `text` (narrowed): digits, Chinese and English, each kind in order.

    >>> [(text[n.start : n.end], int(n.low)) for text in ["近1.2万亿"] for n in find(text)]
    [('1.2万亿', 1200000000000)]
    """
    if _DIGIT.search(text):
        yield from map(_from_digits, _digit_pattern().finditer(text))
    if not text.isascii():
        for match in _chinese_pattern().finditer(text):
            if match.group() in _forms("great") and not _MUCH.match(text, match.start() - 1):
                continue
            low, high = bounds(match.group())
            scale = _chinese_scale(match.group())
            yield Numeral(match.start(), match.end(), low, high, scale, worded=True)
    for match in _english_pattern().finditer(lower(text)):
        if not (match.start() and _WORD_BEFORE.match(text[match.start() - 1])):
            yield _from_words(match)


# --- digits --------------------------------------------------------------------------------------


@cache
def _digit_pattern() -> re.Pattern[str]:
    """Return the pattern of digits with an optional scale in either language.

    A Chinese scale before 瓦 belongs to the unit (兆瓦, 千瓦); a letter of scale ends its word.
    """
    chinese = r"(?:[十万亿]|百(?!分)|[千兆](?!兆?瓦)){1,3}"
    codes = sorted(
        row["form"]
        for row in lexicons.table("currencies")
        if row["place"] != "after" and row["form"].isascii() and row["form"].isalpha()
    )
    joined = "|".join(f"(?<=(?i:{code}))" for code in codes)
    return re.compile(
        r"(?<!\d)(?<!\d[.,])(?<![._%])(?<!(?<!\d)[A-Za-z][-–])"
        rf"(?:(?<![A-Za-z])|{joined})"
        r"(?P<number>\d{1,3}(?:,\d{2,3}){0,5},\d{3}(?:\.\d{1,8})?|\d{1,24}(?:\.\d{1,8})?)"
        r"(?![\d]|\.\d|,\d{3})"
        rf"(?:\s?(?P<chinese>[多余几来]?{chinese}(?:[多余]?\d{{1,4}}(?:\.\d{{1,4}})?{chinese}){{0,3}})"
        rf"|[\s-]?(?P<word>{_any(_forms('scale'))})(?![A-Za-z])"
        rf"|\s?(?P<letter>{_any(_forms('letter'))})(?![A-Za-z\d]))?"
    )


def _from_digits(match: re.Match[str]) -> Numeral:
    value = Decimal(match["number"].replace(",", ""))
    start, end = match.span()
    if match["chinese"]:
        low, high = bounds(match.group().replace(",", ""))
        return Numeral(start, end, low, high, _chinese_scale(match["chinese"]))
    if match["word"]:
        scale = _forms("scale")[match["word"].lower()][0]
        return Numeral(start, end, value * scale, value * scale, scale)
    if match["letter"]:
        scale = _forms("letter")[match["letter"]][0]
        return Numeral(start, end, value * scale, value * scale, scale, match["letter"])
    return Numeral(start, end, value, value)


def _chinese_scale(words: str) -> Decimal:
    """Return the product of the multipliers that end a Chinese numeral."""
    scale = ONE
    for character in reversed(words):
        factor = _forms("tens").get(character) or _forms("great").get(character)
        if factor is None:
            break
        scale *= factor[0]
    return scale


# --- Chinese -------------------------------------------------------------------------------------


@cache
def _chinese_pattern() -> re.Pattern[str]:
    plain = "".join((*_forms("digit"), *_forms("tens"), *_forms("vague")))
    great = "".join(_forms("great"))
    return re.compile(
        rf"(?<![\d点{plain}{great}])(?!数(?!(?:[十百千万亿兆]|倍|个)))"
        rf"(?![多余来])(?:(?![千兆]兆?瓦|百分点)[{plain}{great}]|点(?=[{plain}])|[多余来](?=[{great}])){{1,24}}"
    )


@cache
def _chinese_forms() -> dict[str, tuple[Decimal, Decimal]]:
    return _forms("digit") | _forms("vague")


def bounds(words: str) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest value of a Chinese numeral, digits allowed.

    >>> [tuple(map(int, bounds(w))) for w in ("两三百亿", "十几亿", "1亿2千万")]
    [(20000000000, 30000000000), (1100000000, 1900000000), (120000000, 120000000)]
    """
    return _read(words, 0), _read(words, 1)


def _read(words: str, side: int) -> Decimal:
    """Return one bound (0 the least, 1 the greatest) of a Chinese numeral.

    A running section collects what is below 10,000; a great multiplier closes it.
    """
    words = _PAIR.sub(lambda m: _settle(m, side), words)
    total = section = Decimal(0)
    digit: Decimal | None = None
    last = Decimal(1)
    for token in re.findall(r"\d+(?:\.\d+)?|.", words):
        if token[0].isdecimal():
            digit = Decimal(token)
        elif token == "点":
            section, digit, last = section + (digit or 0), Decimal(0), Decimal("0.1")
        elif token in _chinese_forms():
            value = _value(token, side, after_ten=section > 0 or last < 1)
            if last < 1:
                digit, last = (digit or 0) + value * last, last / 10
            else:
                digit = value if digit is None else digit * 10 + value
                last = Decimal(1) if token in "零〇" else last
        elif token in _forms("tens"):
            factor = _forms("tens")[token][0]
            section, digit, last = section + _one(digit) * factor, None, factor
        elif token in _forms("great"):
            factor = _forms("great")[token][0]
            part = section + (digit or 0)
            if total >= factor and part:
                total += part * factor
            else:
                total = (total + part or Decimal(1)) * factor
            section, digit, last = Decimal(0), None, factor
    colloquial = last > 10 and digit is not None and digit < 10 and "零" not in words
    return total + section + (digit or 0) * (last / 10 if colloquial else 1)


def _one(digit: Decimal | None) -> Decimal:
    return ONE if digit is None else digit


def _settle(match: re.Match[str], side: int) -> str:
    """Return the digit of a vague pair (两三) that gives the bound, or the pair itself."""
    low, high = (_forms("digit")[match[i]][0] for i in (1, 2))
    return match[side + 1] if low < high <= low + _ADJACENT else match.group()


def _value(token: str, side: int, *, after_ten: bool) -> Decimal:
    """Return the bound of a digit; 几 is 1 to 9 behind a multiplier or a point, else 2 to 9."""
    low, high = _chinese_forms()[token]
    if low != high and after_ten:
        low = Decimal(1)
    return (low, high)[side]


# --- English -------------------------------------------------------------------------------------


@cache
def _english_pattern() -> re.Pattern[str]:
    """Return the pattern of an English numeral in a text in lower case."""
    word, scale = any_of(_forms("word")), any_of(_forms("scale"))
    return re.compile(
        rf"(?P<plural>{any_of(_forms('plural'))})(?P<plurals>(?:\s(?:{_any(_forms('scale'))})s\b)?)"
        r"|(?P<point>zero point several)(?!\w)"
        rf"|(?P<words>(?:{word}|an?(?=\s(?:{scale})))"
        rf"(?:[\s-](?:and\s(?:a\s)?|a\s)?(?:{word}|{scale})){{0,7}})(?!\w)"
    )


def _from_words(match: re.Match[str]) -> Numeral:
    start, end = match.span()
    if match["point"]:
        return Numeral(start, end, Decimal("0.1"), Decimal("0.9"), worded=True)
    if match["plural"]:
        low, high = _forms("plural")[match["plural"]]
        word = match["plurals"].strip().removesuffix("s")
        factor = _forms("scale")[word][0] if word else ONE
        return Numeral(start, end, low * factor, high * factor, factor, worded=True)
    words = match["words"]
    scale = ONE
    for word in _LATIN.findall(words):
        scale *= _forms("scale").get(word, (ONE, ONE))[0]
    return Numeral(start, end, spell(words, 0), spell(words, 1), scale, worded=True)


@cache
def _word_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any((*_forms('word'), *_forms('scale')))})\b")


def spell(words: str, side: int = 0) -> Decimal:
    """Return one bound of an English numeral in words: "one and a half billion" is 1.5e9.

    >>> int(spell("one and a half billion"))
    1500000000
    """
    total = section = Decimal(0)
    empty = True
    for token in _word_pattern().findall(words):
        if token in _forms("word"):
            section, empty = section + _forms("word")[token][side], False
            continue
        factor = _forms("scale")[token][0]
        section = Decimal(1) if empty else section
        if factor == 100:
            section, empty = section * factor, False
        else:
            total, section, empty = total + section * factor, Decimal(0), False
    return total + section
