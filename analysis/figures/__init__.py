"""Amounts, prices, rates and sizes, in base units."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from analysis.figures import amounts, context, currencies, kinds, numerals, owners, prices
from analysis.figures.amounts import Amount
from analysis.figures.kinds import Cue
from analysis.figures.owners import Owner
from analysis.figures.patterns import lower
from analysis.records import Article, Figure, FigureKind, Sentence, When, identify

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["find"]

_LONGEST = 2000  # characters of a sentence that are read: beyond, it is a table
_REMEMBERED = 4  # figures whose kinds decide what unspecified spending is for


def find(article: Article) -> tuple[Figure, ...]:
    """Return the figures of `article`, each kind, value, unit and company once, in order.

    Money, token prices (per million tokens), percentages (40 for 40 %), multiples, parameters
    and energy (W, Wh), in base units; never heads, tokens, durations or model names.
    """
    signs = currencies.resolve(article)
    candidates = owners.candidates(article)
    main = owners.main(candidates)
    found: list[Figure] = []
    size: Decimal | None = None
    topic, paragraph = main, -1
    last: deque[str] = deque(maxlen=_REMEMBERED)
    for sentence in article.sentences:
        if sentence.paragraph != paragraph:
            paragraph, size, topic = sentence.paragraph, None, main
        end = min(sentence.end, sentence.start + _LONGEST)
        text = numerals.narrow(article.text[sentence.start : end])
        local = owners.within(candidates, sentence.start, end)
        read = amounts.find(text)
        if read or size is not None:
            low = lower(text)
            cues = kinds.money_cues(low)
            priced = size is not None
            read = context.complete(text, read, cues)
            read, size = prices.per_million(text, read, _stops(cues), size)
            priced = priced or size is not None
            subjects = kinds.subject_cues(low) if read else []
        for amount in (a for a in read if not kinds.is_score(a, subjects)):
            kind, change = _kind(low, amount, read, cues, subjects, last, priced)
            if amount.group == "money":
                last.appendleft(kind)
            owner = _owner(low, amount, local, topic, kind, cues)
            found.append(_figure(article, sentence, amount, signs, kind, change, owner))
        topic = owners.subject(lower(text), local) or topic
    return _once(found)


def _stops(cues: list[Cue]) -> list[int]:
    """Return where words stand that no token price follows."""
    senses = ("valuation", "funding", "revenue", "market_cap", "capex", "cash_out")
    return [cue.start for cue in cues if cue.sense in senses]


def _kind(
    text: str,
    amount: Amount,
    read: list[Amount],
    cues: list[Cue],
    subjects: list[Cue],
    last: deque[str],
    priced: bool,
) -> tuple[FigureKind, bool]:
    """Return the kind of an amount and whether it tells a change."""
    if amount.group == "parameters":
        return "parameters", False
    if amount.group == "energy":
        return "energy", False
    if amount.group == "money":
        return kinds.of_money(text, amount, read, cues, tuple(last)), False
    return kinds.of_ratio(text, amount, subjects, priced=priced)


def _owner(
    text: str,
    amount: Amount,
    local: list[owners.Candidate],
    topic: Owner,
    kind: FigureKind,
    cues: list[Cue],
) -> Owner:
    if kind == "other" and amount.group == "money" and kinds.is_purchase(text, amount, cues):
        return owners.of_purchase(text, amount, local, topic)
    return owners.of_amount(text, amount, local, topic, kind)


def _figure(
    article: Article,
    sentence: Sentence,
    amount: Amount,
    signs: dict[str, str],
    kind: FigureKind,
    change: bool,
    owner: Owner,
) -> Figure:
    span = article.working.source(sentence.start + amount.start, sentence.start + amount.end)
    sign, _, per = amount.unit.partition("/")
    unit = signs.get(sign, sign) + (f"/{per}" if per else "")
    return Figure(
        id=identify(article.document.id, "figure", span.start, span.end, kind),
        document=article.document.id,
        span=span,
        sentence=article.working.source(sentence.start, sentence.end),
        kind=kind,
        low=amount.low,
        high=amount.high,
        unit=unit,
        organization=owner.name,
        organization_id=owner.id,
        approximation=amount.approximation,
        change=change,
        unit_inferred=sign in signs or amount.rule == "bare",
        date=_date(article, sentence),
        rule=amount.rule,
    )


def _date(article: Article, sentence: Sentence) -> When:
    """Return the last time that the sentence tells, else when the document was published."""
    times = [t for t in article.times if sentence.start <= t.range.start < sentence.end]
    return times[0].when if times else article.document.published


def _once(found: list[Figure]) -> tuple[Figure, ...]:
    """Return each kind, value, unit and company once; of equal money the one with a currency."""
    stated = {(f.low, f.high) for f in found if f.unit != "unknown" and len(f.unit) == 3}
    kept: dict[tuple[object, ...], Figure] = {}
    for figure in found:
        if figure.unit == "unknown" and (figure.low, figure.high) in stated:
            continue
        key = (figure.kind, figure.low, figure.high, figure.unit, figure.organization_id)
        kept.setdefault(key, figure)
    return tuple(kept.values())
