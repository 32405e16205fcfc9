"""What stands around a source in the reader: its facts, layers, chosen passage and repairs."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import amounts, filters, frame, quotations, tables
from pages.shared.source import Span
from pages.shared.texts import plain, t

LAYERS = ("statements", "events", "figures", "repairs", "left_out")
PART = 30_000
AROUND = 160


def name(row: Any) -> str:
    """Return what a document is called in a list: its title and publisher."""
    return f"{row.title} ({row.publisher})" if row.publisher else str(row.title)


def forget_place() -> None:
    """Drop the passage of the document that was open before."""
    st.query_params.pop("at", None)


def choose_layers() -> list[str]:
    """Draw the choice of what is marked in the source; kept in the address as `marks`."""
    return st.pills(
        t("reader_marks"),
        LAYERS,
        selection_mode="multi",
        default=LAYERS,
        format_func=lambda layer: t(f"layer_{layer}"),
        key="marks",
        bind="query-params",
    )


def facts(row: Any, words: list[str]) -> None:
    """Draw the lines that say what the document is, when it is from and where it stands."""
    date = f"{quotations.period(row.earliest, row.latest)} ({t('basis_' + row.basis)})"
    if words and row.basis != "metadata":
        date += ": " + "; ".join(f"“{word}”" for word in words)
    lines = [
        (t("col_publisher"), " · ".join(x for x in (row.publisher, row.author) if x)),
        (t("col_date"), date),
        (t("col_language"), f"{filters.language_name(row.language)}, {row.encoding}"),
        (t("col_stance"), _stance(row)),
        (t("col_file"), row.path.rsplit("/", 1)[-1]),
    ]
    body = "".join(
        f"<dt>{html.escape(key)}</dt><dd>{html.escape(value)}</dd>" for key, value in lines if value
    )
    st.html(Path(__file__).with_name("source.css"))
    st.html(f'<dl class="ledger-facts">{body}</dl>')


def _stance(row: Any) -> str:
    if pd.isna(row.score):
        return t("label_none")
    label = t(f"label_{row.label}")
    return f"{label}, {quotations.score(row.score)} ({quotations.interval(row.low, row.high)})"


def counts(
    statements: pd.DataFrame, events: pd.DataFrame, figures: pd.DataFrame, repairs: pd.DataFrame
) -> str:
    """Return how much was found in the document, and what is missing."""
    said = statements[statements["mode"] != "writer"]
    return t(
        "reader_counts",
        statements=len(said),
        open=int(said["speaker"].isna().sum()),
        writer=len(statements) - len(said),
        events=len(events),
        figures=len(figures),
        repairs=len(repairs),
        guessed=int((~repairs["certain"].astype(bool)).sum()),
    )


def place(asked: str, length: int) -> Span | None:
    """Return the passage that the address asks for, or None; one outside the text is told."""
    if not asked:
        return None
    found = re.fullmatch(r"(\d{1,12})-(\d{1,12})", asked)
    if found:
        start, end = int(found[1]), int(found[2])
        if start < end <= length:
            return start, end
    st.warning(plain(t("unknown_place", value=asked[:80])))
    return None


def passage(
    row: Any,
    text: str,
    at: Span,
    statements: pd.DataFrame,
    events: pd.DataFrame,
    figures: pd.DataFrame,
) -> None:
    """Draw the passage that was asked for, with what was found there, above the source."""
    with st.container(border=True):
        said = _standing_at(statements, at)
        if said is not None:
            st.html(quotations.statement(said))
            frame.note(t("found_by", rule=said.rule, theme=t(f"theme_{said.theme}")))
            return
        happened = _standing_at(events, at)
        if happened is not None:
            trigger = (happened.trigger_start, happened.trigger_end)
            st.html(quotations.sentence(happened, trigger, tables.event_facts(happened)))
            return
        counted = _standing_at(figures, at)
        if counted is not None:
            words = (counted.amount_start, counted.amount_end)
            st.html(quotations.sentence(counted, words, amounts.facts(counted)))
            return
        start, end = max(at[0] - AROUND, 0), min(at[1] + AROUND, len(text))
        before, words_, after = text[start : at[0]], text[at[0] : at[1]], text[at[1] : end]
        st.html(
            f'<figure class="ledger-excerpt"><blockquote lang="{html.escape(row.language)}">'
            f"…{html.escape(before)}<b>{html.escape(words_)}</b>{html.escape(after)}…"
            "</blockquote></figure>"
        )


def _standing_at(found: pd.DataFrame, at: Span) -> Any:
    here = found[(found["start"] == at[0]) & (found["end"] == at[1])]
    return None if here.empty else next(here.itertuples(index=False))


def part(length: int, at: Span | None) -> Span:
    """Return the stretch of a long source to draw; the reader turns its pages."""
    if length <= PART:
        return 0, length
    pages = (length + PART - 1) // PART
    first = at[0] // PART + 1 if at else 1
    number = st.number_input(t("reader_part", n=pages), 1, pages, first, key=f"part_{at}")
    return (number - 1) * PART, min(number * PART, length)


def figure_words(figures: pd.DataFrame) -> list[str]:
    """Return what each figure is, in words."""
    return [" · ".join(amounts.facts(row)[:3]) for row in figures.itertuples(index=False)]


def legend(layers: list[str]) -> None:
    """Draw what the marks in the source mean."""
    samples = [
        ("statements", f'<span class="said up">{html.escape(t("label_optimist"))}</span>'),
        ("statements", f'<span class="said down">{html.escape(t("label_pragmatist"))}</span>'),
        ("statements", f'<span class="said even">{html.escape(t("label_balanced"))}</span>'),
        ("statements", f'<span class="said off">{html.escape(t("label_none"))}</span>'),
        ("events", f'<span class="event">{html.escape(t("layer_events"))}</span>'),
        ("figures", f'<span class="figure">{html.escape(t("layer_figures"))}</span>'),
        ("repairs", f'<span class="repair">{html.escape(t("layer_repairs"))}</span>'),
        ("repairs", f'<span class="repair guess">{html.escape(t("guessed"))}</span>'),
        ("left_out", f'<span class="left-out">{html.escape(t("layer_left_out"))}</span>'),
    ]
    body = " ".join(sample for layer, sample in samples if layer in layers)
    if body:
        st.html(f'<p class="ledger-source ledger-legend">{body}</p>')


def repaired(repairs: pd.DataFrame) -> None:
    """Draw the table of repairs, folded away, with its CSV."""
    if repairs.empty:
        return
    with st.expander(t("repairs_table", n=len(repairs))):
        shown = pd.DataFrame(
            {
                t("col_action"): repairs["action"],
                t("col_before"): repairs["before"],
                t("col_after"): repairs["after"],
                t("col_certain"): [t("certain" if c else "guessed") for c in repairs["certain"]],
            }
        )
        st.dataframe(shown, hide_index=True, alt=t("repairs_table", n=len(repairs)))
        tables.download(shown, "repairs")


def listed(statements: pd.DataFrame, show: Any) -> None:
    """Draw the statements one by one, folded away: the way to each without a mouse."""
    if statements.empty:
        return
    with st.expander(t("reader_statements", n=len(statements))):
        for row in statements.sort_values("start").itertuples(index=False):
            show(row)
