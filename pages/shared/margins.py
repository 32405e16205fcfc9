"""What stands around a source in the reader: its facts, layers, chosen passage and repairs."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import amounts, filters, frame, guesses, quotations, readings, tables
from pages.shared.readings import Reading
from pages.shared.source import ASKED, Span, region
from pages.shared.texts import plain, t, table

LAYERS = ("statements", "events", "figures", "repairs", "left_out")
PART = 30_000
AROUND = 160


def name(row: Any) -> str:
    """Return what a document is called in a list: its title and publisher."""
    title = guesses.title(row)
    return f"{title} ({row.publisher})" if row.publisher else title


def forget_place() -> None:
    """Drop the passage of the document that was open before."""
    st.query_params.pop("at", None)


def choose_layers() -> tuple[str, ...]:
    """Draw the choice of what is marked in the source; kept in the address as `marks`."""
    return filters.pills("marks", LAYERS, t("reader_marks"), LAYERS, name="layer")


def facts(row: Any, words: list[str], damage: list[tuple[str, str]]) -> None:
    """Draw the lines that say what the document is, where it stands and what `damage` it has."""
    date = f"{quotations.period(row.earliest, row.latest)} ({t('basis_' + row.basis)})"
    if words and row.basis != "metadata":
        date += ": " + "; ".join(f"“{word}”" for word in words)
    lines = [
        (t("col_publisher"), " · ".join(x for x in (row.publisher, row.author) if x)),
        (t("col_date"), date),
        (t("col_language"), filters.language_name(row.language)),
        (t("col_stance"), _stance(row)),
        (t("col_file"), row.path.rsplit("/", 1)[-1]),
        *damage,
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


def damage(
    row: Any, text: str, repairs: pd.DataFrame, regions: pd.DataFrame
) -> list[tuple[str, str]]:
    """Return what was damaged in a document, and what is left out of the analysis, in words."""
    lost = repairs["action"] == readings.UNRECOVERABLE
    parted = int((repairs["action"] == "run together").sum())
    made = repairs[~lost & (repairs["action"] != "run together")]
    guessed = int((~made["certain"].astype(bool)).sum())
    places = filters.count("repairs", len(made))
    if guessed:
        places += f", {t('of_them_guessed', n=guessed)}"
    left_out = [f"{region(kind)} {n}" for kind, n in regions["kind"].value_counts().items()]
    lines = _lines_of(text, regions)
    return [
        (t("col_encoding"), encoding(row.encoding)),
        (t("col_repaired"), places),
        (t("col_parted"), filters.count("parted", parted) if parted else ""),
        (t("col_lost"), filters.count("lost", int(repairs[lost]["after"].str.len().sum()))),
        (t("col_left_out"), _listed(filters.count("lines", lines), left_out)),
    ]


def _listed(words: str, parts: list[str]) -> str:
    return f"{words} ({', '.join(parts)})" if parts else words


def _lines_of(text: str, regions: pd.DataFrame) -> int:
    """Return how many lines of the source are left out, in whole or in part."""
    return sum(
        text.count("\n", int(r.start), int(r.end)) + 1 for r in regions.itertuples(index=False)
    )


def encoding(name: str) -> str:
    """Return as what a file was read, in words: "utf-8; gb18030 in lines 3, 5-6".

    >>> encoding("gb18030")
    'GB18030 (Simplified Chinese)'
    """
    main, *others = re.split(r"; ?|\+", name)
    words = [_charset(main)]
    for other in others:
        charset, _, where = other.partition(" in ")
        found = re.fullmatch(r"(?:(\d+) )?lines?,?(?: first)? (.+)", where)
        if not found:
            words.append(_charset(charset))
        elif found[1]:
            words.append(t("encoding_many", charset=_charset(charset), n=found[1], lines=found[2]))
        else:
            words.append(t("encoding_lines", charset=_charset(charset), lines=found[2]))
    return "; ".join(words)


def _charset(name: str) -> str:
    return t(f"encoding_{name}") if f"encoding_{name}" in table() else name


def counts(statements: pd.DataFrame, events: pd.DataFrame, figures: pd.DataFrame) -> str:
    """Return how much was found in the document, and what is missing."""
    said = statements[statements["mode"] != "writer"]
    return t(
        "reader_counts",
        statements=filters.count("statements", len(said)),
        open=int(said["speaker"].isna().sum()),
        writer=len(statements) - len(said),
        events=filters.count("events", len(events)),
        figures=filters.count("figures", len(figures)),
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
    row: Any, text: str, at: Span, found: tuple[pd.DataFrame, ...], repaired: list[Reading]
) -> None:
    """Draw the passage that was asked for, with what was found there, above the source.

    `found` are the document's statements, events and figures.
    """
    said, happened, counted = (_standing_at(rows, at) for rows in found)
    with st.container(border=True):
        if said is not None:
            st.html(quotations.statement(said))
            frame.note(t("found_by", rule=said.rule, theme=t(f"theme_{said.theme}")))
        elif happened is not None:
            trigger = (happened.trigger_start, happened.trigger_end)
            st.html(quotations.sentence(happened, trigger, tables.event_facts(happened)))
        elif counted is not None:
            words = (counted.amount_start, counted.amount_end)
            st.html(quotations.sentence(counted, words, amounts.facts(counted)))
        else:
            st.html(_around(row, text, at, repaired))


def _around(row: Any, text: str, at: Span, repaired: list[Reading]) -> str:
    """Return a passage in which nothing was found, in bold between its neighbours."""
    start, end = max(at[0] - AROUND, 0), min(at[1] + AROUND, len(text))
    before, words, after = (
        quotations.marked(text, part, repairs=repaired)
        for part in ((start, at[0]), at, (at[1], end))
    )
    signs = readings.key(quotations.within(repaired, (start, end)))
    return (
        f'<figure class="ledger-excerpt"><blockquote lang="{html.escape(row.language)}">'
        f"…{before}<b>{words}</b>{after}…</blockquote>"
        f"<figcaption>{signs}</figcaption></figure>"
    )


def scroll_to(at: Span) -> None:
    """Bring the passage that was asked for into view, once for each passage."""
    start, end = at
    st.html(
        f"<script>/* {start:d}-{end:d} */ setTimeout(() => document.getElementById('{ASKED}')"
        "?.scrollIntoView({block: 'center'}), 200)</script>",
        unsafe_allow_javascript=True,
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


def legend(layers: Sequence[str], repaired: list[Reading], regions: pd.DataFrame) -> None:
    """Draw what the marks in the source mean."""
    samples = [
        ("statements", f'<span class="said up">{html.escape(t("label_optimist"))}</span>'),
        ("statements", f'<span class="said down">{html.escape(t("label_pragmatist"))}</span>'),
        ("statements", f'<span class="said even">{html.escape(t("label_balanced"))}</span>'),
        ("statements", f'<span class="said off">{html.escape(t("label_none"))}</span>'),
        ("events", f'<span class="event">{html.escape(t("layer_events"))}</span>'),
        ("figures", f'<span class="figure">{html.escape(t("layer_figures"))}</span>'),
        ("repairs", readings.legend(repaired)),
        ("left_out", "" if regions.empty else _left_out()),
    ]
    body = " ".join(sample for layer, sample in samples if layer in layers and sample)
    if body:
        st.html(f'<p class="ledger-source ledger-legend">{body}</p>')


def _left_out() -> str:
    return f'<span class="left-out">{html.escape(t("layer_left_out"))}</span>'


def repaired(repairs: pd.DataFrame) -> None:
    """Draw the table of repairs, folded away, with its CSV."""
    if repairs.empty:
        return
    with st.expander(t("repairs_table", n=len(repairs))):
        shown = pd.DataFrame(
            {
                t("col_action"): repairs["action"].map(action),
                t("col_before"): repairs["before"],
                t("col_after"): repairs["after"],
                t("col_certain"): [_sure(r) for r in repairs.itertuples(index=False)],
            }
        )
        st.dataframe(shown, hide_index=True, alt=t("repairs_table", n=len(repairs)))
        tables.download(shown, "repairs")


def action(name: str) -> str:
    """Return in words what a repair does."""
    key = f"action_{name.replace(' ', '_')}"
    return t(key) if key in table() else name


def _sure(repair: Any) -> str:
    if repair.action == readings.UNRECOVERABLE:
        return t("lost_short")
    return t("certain" if repair.certain else "guessed")


def listed(statements: pd.DataFrame, show: Any) -> None:
    """Draw the statements one by one, folded away: the way to each without a mouse."""
    if statements.empty:
        return
    with st.expander(t("reader_statements", n=len(statements))):
        for row in statements.sort_values("start").itertuples(index=False):
            show(row)
