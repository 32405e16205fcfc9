"""Tables, and their CSV."""

from __future__ import annotations

import html
import math
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import amounts, filters, frame, guesses, quotations, readings
from pages.shared.texts import plain, t, table

PAGE = 15
EVENT_COLUMNS = [
    "kind",
    "status",
    "earliest",
    "latest",
    "person",
    "organization",
    "destination",
] + ["post", "people", "title"]
FIGURE_COLUMNS = [
    "kind",
    "low",
    "high",
    "unit",
    "approximation",
    "period",
    "change",
    "organization",
] + ["words", "earliest", "latest", "title"]
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def csv(frame_: pd.DataFrame) -> bytes:
    """Return a table as CSV that a spreadsheet opens without running any cell as a formula."""
    safe = frame_.map(_tame)
    safe.columns = [_tame(str(column)) for column in safe.columns]
    return str(safe.to_csv(index=False)).encode("utf-8-sig")


def _tame(value: Any) -> Any:
    """Return a cell with ' in front where a spreadsheet would take it for a formula.

    >>> _tame("=1+1"), _tame("plain"), _tame(-3)
    ("'=1+1", 'plain', -3)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(DANGEROUS) else value


def download(rows: pd.DataFrame | Callable[[], bytes], name: str) -> None:
    """Draw the button that downloads a table, or what a function returns when it is pressed."""
    st.download_button(
        t("csv"),
        csv(rows) if isinstance(rows, pd.DataFrame) else rows,
        file_name=f"{name}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"csv_{name}",
    )


def told(rows: pd.DataFrame, columns: Sequence[str]) -> Callable[[], bytes]:
    """Return what writes rows as CSV with their sentence and the address of its source.

    `sentence` are the source's words, `reading` how they are read, `guesses` how many of their
    places are a guess.
    """

    def written() -> bytes:
        found = []
        for r in rows.itertuples(index=False):
            span, begin = (int(r.start), int(r.end)), int(r.passage_start)
            repairs = quotations.readings_of(r)
            found.append(
                {
                    "sentence": r.passage[span[0] - begin : span[1] - begin],
                    "reading": readings.legible(r.passage, span, repairs, offset=begin),
                    "guesses": sum(x.is_guess for x in quotations.within(repairs, span)),
                    "source": f"reader?doc={r.document}&at={r.start}-{r.end}",
                }
            )
        more = pd.DataFrame(found, columns=["sentence", "reading", "guesses", "source"])
        return csv(pd.concat([rows[list(columns)].reset_index(drop=True), more], axis=1))

    return written


def documents(rows: pd.DataFrame, totals: Any) -> None:
    """Draw the table of documents with dates, stance and what was found in each."""
    if rows.empty:
        st.info(t("nothing_at_all", things=t("things_documents")))
        return
    heads = ("title", "date", "language", "stance", "statements", "unattributed")
    draw(rows, heads, _document, "list")
    frame.note(
        t(
            "corpus_note",
            documents=filters.count("documents", len(rows)),
            statements=filters.count("statements", int(totals.statements)),
            unattributed=int(totals.unattributed),
            off_axis=int(totals.off_axis),
            undated=int(rows["earliest"].isna().sum()),
        )
    )


def draw(
    rows: pd.DataFrame, heads: Sequence[str], cells: Callable[[Any], Sequence[str]], key: str
) -> None:
    """Draw rows as a table that is stacked on a phone; `cells` are HTML, escaped.

    More than a page of rows are turned over; the page is in the address as `key`.
    """
    pages = math.ceil(len(rows) / PAGE)
    slot = st.container()
    number = min(st.pagination(pages, key=key, bind="query-params"), pages) if pages > 1 else 1
    names = [html.escape(t(f"col_{head}")) for head in heads]
    help_ = [html.escape(t(f"col_{h}_help")) if f"col_{h}_help" in table() else "" for h in heads]
    body = "".join(
        "<tr>"
        + "".join(
            f'<td data-label="{name}"><div>{cell}</div></td>'
            for name, cell in zip(names, cells(row), strict=True)
        )
        + "</tr>"
        for row in rows.iloc[(number - 1) * PAGE : number * PAGE].itertuples(index=False)
    )
    head = "".join(
        f'<th scope="col" title="{told}">{name}</th>'
        for name, told in zip(names, help_, strict=True)
    )
    slot.html(
        f'<table class="ledger-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    )


def _document(row: Any) -> Sequence[str]:
    """Return the cells of a document's row."""
    publisher = row.publisher if isinstance(row.publisher, str) else ""
    verdict = html.escape(quotations.score(row.score))
    if not pd.isna(row.score):
        between = html.escape(quotations.interval(row.low, row.high))
        drawn = quotations.scale(row.score, row.low, row.high)
        beneath = f'<small title="{html.escape(t("interval_help"))}">{between}</small>'
        verdict = f'<div class="ledger-score">{drawn}{verdict}{beneath}</div>'
    quoted = int(row.statements - row.writer)
    link = quotations.address(row.id)
    return (
        f'<a href="{link}" target="_self" lang="{html.escape(row.language)}">'
        f"{html.escape(guesses.title(row))}</a><small>{html.escape(publisher)}</small>",
        _dated(row, t(f"basis_{row.basis}")),
        html.escape(filters.language_name(row.language)),
        verdict,
        f"{row.statements}",
        f"{row.unattributed / quoted:.0%}" if quoted else "–",
    )


