"""Tells whose figure an amount is: the company that the words around it are about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from analysis import lexicons
from analysis.figures.patterns import any_of, lower

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.figures.amounts import Amount
    from analysis.records import Article, FigureKind, Mention


class Owner(NamedTuple):
    """An organisation as the reader should see it, and its id; both empty for nobody's."""

    name: str = ""
    id: str = ""


class Candidate(NamedTuple):
    """A mention of a possible owner, at offsets of its sentence or of the text."""

    start: int
    end: int
    owner: Owner
    form: str


NOBODY = Owner()
_CLAUSE = re.compile(r"[，,；;：:。]|—|\bwhile\b|\bwhereas\b|\bbut\b")
_LIST = 3  # companies named in a row that own a figure together
_MAIN_SHARE = 0.4  # of all mentions of companies, for one to be what a document is about


def candidates(article: Article) -> list[Candidate]:
    """Return the mentions of `article` that can own a figure, in order: companies, and people by
    the company that the text or the registry ties them to.
    """
    owners = {
        mention.id: Owner(mention.name, mention.id)
        for mention in article.mentions
        if mention.kind == "organization"
    }
    found = []
    for mention in article.mentions:
        key = mention.id if mention.kind == "organization" else mention.organization
        if key in owners:
            found.append(Candidate(*mention.range, owners[key], _form(mention, owners[key])))
    return sorted(found)


def _form(mention: Mention, owner: Owner) -> str:
    """Return how a candidate is named: a person who speaks of others is an expert."""
    if mention.kind == "organization":
        return mention.form
    post = _words("expert").search(lower(mention.role))
    return "expert" if post or _words("observer").search(lower(owner.id + "\n")) else "person"


@cache
def _words(side: str) -> re.Pattern[str]:
    rows = lexicons.table("figure_bystanders")
    ends = r"(?=\n)" if side == "observer" else ""
    return re.compile(f"(?:{any_of(row['word'] for row in rows if row['side'] == side)}){ends}")


def within(found: Sequence[Candidate], start: int, end: int) -> list[Candidate]:
    """Return the candidates inside `[start, end)` of the text, at offsets from `start`."""
    first = bisect_left(found, start, key=lambda c: c.start)
    last = bisect_left(found, end, key=lambda c: c.start)
    return [
        Candidate(c.start - start, c.end - start, c.owner, c.form)
        for c in found[first:last]
        if c.end <= end
    ]


def main(found: Sequence[Candidate], title: str) -> Owner:
    """Return the company that a document is mostly about, or nobody: one with a large share of
    all mentions, else the one of its title that is named most.
    """
    counts = Counter(c.owner for c in found)
    ranked = counts.most_common()
    if ranked and ranked[0][1] >= max(2, _MAIN_SHARE * counts.total()):
        return ranked[0][0]
    for owner, count in ranked:
        if count > 1 and _short(owner.name) in title:
            return owner
    return NOBODY


def _short(name: str) -> str:
    """Return the part of a company's name that a title would give: its first word."""
    return name.split()[0] if name.isascii() else name[:2]


def subject(text: str, local: Sequence[Candidate]) -> Owner | None:
    """Return the company that a sentence is about: nobody after an expert, None without."""
    useful = [c for c in local if not is_bystander(text, c)]
    for candidate in useful:
        if not is_expert(text, candidate):
            return candidate.owner
    return NOBODY if useful else None


def of_amount(
    text: str, amount: Amount, local: Sequence[Candidate], topic: Owner, kind: FigureKind
) -> Owner:
    """Return whose figure an amount is.

    In this order: the first company of the nearest clause before it (of a purchase that a price
    or valuation follows, the company bought), one behind it in its own clause, `topic`. A market
    or an unnamed party named later than the company has it instead, and so has what an expert
    says in general.
    """
    if amount.group in ("percent", "times") and _bystanders("whole").match(text, amount.end):
        return NOBODY
    useful = [c for c in local if not is_bystander(text, c)]
    before = [c for c in useful if c.end <= amount.start and not is_expert(text, c)]
    bought = kind in ("valuation", "other", "growth")
    chosen = _of_nearest_clause(text, before, bought=bought)
    if bought and chosen is not None and chosen.form in ("pronoun", "title"):
        chosen = _bought(text, before) or chosen
    market = _last_market(text, amount.start)
    if market is not None and (chosen is None or chosen.end <= market):
        return NOBODY
    if chosen is not None:
        return NOBODY if _is_list(text, before) else chosen.owner
    end = _next_clause(text, amount.end)
    near = [c for c in useful if amount.end <= c.start < end]
    if near:
        return near[0].owner
    return NOBODY if any(is_expert(text, c) for c in useful) else topic


