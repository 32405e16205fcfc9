"""Tells Simplified from Traditional characters, and converts to Simplified."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

import opencc

from analysis import lexicons
from analysis.records import Change, TextMap
from analysis.source_text import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from analysis.records import Language

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_KANA = re.compile(r"[\u3041-\u30fa]")
_LATIN = re.compile(r"[A-Za-z]+")
_SAMPLE = 50_000
_FOREIGN = re.compile(
    r"[\u00c0-\u024f\u0370-\u06ff\u0900-\u0dff\u0e00-\u0e7f\uac00-\ud7a3\u3041-\u30fa]"
)
Script = Literal["Hans", "Hant", "mixed", "undetermined"]
_CLEAR = 2  # telling characters above which no weaker sign is asked
_KEPT = "剋劄扞昇氾濛祕脩蒐谿釐陞"  # OpenCC leaves them in names such as 毕昇
_CJK = [chr(code) for code in range(0x3400, 0xA000)]
_WHOLE = re.compile("[^\ud800-\udfff]+")
_LINE = re.compile(r"[^\n]+")
_CLAUSE = re.compile(r"[^\s，。！？；：、,.!?;:“”‘’「」『』《》()（）]+")


@cache
def _converter(configuration: str) -> opencc.OpenCC:
    return opencc.OpenCC(configuration)


def _opencc(configuration: str, text: str) -> str:
    """Return `text` converted; half characters, which OpenCC cannot read, stay."""
    convert = _converter(configuration).convert
    try:
        result: str = convert(text)
    except UnicodeEncodeError:
        return _WHOLE.sub(lambda m: convert(m[0]), text)
    return result


def _each(configuration: str) -> list[str]:
    """Return each of the usual Han characters converted by itself."""
    return _opencc(configuration, "\n".join(_CJK)).split("\n")


def simplified(text: str) -> str:
    """Return `text` with every Traditional form read as Simplified; wording is kept.

    >>> simplified("隨著網路發展，著名的軟體")
    '随着网路发展，著名的软体'
    """
    return _hong_kong().sub(lambda m: _opencc("hk2s", m[0]), _opencc("tw2s", text))


@cache
def _hong_kong() -> re.Pattern[str]:
    """Return the class of characters that only OpenCC's table for Hong Kong knows: 衞, 枱."""
    rows = zip(_CJK, _each("tw2s"), _each("hk2s"), strict=True)
    return re.compile(f"[{''.join(c for c, tw, hk in rows if tw == c != hk)}]")


def traditional(text: str) -> str:
    """Return `text` with every Simplified form read as Traditional; wording is kept.

    >>> traditional("网络软件在这里")
    '網絡軟件在這裡'
    """
    return _opencc("s2tw", text)


@cache
def fold() -> dict[int, str]:
    """Return a table for `str.translate` that makes single characters Simplified."""
    pairs = zip(_CJK, _each("t2s"), strict=True)
    return {ord(a): b for a, b in pairs if a != b and len(b) == 1}


@cache
def traditional_only() -> re.Pattern[str]:
    """Return the class of characters that no Simplified text holds (not in GB 2312)."""
    return _changed(simplified("\n".join(_CJK)).split("\n"), "gb2312")


@cache
def simplified_only() -> re.Pattern[str]:
    """Return the class of characters that no Traditional text holds (not in Big5)."""
    return _changed(_each("s2t"), "cp950")


def _changed(forms: list[str], foreign: str) -> re.Pattern[str]:
    """Return a class of characters with another form, which the other script's charset lacks."""
    only = [
        a for a, b in zip(_CJK, forms, strict=True) if a != b and not a.encode(foreign, "ignore")
    ]
    return re.compile(f"[{''.join(only)}]")


def convert(text: str) -> tuple[str, TextMap]:
    """Return `text` in Simplified characters and Mainland wording, and the map back.

    A line in which Traditional characters prevail is converted whole; of another line only the
    clauses with a character that no Simplified text holds. Characters are OpenCC's affair, by its
    table for Taiwan, which reads the Traditional characters of Hong Kong and the Mainland as well.
    Its tables of phrases were made for the menus of programs and spoil news (文件 -> 文档, 行程 ->
    进程, 啟用 -> 激活): wording is this project's own list, decided by each word and its neighbours
    and not by the document, so that a line which is quoted alone reads as it did.

    >>> convert("領域的“开源”軟體")[0], convert("乾隆瞭望")[0]
    ('领域的“开源”软件', '乾隆瞭望')
    """
    if not _convertible().search(text):
        return text, TextMap()
    parts: list[str] = []
    changes: list[Change] = []
    done = length = 0
    for start, end, after, reworded in _converted(text):
        parts += [text[done:start], after]
        length += start - done
        if reworded:
            changes.append(Change(length, length + len(after), start, end))
        length += len(after)
        done = end
    parts.append(text[done:])
    return "".join(parts), TextMap(tuple(changes))


