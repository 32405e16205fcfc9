"""Chinese organisations without a telling end, known by what stands on both sides of them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from analysis import sentences
from analysis.names import chinese, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_COMMON = 30
_ACCEPTED = 6
_LONGEST = 5
_EDGES = frozenset('，。；：！？、“”「」『』《》（）()‘’" \n')
_FIRST = frozenset(
    "的了在和与被是及对为从向由把将给让等以所到于据称说过家位名现原前某至入就连其有无兼隔租人"
)
_LAST = frozenset("的了在和与被是及对为从向由把将给让等以所到于据称说过这那也又还都已正方们兼")
_IS_HAN = re.compile(f"[{chinese.HAN}]+")


@cache
def _words(kind: str) -> frozenset[str]:
    return words.listed("organisation_words", language="zh", kind=kind)


@cache
def _right() -> re.Pattern[str]:
    """Return the pattern of what may follow an organisation, told apart by group."""
    when = (
        r"(?:\d{1,4}年|\d{1,2}月底?|\d{1,2}[日号]|(?:本|上|下)?(?:周|星期)[一二三四五六日天]|"
        rf"{words.pattern(_words('company adverb'))})"
    )
    acts = words.pattern(_words("company act"))
    done = "收购|并购|买下|全购|吞并|投资|领投|入股|接管|起诉|冻结"
    by = rf"[被获遭][^，。；：！？“”\n]{{1,12}}?(?:{done})"
    sold = r"以[^，。；：！？“”\n]{2,12}?(?:卖给|出售给|收购|买下|吃下|卖出)"
    round_ = r"(?:完成|拿下|敲定)[^，。；：！？“”\n]{0,12}?(?:轮|融资|募资)"
    return re.compile(
        rf"(?=[{_first()}])(?:[”」』]?(?:{when}){{0,3}}(?:(?P<act>{acts}|{by}|{sold}|{round_})"
        rf"|(?P<owned>的?{words.pattern(_words('company noun'))})"
        rf"|(?P<post>的?{chinese.posts().pattern})"
        rf"|(?P<weak>{words.pattern(_words('after'))}))"
        r"|(?P<edge>(?<=[\u4e00-\u9fff])[，。；：！？、”」』（\n]))"
    )


def _first() -> str:
    """Return the characters that what follows an organisation begins with, as in a set."""
    kinds = ("company adverb", "company act", "company noun", "after")
    listed = words.listed("posts", language="zh", kind="post").union(*map(_words, kinds))
    return re.escape("".join(sorted({w[0] for w in listed}))) + (
        r"\d本上下周星被获遭以完拿敲的，。；：！？、”」』（\n"
    )


@cache
def _left() -> tuple[tuple[re.Pattern[str], int], ...]:
    """Return the patterns of what may stand before an organisation, and how much each says."""
    kind = words.pattern(_words("descriptor") | _words("announcing noun"))
    does = "做|主打|专做|专注|从事|研发|成立|创办|创立|旗下|控股|孵化|投资|位于"
    founded = "(?:创办|创立|成立|注册|组建|打造|开|办)(?:了|起|起了)?(?:公司|一家)?[“「『]"
    return (
        (re.compile(words.pattern(_words("before") | _words("goal"))), 2),
        (re.compile(rf"(?:{does})[^，。；：！？“”\n]{{0,14}}的"), 3),
        (re.compile(rf"{kind}[“「『]?"), 3),
        (re.compile(founded), 5),
    )


_RIGHT = {"act": 3, "owned": 2, "post": 2, "weak": 1, "edge": 1}


def find(text: str, known: Collection[str]) -> Iterator[str]:
    """Yield the bare names that the text gives enough evidence for, with repeats.

    >>> sorted(set(find("上周五，机器人公司拓岩裁掉三成员工。拓岩没有回应。", ())))
    ['拓岩']
    """
    counts: dict[str, int] = {}
    openings = _openings(text)
    for match in _right().finditer(text):
        end, side = match.start(), str(match.lastgroup)
        floor = 2 if side == "edge" else 1
        best: tuple[int, str] = (0, "")
        for size in range(2, _LONGEST + 1):
            name = text[end - size : end]
            if end < size or not _IS_HAN.fullmatch(name):
                break
            start = end - size
            left = openings.get(start) or int(start == 0 or text[start - 1] in _EDGES)
            if left < floor or name in known or not _may_be(name):
                continue
            score = left + _RIGHT[side] + _oddness(name)
            if left < 3 and chinese.name_end(text, start) == end:
                score -= 2
            if score >= _ACCEPTED - 2:
                score += min(chinese.count(text, name, counts) - 1, 2)
            best = max(best, (score, name))
        if best[0] >= _ACCEPTED:
            yield best[1]


def _may_be(name: str) -> bool:
    """Return whether a stretch holds nothing that no brand holds."""
    return (
        name[0] not in _FIRST
        and name[-1] not in _LAST
        and sentences.frequency(name) < _COMMON
        and _words("brand stop").isdisjoint(name)
        and name not in _words("common")
        and name not in _words("not brand")
        and not chinese.posts().search(name)
        and not name.endswith(_descriptors())
        and not _business().search(name)
    )


@cache
def _descriptors() -> tuple[str, ...]:
    return tuple(sorted(_words("descriptor")))


@cache
def _business() -> re.Pattern[str]:
    """Return the pattern of words of business news that no brand holds."""
    return re.compile(words.pattern(_words("company act") | _words("company noun")))


def _openings(text: str) -> dict[int, int]:
    """Return where something ends that announces an organisation, and how much it says."""
    found: dict[int, int] = {}
    for pattern, score in _left():
        for match in pattern.finditer(text):
            found[match.end()] = score
    return found


def _oddness(name: str) -> int:
    """Return how little a name looks like common words: 2 not at all, -3 very much."""
    pairs = [sentences.frequency(name[i : i + 2]) for i in range(len(name) - 1)]
    threes = [sentences.frequency(name[i : i + 3]) for i in range(len(name) - 2)]
    most = max(pairs + threes)
    if most == 0:
        return 2
    if len(name) > 3 and min(pairs[0], pairs[2]) >= _COMMON:
        return -3
    return 1 if most <= _COMMON else 0 if most < 20 * _COMMON else -2
