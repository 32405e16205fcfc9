"""Tables, and their CSV."""

from __future__ import annotations

import html
import math
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

import pandas as pd
import streamlit as st

from pages.shared import amounts, filters, frame, quotations
from pages.shared.texts import language, plain, t

PAGE = 15
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


def download(table: pd.DataFrame, name: str) -> None:
    """Draw the button that downloads a table."""
    st.download_button(
        t("csv"),
        csv(table),
        file_name=f"{name}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"csv_{name}",
    )


def documents(rows: pd.DataFrame, totals: Any) -> None:
    """Draw the table of documents with dates, stance and what was found in each."""
    if rows.empty:
        st.info(t("nothing_at_all", things=t("things_documents")))
        return
    pages = math.ceil(len(rows) / PAGE)
    slot = st.container()
    number = st.pagination(pages, key="list", bind="query-params") if pages > 1 else 1
    part = rows.iloc[(number - 1) * PAGE : number * PAGE]
    heads = ("title", "date", "language", "stance", "statements", "unattributed")
    names = [t(f"col_{head}") for head in heads]
    head = "".join(f"<th scope='col'>{html.escape(name)}</th>" for name in names)
    body = "".join(_document(row, names) for row in part.itertuples(index=False))
    slot.html(
        f'<table class="ledger-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    )
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


def _document(row: Any, names: Sequence[str]) -> str:
    """Return a document's row; `names` label its cells where the table is stacked on a phone."""
    title = html.escape(row.title)
    address = html.escape(f"reader?doc={quote(row.id)}&ui={language()}")
    publisher = row.publisher if isinstance(row.publisher, str) else ""
    verdict = html.escape(quotations.score(row.score))
    if not pd.isna(row.score):
        between = html.escape(quotations.interval(row.low, row.high))
        verdict = f"{quotations.scale(row.score, row.low, row.high)}{verdict}"
        verdict += f'<small title="{html.escape(t("interval_help"))}">{between}</small>'
    quoted = int(row.statements - row.writer)
    share = f"{row.unattributed / quoted:.0%}" if quoted else "–"
    cells = (
        f'<a href="{address}" target="_self" lang="{html.escape(row.language)}">{title}</a>'
        f"<small>{html.escape(publisher)}</small>",
        f"{html.escape(quotations.period(row.earliest, row.latest))}"
        f"<small>{html.escape(t(f'basis_{row.basis}'))}</small>",
        html.escape(filters.language_name(row.language)),
        verdict,
        f"{row.statements}",
        share,
    )
    return (
        "<tr>"
        + "".join(
            f'<td data-label="{html.escape(name)}"><div>{cell}</div></td>'
            for name, cell in zip(names, cells, strict=True)
        )
        + "</tr>"
    )


def latest_events(rows: pd.DataFrame, n: int) -> None:
    """Draw the latest events that were not denied, each with its sentence."""
    if rows.empty:
        st.info(t("nothing_at_all", things=t("things_events")))
        return
    for row in rows[rows["status"] != "denied"].head(n).itertuples(index=False):
        quotations.show_sentence(row, (row.trigger_start, row.trigger_end), event_facts(row))


def event_facts(row: Any) -> list[str]:
    """Return the line under an event's sentence."""
    who = " · ".join(words for words in (row.person, row.organization) if words)
    if row.destination:
        who += f" → {row.destination}"
    date = quotations.period(row.earliest, row.latest)
    lead = ": ".join(words for words in (t(f"one_{row.kind}"), who) if words)
    if not pd.isna(row.people):
        lead += f" ({t('people', n=f'{row.people:,}')})"
    return [lead, t(f"status_{row.status}"), row.post, date]


def events(rows: pd.DataFrame) -> None:
    """Draw all events as a table; the sentence of a chosen row or mark stands above it."""
    shown = pd.DataFrame(
        {
            t("col_date"): _periods(rows),
            t("col_kind"): [t(f"one_{kind}") for kind in rows["kind"]],
            t("col_status"): [t(f"status_{status}") for status in rows["status"]],
            t("col_who"): rows["person"],
            t("col_organization"): rows["organization"],
            t("col_destination"): rows["destination"],
            t("col_title"): rows["title"],
        }
    )

    def tell(row: Any) -> None:
        quotations.show_sentence(row, (row.trigger_start, row.trigger_end), event_facts(row))

    _choice(rows, shown, "event", tell)
    download(shown.assign(**{t("col_open"): _addresses(rows)}), "events")


def figures(rows: pd.DataFrame) -> None:
    """Draw figures as a table; the sentence of a chosen row or mark stands above it."""
    shown = pd.DataFrame(
        {
            t("col_kind"): [amounts.kind(row) for row in rows.itertuples(index=False)],
            t("col_what"): [amounts.amount(row) for row in rows.itertuples(index=False)],
            t("col_organization"): rows["organization"],
            t("col_words"): rows["words"],
            t("col_date"): _periods(rows),
            t("col_title"): rows["title"],
        }
    )

    def tell(row: Any) -> None:
        quotations.show_sentence(row, (row.amount_start, row.amount_end), amounts.facts(row))

    _choice(rows, shown, "figure", tell)
    exact = rows[["low", "high", "unit"]].set_axis(
        [t("col_low"), t("col_high"), t("col_unit")], axis=1
    )
    download(pd.concat([shown, exact, _addresses(rows).rename(t("col_open"))], axis=1), "figures")


def _choice(
    rows: pd.DataFrame, shown: pd.DataFrame, parameter: str, tell: Callable[[Any], None]
) -> None:
    """Draw a table and, above it, the sentence of the row that the address names.

    Choosing a row, or a mark of the chart, puts its id in the address.
    """

    def keep() -> None:
        picked = st.session_state[f"table_{parameter}"]["selection"]["rows"]
        if picked:
            st.query_params[parameter] = rows["id"].iloc[picked[0]]
        else:
            st.query_params.pop(parameter, None)

    identity = st.query_params.get(parameter, "")
    found = rows[rows["id"] == identity]
    if not found.empty:
        with st.container(border=True):
            tell(next(found.itertuples(index=False)))
    elif identity:
        st.warning(plain(t("unknown_id", value=identity[:80])))
    else:
        frame.note(t("row_hint"))
    st.dataframe(
        shown,
        hide_index=True,
        alt=t(f"table_{parameter}"),
        key=f"table_{parameter}",
        on_select=keep,
        selection_mode="single-row",
    )


def _periods(rows: pd.DataFrame) -> list[str]:
    return [
        quotations.period(first, last)
        for first, last in zip(rows["earliest"], rows["latest"], strict=True)
    ]


def _addresses(rows: pd.DataFrame) -> pd.Series:
    """Return where each row's sentence can be read, as an address inside the dashboard."""
    return pd.Series(
        [f"reader?doc={r.document}&at={r.start}-{r.end}" for r in rows.itertuples(index=False)],
        index=rows.index,
        dtype="object",
    )
