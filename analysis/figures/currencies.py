"""Decides which country's money a bare 元, $ or ¥ is."""

from __future__ import annotations

import re
from functools import cache

from analysis import lexicons
from analysis.records import Article

_STATED_US = re.compile(r"\b(?:US|U\.S\.?)\s?\$|\bUSD\b|\bUS dollars\b")
_LEAST = 3  # evidence that outweighs the common reading of a bare $


def resolve(article: Article) -> dict[str, str]:
    """Return the ISO code that each ambiguous word of money stands for in `article`.

    元 is CNY but in a text in Traditional characters whose words are those of Taiwan or Hong
    Kong; $ is USD but where a text states US$ and tells of another dollar's country; ¥ is CNY
    in Chinese, in English the yen where the text tells more of Japan.
    """
    text = article.text
    chinese = article.document.language.startswith("zh")
    yuan = "CNY"
    if article.document.language in ("zh-Hant", "zh-mixed"):
        yuan = _heaviest("元", _own_wording(article), "CNY")[0]
    dollar, weight = _heaviest("$", text, "USD")
    if chinese or weight < _LEAST or not (_STATED_US.search(text) or weight >= 3 * _LEAST):
        dollar = "USD"
    yen = "CNY" if chinese else _heaviest("¥", text, "CNY")[0]
    return {"元": yuan, "dollar": dollar, "¥": yen}


def _own_wording(article: Article) -> str:
    """Return the working text with the source's words, in its script, where they were reworded."""
    text, repaired = article.working.text, article.working.repaired
    parts: list[str] = []
    done = 0
    for start, end, original_start, original_end in article.working.to_repaired.changes:
        parts += [text[done:start], repaired[original_start:original_end]]
        done = end
    return "".join([*parts, text[done:]])


def _heaviest(sign: str, text: str, otherwise: str) -> tuple[str, int]:
    """Return the code with most evidence for `sign` and its weight."""
    weights = {otherwise: 0}
    for word in _pattern(sign).findall(text):
        code, weight = _evidence(sign)[word]
        weights[code] = weights.get(code, 0) + weight
    code = max(weights, key=lambda c: weights[c])
    return code, weights[code]


@cache
def _evidence(sign: str) -> dict[str, tuple[str, int]]:
    rows = lexicons.table("currency_evidence")
    return {row["word"]: (row["code"], int(row["weight"])) for row in rows if row["sign"] == sign}


@cache
def _pattern(sign: str) -> re.Pattern[str]:
    words = sorted(_evidence(sign), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))
