"""Finds the time expressions of a text: at each place, the first form that fits wins."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis.dates import chinese, english
from analysis.dates.expressions import Time, read
from analysis.dates.forms import Reader, expand, phrases, reader, without_names
from analysis.records import Range

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from analysis.dates.forms import Form

_FORMS = {"zh": chinese.FORMS, "en": english.FORMS}
_GROUPS = {"zh": chinese.GROUPS, "en": english.GROUPS}
_OPENING_KINDS = (
    *("anaphor", "half", "holiday", "quarter", "recent", "shift_day", "shift_month"),
    *("shift_quarter", "shift_year"),
)
_COUNTING = chinese.COUNTING
_CHINESE_OPENINGS = {  # the first character and those that may follow it
    f"{_COUNTING}廿": f"{_COUNTING}百千廿个年月季天日号周星礼世小钟 ",
    "上本这下": "上下周星礼个一（( 世1123456789两二三四五六七八九",
    "今昨明去前": f"年春夏秋冬后明、（( 周个星礼123456789{chinese.NUMERALS}两",
    "周": "一二三四五六日天末",
    "年月岁": "初中底末内尾头终",
    "首": "二两三四五六七八九十0123456789季个",
    "截": "至止",
    "又": "过",
    "近最": f"近{chinese.NUMERALS}十两几数半0123456789 ",
    "过未": "去来",
    "民星礼开好若大正农再": "国期拜年几干历月过",
}
_COMMON = frozenset(("the", "a", "in", "of", "this", "that", "over", "at", "as", "these", "last"))
_WORD = re.compile(r"[A-Za-z]+")
_NEXT = re.compile(r"[ -]['’]?([A-Za-z]+|[0-9])")
_ENGLISH_CANDIDATE = re.compile(r"(?<!\w)(?:[A-Za-z]+|[0-9])")


class Found(NamedTuple):
    """A stretch of text and the time that it tells."""

    range: Range
    time: Time


def scan(text: str, language: str) -> Iterator[Found]:
    """Yield the time expressions of `text` in order; `language` is "zh" or "en".

    >>> [found.time.month for found in scan("in August 2024 and in May", "en")]
    [8, 5]
    """
    openings = _openings(language)
    candidate = _chinese_candidate() if language == "zh" else _ENGLISH_CANDIDATE
    done = 0
    for place in candidate.finditer(text):
        start = place.start()
        if start < done:
            continue
        if language == "en":
            word = place[0].lower()
            if word not in openings:
                continue
            forms = openings[word]
            if word in _COMMON:
                forms = openings.get(f"{word} {_following(text, place.end())}", forms)
        else:
            forms = openings.get(text[start], ())
        match = _group(forms, language).match(text, start) if forms else None
        if match is None:
            continue
        done = match.end()
        yield _read(_reader(int((match.lastgroup or "form0")[4:]), language), match, language)


def _following(text: str, end: int) -> str:
    """Return the word behind a common one in lower case, "0" for a digit."""
    match = _NEXT.match(text, end)
    word = match[1].lower() if match else ""
    return "0" if word.isdigit() else word


def _read(form: Reader, match: re.Match[str], language: str) -> Found:
    """Return the time that `form`, which fits at `match`, tells."""
    start, end = match.span()
    fitting = form.pattern.match(match.string, start)
    told = []
    for index, name in form.names if fitting else ():
        value = fitting[index] if fitting else None
        if value is None:
            continue
        if name == "lead":
            start += len(value)
        else:
            told.append((name, value))
    return Found(Range(start, end), read(tuple(told), language))


@cache
def _expanded(index: int, language: str) -> str:
    """Return one form with its words; an English one ends with its last word."""
    pattern = expand(_FORMS[language][index].pattern, _GROUPS[language], language)
    return f"(?:{pattern})(?!\\w)" if language == "en" else f"(?:{pattern})"


@cache
def _reader(index: int, language: str) -> Reader:
    return reader(_expanded(index, language))


@cache
def _group(forms: tuple[int, ...], language: str) -> re.Pattern[str]:
    """Return a pattern for any of the forms; the last group of a match names the form."""
    bare = (f"(?P<form{i}>{without_names(_expanded(i, language))})" for i in forms)
    return re.compile("|".join(bare))


@cache
def _openings(language: str) -> Mapping[str, tuple[int, ...]]:
    """Return the forms by what they may begin with: a character, a word, or two.

    The forms of two words hold those of the first alone.
    """
    found: dict[str, dict[int, None]] = {}
    for index, form in enumerate(_FORMS[language]):
        for key in _keys(form, language):
            first = key.partition(" ")[0]
            found.setdefault(first, {})
            found.setdefault(key, {})[index] = None
    return {
        key: tuple(sorted({*forms, *found[key.partition(" ")[0]]})) for key, forms in found.items()
    }


def _keys(form: Form, language: str) -> Iterator[str]:
    """Yield the keys of `_openings` under which a form is to be found."""
    for token in form.openings.split():
        kind = token.rstrip("?").lstrip("=")
        known = frozenset() if token[0] == "=" else phrases(kind, language)
        if kind == "0":
            yield from "0123456789"
        elif language == "zh":
            yield from (word[0] for word in known) if known else kind
        else:
            yield from _english_keys(known or (kind,))
    if "the?" in form.openings and language == "en":
        for key in _keys(form._replace(openings=form.openings.replace("the?", "")), language):
            yield f"the {'0' if key.isdigit() else key.partition(' ')[0]}"


def _english_keys(known: frozenset[str] | tuple[str, ...]) -> Iterator[str]:
    for phrase in known:
        first, second = (*_WORD.findall(phrase)[:2], "", "")[:2]
        if phrase[0].isdigit():
            yield phrase[0]
        else:
            yield f"{first} {second}" if first in _COMMON and second else first


@cache
def _chinese_candidate() -> re.Pattern[str]:
    """Return a pattern for the characters with which an expression may begin."""
    after: dict[str, set[str]] = {}
    for word in (w for kind in _OPENING_KINDS for w in phrases(kind, "zh")):
        after.setdefault(word[0], set()).add(word[1])
    for characters, following in _CHINESE_OPENINGS.items():
        for character in characters:
            after.setdefault(character, set()).update(following)
    pairs = (f"{c}(?=[{re.escape(''.join(sorted(after[c])))}])" for c in sorted(after))
    return re.compile(f"[0-9]|(?=[{''.join(sorted(after))}])(?:{'|'.join(pairs)})")
