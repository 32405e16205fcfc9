"""Amounts, prices, rates and sizes, in base units."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from analysis.figures import (
    amounts,
    context,
    currencies,
    kinds,
    numerals,
    owners,
    periods,
    prices,
)
from analysis.figures.patterns import lower
from analysis.records import (
    Article,
    Figure,
    FigureKind,
    Sentence,
    TimeExpression,
    When,
    identify,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from analysis.figures.amounts import Amount
    from analysis.figures.kinds import Cue
    from analysis.figures.owners import Candidate, Owner

__all__ = ["find"]

_LONGEST = 2000  # characters of a sentence that are read: beyond, it is a table
_GREATEST = 10**24  # in base units: what is written beyond is no amount of anything on Earth
_REMEMBERED = 4  # figures whose kinds decide what unspecified spending is for


@dataclass(slots=True)
class _Reading:
    """What a document has told up to a sentence: whose figures, for how many tokens, what kinds."""

    signs: Mapping[str, str]
    candidates: list[Candidate]
    topic: Owner
    times: list[TimeExpression]
    size: Decimal | None = None
    last: deque[FigureKind] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))


def find(article: Article) -> tuple[Figure, ...]:
    """Return the figures of `article`, each kind, value, unit and company once, in order.

    Money, token prices (per million tokens), percentages (40 for 40 %), multiples, parameters
    and energy (W, Wh), in base units; never heads, tokens, durations or model names.
    """
    candidates = owners.candidates(article)
    main = owners.main(candidates, article.document.title)
    times = sorted(article.times, key=lambda t: t.range)
    reading = _Reading(currencies.resolve(article), candidates, main, times)
    found: list[Figure] = []
    paragraph = -1
    for sentence in article.sentences:
        if sentence.paragraph != paragraph:
            paragraph, reading.size = sentence.paragraph, None
            reading.topic = main
        found.extend(_of_sentence(article, sentence, reading))
    return _once(found)


def _of_sentence(article: Article, sentence: Sentence, reading: _Reading) -> list[Figure]:
    """Return the figures of one sentence, and leave in `reading` what the next one needs."""
    end = min(sentence.end, sentence.start + _LONGEST)
    text = numerals.narrow(article.text[sentence.start : end])
    low = lower(text)
    local = owners.within(reading.candidates, sentence.start, end)
    read = amounts.find(text)
    found = []
    if read:
        cues = kinds.money_cues(low)
        read = context.complete(text, read, cues)
        priced = reading.size is not None
        read, reading.size = prices.per_million(text, read, _stops(cues), reading.size)
        scene = _Scene(low, read, cues, kinds.subject_cues(low), priced or bool(reading.size))
        for amount in read:
            if amount.high < _GREATEST and not kinds.is_score(amount, scene.subjects):
                found.append(_figure(article, sentence, amount, scene, local, reading))
    else:
        reading.size = None
    reading.topic = _after(owners.subject(low, local), reading.topic)
    return found


def _after(subject: Owner | None, topic: Owner) -> Owner:
    return topic if subject is None else subject


class _Scene(NamedTuple):
    """A sentence in lower case, its amounts, and its words that tell what they are of."""

    text: str
    read: list[Amount]
    cues: list[Cue]
    subjects: list[Cue]
    priced: bool


def _stops(cues: list[Cue]) -> list[int]:
    """Return where words stand that no token price follows."""
    senses = ("valuation", "funding", "revenue", "market_cap", "capex", "cash_out")
    return [cue.start for cue in cues if cue.sense in senses]


def _kind(amount: Amount, scene: _Scene, last: Sequence[FigureKind]) -> tuple[FigureKind, bool]:
    """Return the kind of an amount and whether it tells a change."""
    if amount.group == "parameters":
        return "parameters", False
    if amount.group == "energy":
        return "energy", False
    if amount.group == "money":
        return kinds.of_money(scene.text, amount, scene.read, scene.cues, last), False
    trained = bool(last) and last[0] == "training_cost" and scene.read[0].group == "money"
    return kinds.of_ratio(scene.text, amount, scene.subjects, priced=scene.priced, trained=trained)


def _owner(
    amount: Amount, scene: _Scene, local: list[Candidate], topic: Owner, kind: FigureKind
) -> Owner:
    money = kind == "other" and amount.group == "money"
    if money and kinds.is_purchase(scene.text, amount, scene.cues):
        return owners.of_purchase(scene.text, amount, local, topic)
    return owners.of_amount(scene.text, amount, local, topic, kind)


def _figure(
    article: Article,
    sentence: Sentence,
    amount: Amount,
    scene: _Scene,
    local: list[Candidate],
    reading: _Reading,
) -> Figure:
    """Return the figure that an amount of a sentence is."""
    kind, change = _kind(amount, scene, tuple(reading.last))
    if amount.group == "money":
        reading.last.appendleft(kind)
    owner = _owner(amount, scene, local, reading.topic, kind)
    span = article.working.source(sentence.start + amount.start, sentence.start + amount.end)
    sign, _, per = amount.unit.partition("/")
    unit = reading.signs.get(sign, sign) + (f"/{per}" if per else "")
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
        period=periods.of_amount(scene.text, amount),
        change=change,
        unit_inferred=sign in reading.signs or amount.rule == "bare",
        date=_date(article, sentence, reading.times),
        rule=amount.rule,
    )


def _date(article: Article, sentence: Sentence, times: Sequence[TimeExpression]) -> When:
    """Return the first time that the sentence tells, else when the document was published."""
    first = bisect_left(times, sentence.start, key=lambda t: t.range.start)
    if first < len(times) and times[first].range.start < sentence.end:
        return times[first].when
    return article.document.published


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
