"""Tells what an amount is of, by the words around it."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, cast

from analysis import lexicons
from analysis.figures.amounts import LIMIT, Amount
from analysis.figures.patterns import any_of
from analysis.records import FigureKind

if TYPE_CHECKING:
    from collections.abc import Sequence

_FAR = 60  # Chinese characters beyond which a word says nothing of an amount
_CLAUSE = re.compile(r"[，,；;：:。—]|\s-\s")
_CONSIDERED = 6  # nearest words that are weighed
_CLAUSE_PENALTY = 8
_AMOUNT_PENALTY = 10
_BEHIND_PENALTY = 3


class Cue(NamedTuple):
    """A word that tells a kind or subject, at offsets of its sentence."""

    start: int
    end: int
    sense: str
    penalty: int = 0


@cache
def _words(table: str, column: str) -> dict[str, tuple[str, int]]:
    return {
        row["word"].lower(): (row[column], int(row.get("penalty", "0")))
        for row in lexicons.table(table)
    }


@cache
def _pattern(table: str, column: str) -> re.Pattern[str]:
    return re.compile(any_of(_words(table, column), plural=True))


def _find(table: str, column: str, text: str) -> list[Cue]:
    found = []
    for match in islice(_pattern(table, column).finditer(text), LIMIT):
        word = re.sub(r"\s+", " ", match.group())
        known = _words(table, column)
        sense, penalty = known.get(word) or known[word.removesuffix("s")]
        found.append(Cue(match.start(), match.end(), sense, penalty))
    return found


def money_cues(text: str) -> list[Cue]:
    """Return the words of a sentence that tell kinds of money, in order.

    >>> [c.sense for c in money_cues("投后估值约36亿元")]
    ['valuation']
    """
    return _find("figure_kinds", "kind", text)


def subject_cues(text: str) -> list[Cue]:
    """Return the words of a sentence that tell what a percentage or multiple is of, in order."""
    return _find("figure_subjects", "subject", text)


# --- money ---------------------------------------------------------------------------------------


def of_money(
    text: str, amount: Amount, amounts: Sequence[Amount], cues: Sequence[Cue], last: Sequence[str]
) -> FigureKind:
    """Return the kind of an amount of money: that of the nearest word, clauses counted.

    A word that only tells spending takes the kind of another word of the sentence or of a figure
    before; `last` are the kinds of the last figures, the newest first. An amount without a word
    ("this year it will reach 12亿元") is of the kind of the figure before it.
    """
    if amount.unit.endswith("/Mtok"):
        return "inference_price"
    amounts = [a for a in amounts if a.group == "money"]
    ranked = sorted((_distance(text, amount, amounts, cue), cue) for cue in cues)
    near = [
        cue
        for distance, cue in ranked[:_CONSIDERED]
        if distance <= _FAR and (cue.start < amount.end or _is_own(text, amount, amounts, cue))
    ]
    if not near:
        follows = bool(last) and bool(_FOLLOWS.search(text[: amount.start]))
        return cast(FigureKind, last[0]) if follows else "other"
    if near[0].sense != "spending":
        return cast(FigureKind, near[0].sense)
    own = (c.sense for _, c in ranked if c.sense == "capex" or _is_own(text, amount, amounts, c))
    for sense in (*own, *last):
        if sense in ("capex", "training_cost"):
            return cast(FigureKind, sense)
    return "other"


def _is_own(text: str, amount: Amount, amounts: Sequence[Amount], cue: Cue) -> bool:
    """Return whether no other amount of money of the sentence is nearer to a word."""
    distance = _distance(text, amount, amounts, cue)
    others = (a for a in amounts if a is not amount)
    return all(_distance(text, other, amounts, cue) >= distance for other in others)


def _distance(text: str, amount: Amount, amounts: Sequence[Amount], cue: Cue) -> float:
    """Return how far a cue is from an amount, in Chinese characters; `amounts` are of money."""
    if cue.end <= amount.start:
        gap = text[cue.end : amount.start]
        behind = 0.0
        between = sum(1 for a in amounts if cue.end <= a.start and a.end <= amount.start)
    elif cue.start >= amount.end:
        gap = text[amount.end : cue.start]
        behind = _BEHIND_PENALTY if gap.strip() else 0.3
        between = sum(1 for a in amounts if amount.end <= a.start and a.end <= cue.start)
    else:
        return 0
    if len(gap) > 4 * _FAR:
        return 10 * _FAR
    length = sum(1.0 if c > "\u2e7f" else 0.3 for c in gap)
    clauses = len(_CLAUSE.findall(gap)) * (2 if behind else 1)
    return length + behind + cue.penalty + clauses * _CLAUSE_PENALTY + between * _AMOUNT_PENALTY


def is_purchase(text: str, amount: Amount, cues: Sequence[Cue]) -> bool:
    """Return whether the word that tells an amount's kind is one of buying a company."""
    ranked = sorted((_distance(text, amount, (), cue), cue) for cue in cues)
    if not ranked:
        return False
    near = text[max(amount.start - _FAR, 0) : amount.start]
    spent = ranked[0][1].sense == "spending" and _PURCHASE.search(near)
    return bool(spent or _PURCHASE.match(text, ranked[0][1].start))


