"""One person's statements against their own past."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.store import queries
from analysis.store.queries import Selection
from pages.shared import charts, filters, frame, guesses, lists, quotations, tables
from pages.shared.texts import t


def people(rows: pd.DataFrame) -> None:
    """Draw the table of speakers: names in both scripts, n, mean with interval, dates."""
    shown = pd.DataFrame(
        {
            t("col_speaker"): rows["speaker"].map(guesses.name),
            t("col_names"): [", ".join(names) for names in rows["names"]],
            t("col_n"): rows["n"],
            t("col_scored"): rows["scored"],
            t("col_mean"): rows["mean"].map(quotations.score),
            t("col_interval"): [
                quotations.interval(max(m - w, -1), min(m + w, 1))
                for m, w in zip(rows["mean"], rows["margin"], strict=True)
            ],
            t("col_date"): [
                quotations.period(a, b)
                for a, b in zip(rows["earliest"], rows["latest"], strict=True)
            ],
        }
    )
    st.dataframe(shown, hide_index=True, alt=t("page_speakers"))
    tables.download(shown, "speakers")


def one(who: str, name: str, selection: Selection) -> None:
    """Draw a speaker's statements in order of time, beside the mean of what they said before."""
    rows = frame.ask(queries.history, who, selection)
    frame.note(
        t(
            "who_summary",
            statements=filters.count("statements", len(rows)),
            scored=int(rows["score"].count()),
            documents=filters.count("documents", rows["document"].nunique()),
        ),
        _moved(rows),
    )
    dated = rows.dropna(subset=["score", "earliest"])
    if len(dated) > 1:
        points = frame.ask(queries.points, _only(who, selection))
        documents = frame.ask(queries.documents)
        if len(dated) > charts.MOST_MARKS:
            chart = charts.monthly(frame.ask(queries.by_month, _only(who, selection)))
        else:
            chart = charts.stance_marks(points, documents, st.query_params.get("statement", ""))
        charts.earlier_mean(chart, dated)
        charts.draw(chart, "own", name, parameter="statement")
        missing = len(rows) - len(dated)
        frame.note(
            t("click_hint"),
            t("n_drawn", n=len(dated)),
            t("own_missing", undated=missing) if missing else "",
        )
    lists.chosen_statement(st.query_params.get("statement", ""))
    lists.statements(_only(who, selection), len(rows))


def _only(who: str, selection: Selection) -> Selection:
    return Selection(
        (who,), selection.languages, selection.documents, selection.earliest, selection.latest
    )


def _moved(rows: pd.DataFrame) -> str:
    """Return how the latest scored statements compare with the mean of the earlier ones."""
    later = rows[(rows["before_n"] > 0) & rows["score"].notna()]
    if later.empty:
        return t("past_none")
    last = later.iloc[-1]
    same = later[later["earliest"] == last["earliest"]]
    latest = same["score"].mean()
    return t(
        "past_line",
        latest=quotations.score(latest),
        date=quotations.period(last.earliest, last.latest),
        n=int(last.before_n),
        before=quotations.score(last.before),
        moved=quotations.score(latest - last.before),
    )
