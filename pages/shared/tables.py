"""Tables, and their CSV."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import filters, frame, quotations
from pages.shared.texts import t

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
    shown = pd.DataFrame(
        {
            "title": rows["title"],
            "publisher": rows["publisher"],
            "date": [
                quotations.period(a, b)
                for a, b in zip(rows["earliest"], rows["latest"], strict=True)
            ],
            "basis": [t(f"basis_{basis}") for basis in rows["basis"]],
            "language": rows["language"].map(filters.language_name),
            "stance": rows["score"],
            "interval": [
                quotations.interval(a, b) for a, b in zip(rows["low"], rows["high"], strict=True)
            ],
            "statements": rows["statements"],
            "unattributed": rows["unattributed"] / rows["statements"].where(rows["statements"] > 0),
            "open": [f"reader?doc={identity}" for identity in rows["id"]],
        }
    )
    st.dataframe(
        shown,
        hide_index=True,
        alt=t("corpus"),
        column_config={
            "title": st.column_config.TextColumn(t("col_title"), width="large"),
            "publisher": st.column_config.TextColumn(t("col_publisher")),
            "date": st.column_config.TextColumn(t("col_date")),
            "basis": st.column_config.TextColumn(t("col_basis")),
            "language": st.column_config.TextColumn(t("col_language")),
            "stance": st.column_config.NumberColumn(
                t("col_stance"), format="%+.2f", help=t("axis_help")
            ),
            "interval": st.column_config.TextColumn(t("col_interval"), help=t("interval_help")),
            "statements": st.column_config.NumberColumn(t("col_statements")),
            "unattributed": st.column_config.NumberColumn(
                t("col_unattributed"), format="percent", help=t("col_unattributed_help")
            ),
            "open": st.column_config.LinkColumn(t("col_open"), display_text=t("read_source")),
        },
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
    return [t(f"kind_{row.kind}"), t(f"status_{row.status}"), who, date]