_PURCHASE = re.compile(
    r"收购|并购|作价|对价|成交价|买下|buy|bought|acqui|purchase price|takeover|swallowed"
)


# --- percentages and multiples -------------------------------------------------------------------


def of_ratio(
    text: str, amount: Amount, cues: Sequence[Cue], *, priced: bool, trained: bool
) -> tuple[FigureKind, bool]:
    """Return the kind of a percentage or multiple and whether it is a change over time.

    `priced`: the text around speaks of tokens, so that "price" is the price of tokens; `trained`:
    the amount before in the sentence is a training cost.
    """
    start, end = _clause(text, amount)
    local = [c for c in cues if start <= c.start and c.end <= end]
    discount = amount.rule == "discount"
    change = amount.change or discount or _is_change(text, amount, local)
    if not change or _is_share(text, amount, local):
        return "other", False
    subject = _subject(text, amount, cues, start, end)
    if subject in ("inference_price", "training_cost"):
        return cast(FigureKind, subject), True
    if subject == "price" and (priced or _TOKENS.search(text)) or subject == "" and priced:
        return "inference_price", True
    rated = any(c.sense == "rate" for c in cues)
    if discount:
        return "other", False
    if subject == "" and trained:
        return "training_cost", True
    level = amount.group == "percent" and rated and _LEVEL.search(text[: amount.start])
    return ("other" if subject == "shares" or level else "growth"), True


def is_score(amount: Amount, cues: Sequence[Cue]) -> bool:
    """Return whether a percentage is the result of a test, which is no figure."""
    near = (c for c in cues if c.sense == "score" and abs(c.start - amount.start) <= _FAR)
    return amount.group == "percent" and any(near)


def _subject(text: str, amount: Amount, cues: Sequence[Cue], start: int, end: int) -> str:
    """Return what a change is of: the nearest word before it, else in its clause behind it."""
    ahead = [c for c in cues if c.sense in _SUBJECTS and c.end <= amount.start]
    own = [c for c in ahead if c.start >= start]
    behind = [c for c in cues if c.sense in _SUBJECTS and amount.end <= c.start and c.end <= end]
    if own:
        return _strongest(own).sense
    if behind:
        return behind[0].sense
    wider = [c for c in ahead if c.sense not in ("shares", "rate")]
    return wider[-1].sense if wider else ""


def _strongest(own: Sequence[Cue]) -> Cue:
    """Return the last of a clause's words, but a named cost before a general word behind it."""
    named = [c for c in own if c.sense in ("inference_price", "training_cost")]
    return named[-1] if named else own[-1]


def _is_share(text: str, amount: Amount, cues: Sequence[Cue]) -> bool:
    """Return whether an amount is a share of something (15% of staff, 62% margin), no change."""
    tail = amount.end - 3 if text[: amount.end].endswith(" of") else amount.end
    behind = text[tail : tail + 40]
    if any(c.sense == "rate" and 0 <= c.start - amount.end <= 3 for c in cues):
        return True
    return bool(_OF_WHOLE.match(behind)) and not amount.change


_SUBJECTS = frozenset(("inference_price", "training_cost", "price", "volume", "shares", "rate"))
_TOKENS = re.compile(r"token|词元|\bAPI|模型|推[理论]|\bmodels?\b|inference", re.IGNORECASE)
_LEVEL = re.compile(r"(?:[至到为由从]|达到?|\bto|\bat|\bfrom)\s?\S{0,4}\s?$")
_OF_WHOLE = re.compile(
    r"\s?of\s(?!what|last|(?:the|its) (?:price|cost|previous|level|original|former)"
    r"|that of|today)|\s?的(?!增|涨|降|跌|升|幅|成长|成本|价格)",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    r"达到?\D{0,3}$|[增升涨降减][至到]\D{0,3}$|\b(?:reach|to|from|was|is|be|it|hit)\b[^,.;]{0,20}$",
    re.IGNORECASE,
)


def _clause(text: str, amount: Amount) -> tuple[int, int]:
    start = 0
    for match in _CLAUSE.finditer(text, max(amount.start - 60, 0), amount.start):
        start = match.end()
    end = _CLAUSE.search(text, amount.end, min(amount.end + 60, len(text)))
    return start, end.start() if end else min(len(text), amount.end + 60)


def _is_change(text: str, amount: Amount, cues: Sequence[Cue]) -> bool:
    """Return whether the words of its clause tell a rise or fall, or another time."""
    if any(c.sense == "past" for c in cues):
        return True
    rises = [c for c in cues if c.sense == "rise"]
    return any(
        c.end <= amount.start and amount.start - c.end <= 20 or 0 <= c.start - amount.end <= 14
        for c in rises
    )
