"""Amounts, prices, rates and sizes, in base units."""

from __future__ import annotations

from analysis.figures import amounts, currencies
from analysis.figures.amounts import Amount
from analysis.records import Article, Figure, FigureKind, Sentence, identify

__all__ = ["find"]

_KIND: dict[str, FigureKind] = {"parameters": "parameters", "energy": "energy"}


def find(article: Article) -> tuple[Figure, ...]:
    """Return the figures of `article`, each once, in order."""
    signs = currencies.resolve(article)
    found: dict[tuple[object, ...], Figure] = {}
    for sentence in article.sentences:
        for amount in amounts.find(article.text[sentence.start : sentence.end]):
            if amount.group != "bare":
                figure = _figure(article, sentence, amount, signs)
                key = (figure.kind, figure.low, figure.high, figure.unit, figure.organization)
                found.setdefault(key, figure)
    return tuple(found.values())


def _figure(article: Article, sentence: Sentence, amount: Amount, signs: dict[str, str]) -> Figure:
    span = article.working.source(sentence.start + amount.start, sentence.start + amount.end)
    unit = signs.get(amount.unit, amount.unit)
    kind = _KIND.get(amount.group, "other")
    return Figure(
        id=identify(article.document.id, "figure", span.start, span.end, kind),
        document=article.document.id,
        span=span,
        sentence=article.working.source(sentence.start, sentence.end),
        kind=kind,
        low=amount.low,
        high=amount.high,
        unit=unit,
        approximation=amount.approximation,
        change=amount.change,
        unit_inferred=amount.unit in signs,
        date=article.document.published,
        rule=amount.rule,
    )
