"""The order of the steps, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from analysis import dates, events, figures, names, sentences, source_text, speakers, stance
from analysis.records import Analysis, Article, Document, Failure, Origin, Stance, Statement

T = TypeVar("T")


def analyse(raw: bytes | str, origin: Origin, model: stance.Model) -> Analysis:
    """Return everything that is found in one document.

    A step that fails is listed in `failures`; what the other steps found is complete. A document
    that cannot be read at all has an empty text and one failure.
    """
    failures: list[Failure] = []

    def attempt(step: str, run: Callable[[], T], otherwise: T) -> T:
        try:
            return run()
        except Exception as error:  # any fault of a step is that step's alone
            failures.append(Failure(origin.id or origin.path, step, _describe(error)))
            return otherwise

    read = attempt("read", lambda: source_text.read(raw, origin), None)
    if read is None:
        return Analysis(Document(origin.id or origin.path, ""), failures=tuple(failures))
    document, working, regions = read
    article = Article(document, working, attempt("cut", lambda: sentences.split(working), ()))
    published = attempt("date", lambda: dates.published(article, origin), document.published)
    document = replace(document, published=published)
    article = replace(article, document=document)
    article = replace(article, times=attempt("times", lambda: dates.find(article), ()))
    article = replace(article, mentions=attempt("names", lambda: names.find(article), ()))
    nothing: tuple[Statement, ...] = ()
    said = attempt("speakers", lambda: speakers.find(article), nothing)
    own = attempt("writer", lambda: speakers.writer(article, said), nothing)
    unscored: tuple[tuple[Statement, ...], tuple[Stance, ...]] = (said, ())
    statements, stances = attempt("stance", lambda: _score(article, said, own, model), unscored)
    return Analysis(
        document=document,
        repairs=working.plan,
        regions=regions,
        statements=statements,
        stances=stances,
        events=attempt("events", lambda: events.find(article), ()),
        figures=attempt("figures", lambda: figures.find(article), ()),
        failures=tuple(replace(f, document=document.id) for f in failures),
    )


def _score(
    article: Article,
    said: tuple[Statement, ...],
    own: tuple[Statement, ...],
    model: stance.Model,
) -> tuple[tuple[Statement, ...], tuple[Stance, ...]]:
    """Score all statements and the document, and tell the statements' themes.

    Of the writer's own voice only what takes a stance is kept.
    """
    scored = stance.of_statements(article, said + own, model)
    whole = stance.of_document(article, said + own, scored, model)
    kept = [
        (replace(statement, theme=_theme(article, statement)), score)
        for statement, score in zip(said + own, scored, strict=True)
        if statement.mode != "writer" or score.score is not None
    ]
    kept.sort(key=lambda pair: pair[0].span)
    return tuple(s for s, _ in kept), (*(s for _, s in kept), whole)


def _theme(article: Article, statement: Statement) -> str:
    return stance.theme(article.text[slice(*article.working.reading(statement.span))])


def _describe(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".strip(": ")
