"""What does it cost, and who says so?"""

import streamlit as st

from analysis.store import queries
from pages.shared import amounts, charts, filters, frame, lists, tables
from pages.shared.texts import t

frame.require("costs")
selection = filters.choose(speakers=False)
figures = frame.ask(queries.figures, selection)
if figures.empty:
    frame.heading(t("page_costs"), t("page_costs_help"))
    filters.nothing(selection, "figures", len(frame.ask(queries.figures)))
    st.stop()

head = st.container()
measures = amounts.measures(figures)
measure = filters.one(t("measure"), "measure", measures, next(iter(measures)))
rows = amounts.of(figures, measure)
finding = amounts.finding(rows)
with head:
    frame.heading(t("page_costs"), finding)
    frame.note(t(f"define_{rows.iloc[0].kind}"))
lists.active_filters(selection)
charts.draw(amounts.chart(rows), "amounts", finding, parameter="figure")
frame.note(
    t("n_drawn", n=len(rows)),
    t("costs_note"),
    t("log_scale") if amounts.logarithmic(rows) else "",
    t("costs_missing", unknown=int((figures["unit"] == "unknown").sum()), n=len(figures)),
)

st.subheader(t("costs_table"))
tables.figures(figures)
