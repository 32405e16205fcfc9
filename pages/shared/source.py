"""A document's source with everything that was found in it marked, never altered."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.records import Edit
from analysis.records import Span as Stretch
from pages.shared import readings
from pages.shared.quotations import interval, mode_of, name_of, period, score
from pages.shared.readings import Reading
from pages.shared.texts import t, table

Span = tuple[int, int]
ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the source, how it is drawn, and what is told of it."""

    start: int
    end: int
    style: str
    title: str = ""
    label: str = ""


def statements(found: pd.DataFrame) -> list[Mark]:
    """Return a mark for each statement, labelled with speaker and score.

    The writer's own voice is drawn more quietly and its label holds the score alone.
    """
    marks = []
    for row in found.itertuples(index=False):
        own = row.mode == "writer"
        value = "" if pd.isna(row.score) else score(row.score)
        title = f"{name_of(row)} · {t('mode_' + mode_of(row))} · {score(row.score)}"
        marks.append(
            Mark(
                int(row.start),
                int(row.end),
                f"{'own' if own else 'said'} {_side(row.score)}",
                f"{title} {interval(row.low, row.high)}",
                value if own else f"{name_of(row)} {value}".strip(),
            )
        )
    return marks


def _side(value: Any) -> str:
    if pd.isna(value):
        return "off"
    return "up" if value > 0.15 else "down" if value < -0.15 else "even"


def events(found: pd.DataFrame) -> list[Mark]:
    """Return a mark for the words that tell each event, labelled with kind and date."""
    return [
        Mark(
            int(row.trigger_start),
            int(row.trigger_end),
            "event",
            f"{t('status_' + row.status)} · {row.person or row.organization}",
            f"{t('kind_' + row.kind)} · {period(row.earliest, row.latest)}",
        )
        for row in found.itertuples(index=False)
    ]


def figures(found: pd.DataFrame, words: Sequence[str]) -> list[Mark]:
    """Return a mark for each amount; `words` say what each is, in the same order."""
    return [
        Mark(int(row.amount_start), int(row.amount_end), "figure", told)
        for row, told in zip(found.itertuples(index=False), words, strict=True)
    ]


def repairs(found: pd.DataFrame) -> list[Reading]:
    """Return how the damaged stretches of a source are read."""
    return readings.of(
        Edit(r.action, r.before, r.after, Stretch(int(r.start), int(r.end)), bool(r.certain))
        for r in found.itertuples(index=False)
    )


def regions(found: pd.DataFrame, text: str) -> list[Mark]:
    """Return a mark for each stretch that is kept out of the analysis.

    Of stretches of one kind that follow each other the first one is labelled.
    """
    marks = []
    kind, end = "", 0
    for row in found.itertuples(index=False):
        words = region(row.kind)
        goes_on = row.kind == kind and not text[end : int(row.start)].strip()
        title = t("left_out", kind=words)
        label = "" if goes_on else words
        marks.append(Mark(int(row.start), int(row.end), "left-out", title, label))
        kind, end = row.kind, int(row.end)
    return marks


def region(kind: str) -> str:
    """Return in words of what kind a stretch is that is kept out of the analysis."""
    return t(f"region_{kind}") if f"region_{kind}" in table() else kind


def draw(
    text: str,
    span: Span,
    marks: Sequence[Mark],
    repaired: Sequence[Reading] = (),
    *,
    language: str,
    at: Span | None,
) -> str:
    """Return `text` at `span` as escaped HTML with its marks; `at` is the passage asked for.

    Beside damaged stretches stands how they are read.
    """
    start, end = span
    wanted = [m for m in marks if m.start < end and m.end > start and m.start < m.end]
    if at is not None and at[0] < at[1]:
        wanted.append(Mark(at[0], at[1], "at"))
    edges = {*(m.start for m in wanted), *(m.end for m in wanted)}
    parts = [f'<div class="ledger-source" lang="{html.escape(language)}">']
    for piece in readings.pieces(text, span, repaired, edges):
        covering = [m for m in wanted if m.start <= piece.low and m.end >= piece.high]
        words = readings.draw(piece, text)
        if at is not None and piece.low == max(at[0], start) and piece.words:
            parts.append(f'<span id="{ASKED}"></span>')
        parts.append(_piece(words, covering) if covering else words)
        if piece.words:
            parts += [_label(m) for m in covering if m.end == piece.high and m.label]
    return "".join([*parts, "</div>"])


def _piece(words: str, covering: Sequence[Mark]) -> str:
    style = html.escape(" ".join(m.style for m in covering))
    title = html.escape(" | ".join(m.title for m in covering if m.title))
    return f'<span class="{style}" title="{title}">{words}</span>'


def _label(mark: Mark) -> str:
    kind = html.escape(mark.style)
    return f'<span class="ledger-label {kind}">{html.escape(mark.label)}</span>'