def of_purchase(text: str, amount: Amount, local: Sequence[Candidate], topic: Owner) -> Owner:
    """Return the company that is bought for an amount: the nearest one, its buyer left out."""
    usable = [c for c in local if not _is_buyer(text, c)]
    end = _next_clause(text, amount.end)
    behind = [c for c in usable if amount.end <= c.start < end]
    before = [c for c in usable if c.end <= amount.start]
    if _BUY_BEHIND.match(text[amount.end : amount.end + 20]):
        return behind[0].owner if behind else NOBODY
    return before[-1].owner if before else topic


_BUY = re.compile(r"收购|并购|买下|\bbuy|\bbought|\bacquir|\btakeover of")
_BUY_BEHIND = re.compile(
    r".{0,12}(?:收购|并购|买下|purchase of|acquisition of|takeover of|to buy|for)"
)


def _bought(text: str, before: Sequence[Candidate]) -> Candidate | None:
    """Return the company that a sentence tells to be bought, which "the company" then is."""
    for left, right in zip(before, before[1:], strict=False):
        if right.form == "name" and _BUY.search(text, left.end, right.start):
            return right
    return None


_BUYER_BEFORE = re.compile(r"(?:被|获|由|\bby)\s?(?:the\s)?$")


def _is_buyer(text: str, candidate: Candidate) -> bool:
    before = text[max(candidate.start - 6, 0) : candidate.start]
    return bool(_BUYER_BEFORE.search(before))


def _next_clause(text: str, start: int) -> int:
    match = _CLAUSE.search(text, start)
    return match.start() if match else len(text)


def _of_nearest_clause(text: str, before: Sequence[Candidate], *, bought: bool) -> Candidate | None:
    """Return the first candidate of the last one's clause; where `bought`, the one bought."""
    if not before:
        return None
    last = before[-1]
    chosen = last
    for candidate in reversed(before[:-1]):
        if _CLAUSE.search(text, candidate.end, last.start):
            break
        if bought and _BUY.search(text, candidate.end, last.start):
            break
        chosen = candidate
    return chosen


@cache
def _bystanders(side: str) -> re.Pattern[str]:
    rows = lexicons.table("figure_bystanders")
    body = any_of(row["word"] for row in rows if row["side"] == side)
    ends = rf"(?:{body})\s?(?:the\s)?$" if side == "before" else rf"\s?(?:{body})"
    return re.compile(ends)


_SOURCE = re.compile(r"(?:据|根据|according to)[^，,。]{0,12}$")


def is_bystander(text: str, candidate: Candidate) -> bool:
    """Return whether a company is only a source, an investor or what another is held against."""
    before = text[max(candidate.start - 14, 0) : candidate.start]
    return bool(
        _bystanders("before").search(before)
        or _SOURCE.search(before)
        or _bystanders("behind").match(text, candidate.end)
    )


_JOINED = re.compile(r"\s?(?:、|,|和|与|及|以及|平台|and|&|，|\s){1,4}")


def _is_list(text: str, before: Sequence[Candidate]) -> bool:
    """Return whether the last companies before an amount are three or more of a list."""
    last = before[-_LIST:]
    gaps = (text[a.end : b.start] for a, b in zip(last, last[1:], strict=False))
    return len(last) == _LIST and all(_JOINED.fullmatch(gap) for gap in gaps)


def is_expert(text: str, candidate: Candidate) -> bool:
    """Return whether a company is only named to say who an expert is."""
    return candidate.form == "expert" or bool(_bystanders("expert").match(text, candidate.end))


def _last_market(text: str, end: int) -> int | None:
    """Return where the last word for a market or an unnamed party before `end` ends."""
    last = None
    for match in _words("nobody").finditer(text, max(end - 120, 0), end):
        last = match.end()
    return last
