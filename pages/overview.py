"""What does the corpus show now, and what does it hold?"""

import pandas as pd
import streamlit as st

from analysis.store import queries
from pages.shared import amounts, frame, guesses, quotations, tables
from pages.shared.texts import t

ENOUGH = 5

frame.require("overview")


def finding() -> str:
    """Return the one sentence that the corpus supports, or that it supports none."""
    row = frame.ask(queries.overall).iloc[0]
    if row.n < ENOUGH:
        return t("finding_too_few", n=int(row.n))
    values = {
        "n": int(row.n),
        "speakers": int(row.speakers),
        "mean": quotations.score(row["mean"]),
        "low": quotations.score(max(row["mean"] - row.margin, -1)),
        "high": quotations.score(min(row["mean"] + row.margin, 1)),
    }
    if abs(row["mean"]) <= row.margin:
        return t("finding_split", **values)
    side = "optimist" if row["mean"] > 0 else "pragmatist"
    share = round(100 * row[side] / row.n)
    return t("finding_overview", share=share, side=t(f"side_{side}"), **values)


documents = frame.ask(queries.documents)
totals = frame.ask(queries.totals).iloc[0]
frame.heading(t("page_overview"), finding())
tables.split(frame.ask(queries.sides))
frame.note(t("axis_line"))

voices = list(frame.ask(queries.extremes).itertuples(index=False))
if voices:
    for column, row in zip(st.columns(2, gap="large"), voices, strict=False):
        with column:
            st.subheader(t("most_optimist" if row.score > 0 else "most_pragmatist"))
            quotations.show(row)

st.subheader(t("corpus"))
tables.documents(documents, totals)

left, right = st.columns(2, gap="large")
with left:
    st.subheader(t("latest_events"))
    tables.latest_events(frame.ask(queries.events, limit=40), 4)
with right:
    st.subheader(t("key_figures"))
    amounts.largest(frame.ask(queries.figures, limit=10), 4)

dated = documents.dropna(subset="earliest")
if not dated.empty:
    newest = dated.iloc[-1]
    manifest = frame.store().manifest
    new = frame.ask(queries.new_documents)
    st.subheader(t("whats_new"))
    if len(new):
        st.text(
            t(
                "new_since",
                n=len(new),
                titles="; ".join(map(guesses.title, new.head(5).itertuples())),
            )
        )
    st.text(
        t(
            "new_line",
            generation=manifest["generation"],
            built=pd.Timestamp(manifest["built"]).strftime("%Y-%m-%d %H:%M UTC"),
            title=guesses.title(newest),
            date=quotations.period(newest.earliest, newest.latest),
        )
    )