def _converted(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Yield the stretches that change, with their conversion and whether it is other wording."""
    if not (stretches := list(_traditional(text))):
        return
    forms = simplified("\n".join(text[a:b] for a, b in stretches)).split("\n")
    for (start, end), form in zip(stretches, forms, strict=True):
        done = 0
        for found in wording.find(form, 0, len(form)):
            if found.word.everywhere:
                yield start + done, start + found.start, form[done : found.start], False
                yield start + found.start, start + found.end, found.word.meant, True
                done = found.end
        yield start + done, end, form[done:], False


def _traditional(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines, or else the clauses, that hold a Traditional form."""
    search, foreign = _convertible().search, _foreign().search
    for line in _LINE.finditer(text):
        if not search(text, *line.span()):
            continue
        traditional, simplified_count = _telling(line[0])
        if traditional > simplified_count or (not traditional and script(line[0]) == "Hant"):
            yield line.span()
        elif traditional:
            clauses = (m.span() for m in _CLAUSE.finditer(text, *line.span()))
            yield from (c for c in clauses if foreign(text, *c))


@cache
def _convertible() -> re.Pattern[str]:
    """Return the class of characters that a Traditional line holds and OpenCC may change."""
    lone = "".join(s for s, script in _signs().items() if script == "Hant" and len(s) == 1)
    return re.compile(f"[{lone}{traditional_only().pattern[1:-1]}]")


@cache
def _foreign() -> re.Pattern[str]:
    """Return the class of characters that show a Traditional clause in a Simplified line."""
    return re.compile(f"[{re.sub(f'[{_KEPT}]', '', traditional_only().pattern[1:-1])}]")


def script(text: str, prior: Script = "undetermined") -> Script:
    """Return the script of a line or of a whole text; `prior`, that of its text, goes in doubt.

    Counted are characters that only one script writes. Where they are few, characters and words
    count too that the other script could write but hardly does. Undetermined: no sign of either,
    or as many of both; mixed: more than a tenth are of the other script, and more than two.

    >>> script("领域与发展"), script("領域與發展"), script("算法好"), script("算法好", "Hans")
    ('Hans', 'Hant', 'undetermined', 'Hans')
    """
    text = text[:_SAMPLE]
    traditional, simplified_count = _telling(text)
    if traditional + simplified_count <= _CLEAR:
        signs = [_signs()[sign] for sign in _sign_pattern().findall(text)]
        traditional += signs.count("Hant")
        simplified_count += signs.count("Hans")
    less, more = sorted((traditional, simplified_count))
    if less * 10 > more and less > 2:
        return "mixed"
    if less == more:
        return prior
    return "Hant" if traditional > simplified_count else "Hans"


def _telling(text: str) -> tuple[int, int]:
    """Return how many characters only Traditional, and how many only Simplified texts write."""
    return len(traditional_only().findall(text)), len(simplified_only().findall(text))


@cache
def _signs() -> Mapping[str, str]:
    """Return the script that each of the weaker signs shows."""
    return {row["sign"]: row["script"] for row in lexicons.table("script_signs")}


@cache
def _sign_pattern() -> re.Pattern[str]:
    several = lexicons.several
    return wording.pattern(
        wording.Form(row["sign"], several(row["beside"]), several(row["avoid"]))
        for row in lexicons.table("script_signs")
    )


def language(text: str) -> Language:
    """Return the language of a repaired text: English, Chinese by script, or undetermined.

    zh-mixed: more than a tenth of the characters that tell a script are of the other one.

    >>> language("OpenAI said it would"), language("领域与发展"), language("領域與發展")
    ('en', 'zh-Hans', 'zh-Hant')
    """
    text = text[:_SAMPLE]
    han = sum(map(len, _HAN.findall(text)))
    letters = sum(map(len, _LATIN.findall(text)))
    kana = len(_KANA.findall(text))
    if han * 10 <= letters:
        return "en" if letters > len(_FOREIGN.findall(text)) * 20 else "und"
    if kana * 20 > han:
        return "und"
    found = script(text)
    if found == "mixed":
        return "zh-mixed"
    return "zh-Hant" if found == "Hant" else "zh-Hans"
