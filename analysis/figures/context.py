"""Gives a bare number its unit from the words of its sentence: parameters or money."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.figures.amounts import Amount
from analysis.sentences import is_chinese

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.figures.kinds import Cue

_PARAMETER = re.compile(r"参数|parameter", re.IGNORECASE)
_MODEL = re.compile(
    r"参数|模型|版本|尺寸|规模|开源|闭源|open-source|open-weight|parameter|\bmodels?\b|version|variant|checkpoint|dense|sibling",
    re.IGNORECASE,
)
_MODEL_BEHIND = re.compile(
    r"(?:以上|以下|左右|级别?|量级|级的)?\s?(?:的|-)?\s?(?:参数|[小大]?模型|版本|规模|尺寸|稠密|密集|开源|端侧|MoE|dense"
    r"|[A-Za-z-]{0,12}\s?(?:model|parameter|version|variant))",
    re.IGNORECASE,
)
_MODEL_OF_SIZE = re.compile(r"(?:级别?|规模|量级)的?\s?(?:[^\s，。]{0,4})模型")
_NAMED = re.compile(
    r"[A-Za-z0-9.][-–]$|(?:^|[^A-Za-z])(?P<name>[A-Za-z][\w.]{0,20})(?:\s\d[\d.]{0,4})?\s$"
)
_PLAIN_WORD = re.compile(
    r"(?:a|an|the|our|its|their|has|have|with|of|to|at|and|from|or|is|was|are|called|than|only|just"
    r"|about|around|over|under|up|by|for|in|moe|model|models|dense|between|both|this|that|new)$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\s?(?:$|[,，.。、；;:：)）”」』\"'!?！？—-]|左右|以上|以下|之间"
    r"|的?(?:估值|参数)|两个|三个|[和至到加升增涨降是为与及])"
    r"|\s(?:and|or|to|in|at|by|from|last|this|when|on|one|after|before|with|while|for|but|which|as"
    r"|until|through|over|during|since|is|was|of (?:them|which|those)|active|a year"
    r"|has|per|more|less|up|down|if|model|version)\b",
    re.IGNORECASE,
)
_MONEY_BARE = frozenset(
    ("valuation", "funding", "revenue", "market_cap", "training_cost", "capex", "cash_out", "other")
)
_FAR = 30


def complete(text: str, amounts: list[Amount], cues: Sequence[Cue]) -> list[Amount]:
    """Return `amounts` without those that stay bare: others got parameters or money as unit."""
    out: list[Amount] = []
    for amount in amounts:
        whole: Amount | None = amount
        if amount.group == "bare":
            whole = _as_parameters(text, amount, out) or _as_money(text, amount, out, cues)
        if whole is not None:
            out.append(whole)
    return out


def _as_parameters(text: str, amount: Amount, earlier: Sequence[Amount]) -> Amount | None:
    """Return a bare number as a count of parameters where the words say so."""
    known = replace(amount, unit="parameters", group="parameters", rule="context")
    if amount.letter in ("B", "T", "M"):
        behind = _MODEL_BEHIND.match(text, amount.end)
        if _is_model_name(text, amount):
            return None
        ends = _ENDS.match(text, amount.end) or text.startswith("的", amount.end)
        return known if behind or (ends and _MODEL.search(text)) else None
    if _MODEL_OF_SIZE.match(text, amount.end):
        return known
    if amount.low < 10**6 or not _ENDS.match(text, amount.end):
        return None
    before = text[: amount.start][-_reach(text) :]
    inherited = earlier and earlier[-1].group == "parameters"
    if inherited and amount.start - earlier[-1].end <= _FAR or _PARAMETER.search(before):
        return known
    return None


def _reach(text: str) -> int:
    """Return how many characters before a number may hold the word that gives its unit."""
    return _FAR if is_chinese(text) else 2 * _FAR


def _is_model_name(text: str, amount: Amount) -> bool:
    """Return whether a size is part of a model's name: Yi-34B, Llama 3 70B."""
    before = text[max(amount.start - 28, 0) : amount.start]
    match = _NAMED.search(before)
    if match is None:
        return False
    return match["name"] is None or not (
        _PLAIN_WORD.match(match["name"]) or match["name"][0].islower()
    )


def _as_money(
    text: str, amount: Amount, earlier: Sequence[Amount], cues: Sequence[Cue]
) -> Amount | None:
    """Return a bare number with a scale as money where its clause speaks of money.

    The currency is that of the last money in the sentence, else unknown.
    """
    if amount.letter in ("K", "k", "T", "t") or not _ENDS.match(text, amount.end):
        return None
    reach = _reach(text)
    near = any(
        0 <= amount.start - c.end <= (reach if c.sense in _MONEY_BARE else reach // 5) for c in cues
    )
    if not near or amount.low < 10**4:
        return None
    units = [a.unit for a in earlier if a.group == "money"]
    unit = units[-1] if units else "unknown"
    return replace(amount, unit=unit, group="money", rule="bare")
