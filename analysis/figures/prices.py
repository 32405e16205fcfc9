"""Prices of tokens, brought to a million tokens."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from analysis.figures.amounts import LIMIT, Amount

MILLION = Decimal(10) ** 6
_LARGEST = Decimal(100_000)  # no price of a million tokens lies above, in any currency
_SIZES = {
    "": 1,
    "千": 10**3,
    "1k": 10**3,
    "k": 10**3,
    "1000": 10**3,
    "thousand": 10**3,
    "万": 10**4,
    "10000": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "1m": 10**6,
    "m": 10**6,
    "mm": 10**6,
    "million": 10**6,
    "100万": 10**6,
    "1000000": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "billion": 10**9,
    "b": 10**9,
}
_PHRASE = re.compile(
    r"(?P<per>每处理|每生成|每|处理|生成|per\s|for\severy\s|for\seach\s|every\s|each\s|/\s?|一)?\s?"
    r"(?:(?:1|one|a|一)(?=[\s百千万亿mk]))?\s?"
    r"(?P<size>100万|1,000,000|1,000|1000|10000|百万|十万|千万|十亿|千|万|亿"
    r"|million|thousand|billion|1?[mkb](?=[\s-]?tok|\b))?[\s-]?"
    r"(?:(?:个|枚|input|output|in|out|cached|prompt|completion|generated|text|blended|输入|输出"
    r"|和|或|and|or)[\s-]?){0,4}"
    r"(?P<token>tokens?|tok(?![a-z])|词元|代币|令牌|权杖)(?:\s?[（(]tokens?[）)])?",
    re.IGNORECASE,
)
_PER_MILLION = re.compile(r"/\s?1?M(?![A-Za-z])")
_HINT = re.compile(r"[Tt][Oo][Kk]|词元|代币|令牌|权杖|/\s?1?M")
_PER_COUNT = re.compile(
    r"每(?P<zh>百万|千)(?=(?:输入|输出|收费|仅|只要?|为)?\s?[\d一二三四五六七八九十两零])"
    r"|\bper\s(?P<en>million|thousand|1m|1k)(?=\s?(?:$|[,.;)，。；]|and\b|for\b|in\b|input|output))",
    re.IGNORECASE,
)
_NO_PRICE = re.compile(
    r"的?(?:上下文|窗口|长度|数据|语料|语境)|\s?(?:context|window|dataset|of data)", re.I
)
_OTHER_PER = re.compile(
    r"\s?(?:/|per\s|an?\s|each\s|every\s)(?:month|hour|user|seat|share|query|call|request|image|card"
    r"|gpu|chip|year|day|week|customer)|\s?(?:/|每|一个?)(?:月|小时|时|年|天|人|股|次|张|分钟|用户)"
    r"|\s?的?(?:订阅|月费|年费)",
    re.IGNORECASE,
)
_OTHER_BEFORE = re.compile(
    r"每(?:个?月|年|小时|天|股|人|次|张|位用户)[^，。；]{0,4}$|月费[^，。；]{0,4}$"
)
_SAME = re.compile(
    r"价|成本|收费|费用|降至|降到|减至|跌|price|cost|charge|fell|now|sells|later|cheap",
    re.IGNORECASE,
)


class Phrase(NamedTuple):
    """A stretch that says for how many tokens a price is."""

    start: int
    end: int
    size: Decimal


def phrases(text: str) -> list[Phrase]:
    """Return the stretches that say for how many tokens a price is, in order.

    >>> [int(p.size) for p in phrases("每千tokens 0.02 元, $3 per million input tokens")]
    [1000, 1000000]
    """
    found: list[Phrase] = []
    if not _HINT.search(text):
        return found
    for match in islice(_PHRASE.finditer(text), LIMIT):
        size = (match["size"] or "").lower().replace(",", "")
        if not size and not (match["per"] or "").strip():
            continue
        if not _NO_PRICE.match(text, match.end()):
            found.append(Phrase(match.start(), match.end(), Decimal(_SIZES[size])))
    for match in islice(_PER_COUNT.finditer(text), LIMIT):
        if not any(p.start <= match.start() < p.end for p in found):
            size = Decimal(_SIZES[(match["zh"] or match["en"]).lower()])
            found.append(Phrase(match.start(), match.end(), size))
    for match in islice(_PER_MILLION.finditer(text), LIMIT):
        if not any(p.start <= match.start() < p.end for p in found):
            found.append(Phrase(match.start(), match.end(), MILLION))
    return sorted(found)


def per_million(
    text: str, amounts: list[Amount], stops: list[int], carried: Decimal | None
) -> tuple[list[Amount], Decimal | None]:
    """Return `amounts` with prices of tokens as prices of a million, and the size last used.

    `stops` are places of words that begin another matter (a valuation, revenue); `carried` is the
    size that the sentence before used.
    """
    found = phrases(text)
    size = None
    out = []
    for amount in amounts:
        price = _size(text, amount, found, stops)
        if price is None and not found and carried is not None and not stops:
            price = carried if _SAME.search(text) else None
        if price is None or not _may_be_price(text, amount):
            out.append(amount)
            continue
        size = price
        factor = MILLION / price
        out.append(
            replace(
                amount,
                low=amount.low * factor,
                high=amount.high * factor,
                unit=f"{amount.unit}/Mtok",
                rule="price",
            )
        )
    return out, size


def _may_be_price(text: str, amount: Amount) -> bool:
    if amount.group != "money" or amount.scale > 1 or amount.high > _LARGEST:
        return False
    before = text[max(amount.start - 12, 0) : amount.start]
    return not _OTHER_PER.match(text, amount.end) and not _OTHER_BEFORE.search(before)


def _size(text: str, amount: Amount, found: list[Phrase], stops: list[int]) -> Decimal | None:
    """Return for how many tokens a price is: the phrase right behind, else the last before it."""
    behind = [p for p in found if p.start >= amount.end]
    if behind and text[amount.end : behind[0].start].strip() in ("", "的"):
        return behind[0].size
    before = [p for p in found if p.end <= amount.start]
    if before and not any(before[-1].end < stop < amount.start for stop in stops):
        return before[-1].size
    if behind and not any(amount.end < stop < behind[0].start for stop in stops):
        return behind[0].size
    return None