def _dated(row: Any, beneath: str = "") -> str:
    ends = html.escape(quotations.period(row.earliest, row.latest)).split(" – ")
    date = " – ".join(f'<span class="ledger-nowrap">{end}</span>' for end in ends)
    return date + (f"<small>{html.escape(beneath)}</small>" if beneath else "")


def latest_events(rows: pd.DataFrame, n: int) -> None:
    """Draw the latest events that were not denied; one sentence that tells several comes once."""
    if rows.empty:
        st.info(t("nothing_at_all", things=t("things_events")))
        return
    real = rows[rows["status"] != "denied"]
    one = ["document", "start", "end", "kind", "status"]
    for _, same in list(real.groupby(one, sort=False, dropna=False))[:n]:
        row = next(same.itertuples(index=False))
        facts = event_facts(row)
        if len(same) > 1:
            whose = dict.fromkeys(map(who, same.itertuples(index=False)))
            facts[0] = f"{t(f'one_{row.kind}')}: {', '.join(whose)}"
        quotations.show_sentence(row, (row.trigger_start, row.trigger_end), facts)


def who(row: Any) -> str:
    """Return whom an event is about, and where to."""
    words = " · ".join(guesses.name(words) for words in (row.person, row.organization) if words)
    return f"{words} → {guesses.name(row.destination)}" if row.destination else words


def event_facts(row: Any) -> list[str]:
    """Return the line over an event's sentence and those beneath it."""
    date = quotations.period(row.earliest, row.latest)
    lead = ": ".join(words for words in (t(f"one_{row.kind}"), who(row)) if words)
    if not pd.isna(row.people):
        lead += f" ({t('people', n=f'{row.people:,}')})"
    return [lead, t(f"status_{row.status}"), guesses.name(row.post), date]


def events(rows: pd.DataFrame) -> None:
    """Draw all events as a table, each with its sentence."""
    _chosen(rows, "event", lambda row: (row.trigger_start, row.trigger_end), event_facts)
    draw(rows, ("date", "kind", "who", "quote"), _event, "list")
    download(told(rows, EVENT_COLUMNS), "events")


def _event(row: Any) -> Sequence[str]:
    """Return the cells of an event's row."""
    span = (row.trigger_start, row.trigger_end)
    return (
        _dated(row),
        f"{html.escape(t(f'one_{row.kind}'))}<small>{html.escape(t(f'status_{row.status}'))}</small>",
        html.escape(who(row))
        + (f"<small>{html.escape(guesses.name(row.post))}</small>" if row.post else ""),
        quotations.folded(row, span),
    )


def figures(rows: pd.DataFrame) -> None:
    """Draw figures as a table, each with its sentence."""
    _chosen(rows, "figure", lambda row: (row.amount_start, row.amount_end), amounts.facts)
    draw(rows, ("kind", "what", "organization", "date", "quote"), _figure, "list")
    download(told(rows, FIGURE_COLUMNS), "figures")


def _figure(row: Any) -> Sequence[str]:
    """Return the cells of a figure's row."""
    exact = f"{html.escape(row.approximation)} {quotations.words_of(row)}".strip()
    return (
        html.escape(amounts.kind(row)),
        f"{html.escape(amounts.amount(row))}<small>{exact}</small>",
        html.escape(guesses.name(row.organization) or "–"),
        _dated(row),
        quotations.folded(row, (row.amount_start, row.amount_end)),
    )


def _chosen(
    rows: pd.DataFrame,
    parameter: str,
    words: Callable[[Any], tuple[int, int]],
    facts: Callable[[Any], list[str]],
) -> None:
    """Draw the sentence of the row whose mark was clicked or that the address names."""
    identity = st.query_params.get(parameter, "")
    if not identity:
        return
    found = rows[rows["id"] == identity]
    if found.empty:
        st.warning(plain(t("unknown_id", value=identity[:80])))
        return
    row = next(found.itertuples(index=False))
    with st.container(border=True):
        quotations.show_sentence(row, words(row), facts(row))
        quotations.close(parameter)


def split(sides: pd.DataFrame) -> None:
    """Draw how many attributed statements lie on each side, as one bar with its numbers."""
    counts = dict(zip(sides["label"], sides["n"], strict=True))
    order = [label for label in ("pragmatist", "balanced", "optimist") if counts.get(label)]
    if not order:
        return
    bars = "".join(f'<i class="{label}" style="flex-grow:{counts[label]}"></i>' for label in order)
    words = [
        f'<span><i class="{label}"></i>{html.escape(t(f"label_{label}"))}: {counts[label]}</span>'
        for label in order
    ]
    if counts.get("none"):
        help_ = html.escape(t("off_axis_help"))
        none = html.escape(t("label_none"))
        words.append(f'<span title="{help_}">{none}: {counts["none"]}</span>')
    st.html(
        f'<div class="ledger-split" aria-hidden="true">{bars}</div>'
        f'<p class="ledger-key">{"".join(words)}</p>'
    )
