"""Finds amounts in a sentence: numerals with their unit, ranges joined, approximators noted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

from analysis import lexicons
from analysis.figures import numerals
from analysis.figures.patterns import any_of, lower

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.figures.numerals import Numeral

Group = Literal["money", "percent", "times", "parameters", "energy", "bare"]

LIMIT = 80  # numerals read of one sentence: beyond, it is a table
_GROUPS: dict[str, Group] = {
    "percent": "percent",
    "times": "times",
    "parameters": "parameters",
    "W": "energy",
    "Wh": "energy",
}
_NEAR = 24  # characters in front of a numeral that can hold its currency or approximator


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in a sentence (offsets of the sentence) in base units.

    `unit` of money is an ISO code or a word that the document decides (元, dollar, ¥); of a bare
    number with a scale "", group "bare". `scale` is what its word of scale and its unit multiply
    by. `change` tells a multiple that is itself a change.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: str
    group: Group
    approximation: str = ""
    change: bool = False
    scale: Decimal = numerals.ONE
    letter: str = ""
    rule: str = "number"


class Unit(NamedTuple):
    """What stands for a unit: its code and the size of one of it."""

    code: str
    factor: Decimal
    group: Group


# --- patterns from the lexicons ------------------------------------------------------------------


@cache
def _currencies() -> dict[str, Unit]:
    return {
        row["form"]: Unit(row["code"], Decimal(row["factor"]), "money")
        for row in lexicons.table("currencies")
    }


@cache
def _units() -> dict[str, Unit]:
    return {
        row["form"]: Unit(row["unit"], Decimal(row["factor"]), _GROUPS[row["unit"]])
        for row in lexicons.table("units")
    }


@cache
def _places(place: str) -> frozenset[str]:
    rows = lexicons.table("currencies")
    return frozenset(row["form"] for row in rows if row["place"] in (place, "both"))


@cache
def _before_pattern() -> re.Pattern[str]:
    """Return the pattern of a currency that ends a text, an approximator may follow it."""
    loose = any_of(f for f in _approximators("before") if not f.isascii())
    return re.compile(
        rf"(?P<currency>{any_of(_places('before'))})\s?(?:(?:{loose})\s?)?$", re.IGNORECASE
    )


@cache
def _after_pattern() -> re.Pattern[str]:
    """Return the pattern of a unit behind a numeral, words that belong to neither between."""
    cased = [row["form"] for row in lexicons.table("units") if row["cased"] == "yes"]
    free = [form for form in _units() if form not in cased]
    return re.compile(
        r"(?P<more>\s?[多余来])?(?:\sof)?[\s-]?"
        rf"(?:(?P<currency>(?i:{any_of(_places('after'))}))"
        r"(?:\s(?P<scale>(?i:thousand|million|billion|trillion))\b)?"
        rf"|(?P<cased>{any_of(cased)})"
        r"|(?:[级个\s]|级别|total\s|active\s|trainable\s|model\s|billion\s){0,2}"
        rf"(?P<unit>(?i:{any_of(free)})))"
    )


@cache
def _approximators(side: str) -> dict[str, str]:
    rows = lexicons.table("approximators")
    return {row["form"]: row["sense"] for row in rows if row["side"] == side}


@cache
def _approximator_pattern(side: str) -> re.Pattern[str]:
    body = f"(?P<word>{any_of(_approximators(side))})"
    behind = r"\s?(?:the\s|a\s|了|到|至|为|过)?$"
    return re.compile(body + behind if side == "before" else rf"\s?{body}")


# --- single amounts ------------------------------------------------------------------------------

_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,2000}")
_SET_APART = re.compile(
    r"(?<=[\u4e00-\u9fff])\s{1,8}(?=[\u4e00-\u9fff\d])|(?<=\d)\s{1,8}(?=[\u4e00-\u9fff])"
)
_TENTHS = re.compile(r"\s?(?:(?P<half>半)|(?P<digit>[一二三四五六七八九])(?![十百千万亿成]))")
_ESCAPE = re.compile(r"[0-9A-Fa-f]{2}")
_BY = re.compile(r"\b(?:by|at|grew|grown|risen|rose)\s$")
_FACTOR = re.compile(r"\bby a factor of\s$")
_MORE = re.compile(r"[多余]")
_NO_YUAN = re.compile(r"[宇素件老首旦年月组论数学凶祖帅认次方程编启器神音区代芳材锂]")
_NO_PERCENT = re.compile(
    r"[射叠扣旧腾磨断为立功员果熟效交像品绩型语本才](?!本地)|不变|都(?=[市区人])|[长](?!期)"
)
_NO_TIMES = re.compile(
    r"\s(?:an?|per|each|every|in|since|already|before|during|on|or|so|when|because|until|while"
    r"|square|at|for|with|and|(?:this|that|last|the past)\s(?:week|month|year|season|quarter)"
    r"(?!['’]))\b",
    re.IGNORECASE,
)
_PIECE_ENDS = re.compile(
    r"$|[\s，。；、！？）)”」』/每,.;涨跌降升到]|左右|上下|以[上下]|的?[月年薪]"
)


def find(sentence: str) -> list[Amount]:
    """Return the amounts of a sentence in order, without overlaps; unit words as written.

    >>> [(str(a.low), a.unit) for a in find("估值约36亿元，降幅 97%")]
    [('3600000000', '元'), ('97', 'percent')]
    """
    text, places = _squeezed(_ADDRESS.sub(_blank, numerals.narrow(sentence)))
    numbers = [_single(text, number) for number in islice(numerals.find(text), LIMIT)]
    atoms = _disjoint([*_fractions(text), *_multiples(text), *numbers])
    atoms = [_with_currency_before(text, atoms, i) for i in range(len(atoms))]
    atoms = _with_minor(text, atoms)
    found = [a for a in _joined(text, atoms) if a.unit or a.scale > 1]
    found = [_approximate(text, a) for a in found]
    return [replace(a, start=places[a.start], end=places[a.end - 1] + 1) for a in found]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _squeezed(text: str) -> tuple[str, Sequence[int]]:
    """Return `text` without the blanks between Chinese characters and where each character was.

    Converted and scanned texts set numerals apart: 一 百 五 十 个 百 分 点.
    """
    if not _SET_APART.search(text):
        return text, range(len(text))
    kept: list[int] = []
    start = 0
    for match in _SET_APART.finditer(text):
        kept.extend(range(start, match.start()))
        start = match.end()
    kept.extend(range(start, len(text)))
    return "".join(text[i] for i in kept), kept


def _disjoint(atoms: list[Amount]) -> list[Amount]:
    """Return `atoms` in order, of overlapping ones the longer, then the one given first."""
    kept: list[Amount] = []
    for atom in sorted(atoms, key=lambda a: (a.start, -a.end)):
        if kept and atom.start < kept[-1].end:
            if atom.end - atom.start > kept[-1].end - kept[-1].start:
                kept[-1] = atom
        else:
            kept.append(atom)
    return kept


def _single(text: str, number: Numeral) -> Amount:
    """Return the amount that begins with `number`: with its unit behind, or bare."""
    bare = Amount(
        number.start,
        number.end,
        number.low,
        number.high,
        "",
        "bare",
        scale=number.scale,
        letter=number.letter,
    )
    if _FACTOR.search(text[max(number.start - 16, 0) : number.start]):
        return replace(bare, unit="times", group="times", change=True)
    match = _after_pattern().match(text, number.end)
    if match is None:
        return bare
    form = match["currency"] or match["cased"] or match["unit"]
    unit = _look_up(form, cased=match["cased"] is not None)
    if form.lower() in _places("before") and _is_prefix(text, number.start, match.end()):
        return bare
    if _is_no_unit(text, number, unit, form.lower(), match.end()):
        return bare
    factor = unit.factor
    if match["scale"]:
        factor *= {"thousand": 10**3, "million": 10**6, "billion": 10**9}.get(
            match["scale"].lower(), 10**12
        )
    extra, end = numerals.ZERO, match.end()
    if form == "折" and number.low >= 10:
        factor = numerals.ONE
    elif form == "成" and (tenths := _TENTHS.match(text, end)):
        extra, end = numerals.bounds(tenths.group().strip())[0], tenths.end()
        extra *= 10 if tenths["half"] else 1
    return replace(
        bare,
        end=end,
        low=number.low * factor + extra,
        high=number.high * factor + extra,
        scale=number.scale * factor,
        rule="discount" if form == "折" else "number",
        unit=unit.code,
        group=unit.group,
        approximation="more than" if _MORE.search(text, number.start, match.end()) else "",
    )


def _is_prefix(text: str, start: int, end: int) -> bool:
    """Return whether a currency behind a numeral with one in front belongs to the next numeral."""
    before = text[max(start - _NEAR, 0) : start]
    return text[end : end + 2].strip()[:1].isdigit() and bool(_before_pattern().search(before))


def _look_up(form: str, *, cased: bool) -> Unit:
    if cased:
        return _units()[form]
    key = re.sub(r"\s+", " ", form.lower())
    return _forms().get(key) or _forms()[key.replace(" $", "$")]


@cache
def _forms() -> dict[str, Unit]:
    return _currencies() | _units()


def _is_no_unit(text: str, number: Numeral, unit: Unit, form: str, end: int) -> bool:
    """Return whether the word behind a numeral is no unit here: 元宇宙, 三块屏, thrice a day."""
    rest = text[end : end + 10]
    if form == "%":
        return bool(_ESCAPE.match(rest))
    if form == "元":
        return bool(_NO_YUAN.match(rest)) or text[number.start : number.end] == "二"
    if form in ("块", "刀"):
        small = number.worded and number.scale < 100 and form == "块"
        return small or not _PIECE_ENDS.match(rest)
    if form in ("成", "折"):
        most = 10 if form == "折" else 11
        return (
            number.scale > 10
            or not (number.low < most or 10 < number.low < 100)
            or bool(_NO_PERCENT.match(rest))
        )
    if unit.group == "parameters":
        return number.low < 10**5
    if form == "度":
        return number.low < 10**4
    if form == "won":
        return number.scale == 1
    if form == "x":
        return bool(re.match(r"\s?[A-Z\d]", rest))
    if form == "times":
        rate = number.low % 1 or _BY.search(text[max(number.start - 8, 0) : number.start])
        return text[end - 5] == "T" or bool(_NO_TIMES.match(rest) and not rate)
    return False


# --- fractions and multiples ---------------------------------------------------------------------

_SLASH = re.compile(
    r"(?<=[的到至仅约])\s?1/(?P<below>[2-9]|[1-9]\d{1,2})(?![\d/月])"
    r"|(?<![\d/])1/(?P<under>[2-9]|[1-9]\d{1,2})(?:th|rd)?(?=\sof\b|\sthe\b)"
)
_OF = re.compile(
    r"(?P<below>百万|千万|[\d.]{1,6}|[一二三四五六七八九十百千仟佰万]{1,4})\s?分\s?之\s?"
)


def _fractions(text: str) -> Iterator[Amount]:
    """Yield Chinese fractions (百分之五, 三分之一) and English ones (a third of)."""
    if "分" in text and "之" in text:
        for match in islice(_OF.finditer(text), LIMIT):
            number = next(iter(_number_at(text, match.end())), None)
            if number is None:
                continue
            below = numerals.bounds(match["below"])[0]
            if not below:
                continue
            percent = below == 100
            scale = Decimal(1) if percent else below
            yield Amount(
                match.start(),
                number.end,
                number.low / scale,
                number.high / scale,
                "percent" if percent else "times",
                "percent" if percent else "times",
                rule="fraction",
            )
    for match in islice(_SLASH.finditer(text) if "1/" in text else (), LIMIT):
        value = numerals.ONE / Decimal(match["below"] or match["under"])
        yield Amount(match.start(), match.end(), value, value, "times", "times", rule="fraction")
    for match in islice(_english_fraction().finditer(lower(text)), LIMIT):
        if text[max(match.start() - 1, 0) : match.start()].isalnum():
            continue
        if match["below"] == "quarter" and not text.startswith(" of", match.end()):
            continue
        above = numerals.spell(match["above"]) or numerals.ONE
        below = Decimal(_ordinals()[match["below"].removesuffix("s")])
        value = above / below
        yield Amount(match.start(), match.end(), value, value, "times", "times", rule="fraction")


def _number_at(text: str, start: int) -> Iterator[Numeral]:
    for number in numerals.find(text[start : start + 20]):
        if number.start == 0:
            yield number._replace(start=start, end=start + number.end)


@cache
def _ordinals() -> dict[str, str]:
    return {
        row["form"]: row["low"] for row in lexicons.table("numerals") if row["group"] == "ordinal"
    }


@cache
def _english_fraction() -> re.Pattern[str]:
    return re.compile(
        r"(?P<above>one|two|three|four|five|seven|nine|an?)[\s-]"
        rf"(?P<below>(?:{'|'.join(_ordinals())})s?)\b"
        r"(?=\s(?:of(?!\s(?:an?\s|20\d\d|million|billion))|less|more|lower|higher|cheaper|faster"
        r"|smaller|larger|as|the|its|their|that|what)\b"
        r"|(?<=thirds)|(?<=quarters)|(?<=fifths)|(?<=tenths)|[.,;]?\s(?:in|to|from|since)\b|[.,;])"
    )


@cache
def _multiple_rows() -> dict[str, tuple[Decimal, Decimal, Group, bool]]:
    return {
        row["form"]: (
            Decimal(row["low"]),
            Decimal(row["high"]),
            _GROUPS[row["unit"]],
            row["change"] == "yes",
        )
        for row in lexicons.table("multiples")
    }


@cache
def _multiple_pattern() -> re.Pattern[str]:
    return re.compile(any_of(_multiple_rows()))


_NOT_AGAIN = re.compile(r"\s(?:down|check|digit|blind)\b|-digit")
_NOT_TIME = re.compile(
    r"(?:\s(?:the|this|last|an?))?\s(?:year|hour|day|night|week|month|season|quarter|decade|century"
    r"|20\d\d)\b(?!['’])"
)


def _multiples(text: str) -> Iterator[Amount]:
    """Yield the words that hold a multiple by themselves: 翻番, doubled, half of."""
    for match in islice(_multiple_pattern().finditer(lower(text)), LIMIT):
        word = re.sub(r"\s+", " ", match.group())
        level = "half" in word or word.startswith(("twice", "thrice"))
        if (_NOT_TIME if level else _NOT_AGAIN).match(text, match.end()):
            continue
        low, high, group, change = _multiple_rows()[word]
        unit = "percent" if group == "percent" else "times"
        yield Amount(
            match.start(), match.end(), low, high, unit, group, change=change, rule="multiple"
        )


# --- currency in front, ranges -------------------------------------------------------------------


def _with_currency_before(text: str, atoms: list[Amount], i: int) -> Amount:
    """Return atom `i` with the currency in front of it, which prevails over a bare 元 behind."""
    atom = atoms[i]
    if atom.group not in ("bare", "money") or atom.rule != "number":
        return atom
    floor = max(atoms[i - 1].end if i else 0, atom.start - _NEAR)
    match = _before_pattern().search(text[floor : atom.start])
    if match is None:
        return atom
    unit = _look_up(match["currency"], cased=False)
    if atom.unit and atom.unit not in ("元", "dollar"):
        return atom
    return replace(atom, start=floor + match.start(), unit=unit.code, group="money")


_MINOR = re.compile(
    r"(?P<tenth>[\d一二三四五六七八九])[角毛](?:(?P<cent>[\d一二三四五六七八九])分)?"
)
_AND = ("", " ", " and ", "又")


def _with_minor(text: str, atoms: list[Amount]) -> list[Amount]:
    """Return `atoms` with smaller coins added to their amount: 5元3角, 3 dollars 50 cents."""
    out: list[Amount] = []
    for atom in atoms:
        last = out[-1] if out else None
        if last and last.group == atom.group == "money" and _is_minor(text, last, atom):
            total = last.low + atom.low
            out[-1] = replace(last, end=atom.end, low=total, high=total)
        elif atom.unit == "元" and (coins := _MINOR.match(text, atom.end)):
            tenth, cent = (numerals.bounds(coins[i] or "零")[0] for i in ("tenth", "cent"))
            total = atom.low + tenth / 10 + cent / 100
            out.append(replace(atom, end=coins.end(), low=total, high=total))
        else:
            out.append(atom)
    return out


def _is_minor(text: str, left: Amount, right: Amount) -> bool:
    same = left.unit == right.unit or "dollar" in (left.unit, right.unit)
    return same and right.scale < 1 == left.scale and text[left.end : right.start] in _AND


_TO = re.compile(
    r"\s?(?:到|至|~|～|—|–|-|－|或|to|or|and)\s?(?:(?:HK|US|NT|S|A|C)?[$€£¥]\s?)?", re.IGNORECASE
)
_FROM = re.compile(r"(?:从|由|自|\bfrom)\s?[^\s，,。；;]{0,6}\s?$", re.IGNORECASE)
_SPREAD = re.compile(
    r"[^，,。；;]{0,4}(?:不等|之间|区间)|.{0,12}(?:ranging|ranges|range)", re.IGNORECASE
)
_CHANGED = re.compile(
    r"(?:提升|提高|增加|增长|上升|上涨|下降|下滑|下跌|降低|减少|回落|[涨跌升降增减])了?约?\s?$"
    r"|\b(?:rose|rise|fell|fall|grew|slipped|dropped|gained|jumped|climbed|up|down|by|increased"
    r"|decreased|improved|declined|narrowed|widened)\s(?:about\s|nearly\s)?[$€£¥]?$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s?(?:[A-Za-z]{0,3}[$€£¥]\s?)?$", re.IGNORECASE)


def _joined(text: str, atoms: list[Amount]) -> list[Amount]:
    """Return `atoms` with the two ends of a range made one."""
    out: list[Amount] = []
    for atom in atoms:
        merged = _range(text, out[-1], atom) if out else None
        if merged is None:
            out.append(atom)
        else:
            out[-1] = merged
    return out


def _range(text: str, left: Amount, right: Amount) -> Amount | None:
    """Return the range from `left` to `right`, or None where they are two amounts.

    The unit may stand at one end only; the left end may leave its scale to the right one.
    """
    between = text[left.end : right.start]
    if len(between) > 6 or not _TO.fullmatch(between):
        return None
    if not right.unit:
        if not left.unit or left.group != "money":
            return None
        right = replace(right, unit=left.unit, group=left.group)
    before = text[max(left.start - _NEAR, 0) : left.start]
    word = between.strip().lower().rstrip("$€£¥ ")
    spans = bool(_BETWEEN.search(before)) or bool(_SPREAD.match(text, right.end))
    if word in ("and", "or") and not _BETWEEN.search(before):
        return None
    if _FROM.search(before) and not spans and not re.search(r"\brang\w+ from\s?$", before):
        return None
    if left.unit and word in ("to", "到", "至") and _CHANGED.search(before):
        return None
    if left.unit and left.group != right.group:
        return None
    if left.unit and left.unit != right.unit and "元" not in (left.unit, right.unit):
        return None
    low = left.low
    if not left.unit and low < 1:
        return None
    if left.scale == 1 and low * right.scale < right.high:
        low *= right.scale
    if low >= right.high:
        return None
    unit = left.unit if left.group == "money" and right.unit == "元" else right.unit
    return replace(right, start=left.start, low=low, unit=unit, rule="range")


# --- approximators -------------------------------------------------------------------------------


def _approximate(text: str, amount: Amount) -> Amount:
    """Return `amount` with what the words around it say of its exactness."""
    if amount.approximation:
        return amount
    before = _approximator_pattern("before").search(
        lower(text[max(amount.start - _NEAR, 0) : amount.start])
    )
    if before is not None:
        sense = _approximators("before")[re.sub(r"\s+", " ", before["word"])]
        return replace(amount, approximation=sense)
    after = _approximator_pattern("after").match(lower(text[amount.end : amount.end + _NEAR]))
    if after is not None:
        sense = _approximators("after")[re.sub(r"\s+", " ", after["word"])]
        return replace(amount, approximation=sense)
    return amount
