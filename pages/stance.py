"""Where do the statements stand, and when were they made?"""

from dataclasses import replace

import streamlit as st

from analysis.store import queries
from pages.shared import charts, filters, frame, lists, quotations
from pages.shared.texts import t

frame.require("stance")
selection = filters.choose(modes=True)
totals = frame.ask(queries.totals, selection).iloc[0]
points = frame.ask(queries.points, selection, limit=charts.MOST_MARKS + 1)


def finding() -> str:
    """Return where most of the drawn statements lie."""
    half = totals.drawn / 2
    where = (
        "optimist"
        if totals.optimist > half
        else "pragmatist"
        if totals.pragmatist > half
        else "both"
    )
    return t(
        "finding_stance",
        n=f"{int(totals.drawn):,}",
        first=quotations.month(totals["first"]),
        last=quotations.month(totals["last"]),
        where=t(f"where_{where}"),
    )


frame.heading(t("page_stance"), finding() if totals.drawn else t("page_stance"))
if not totals.statements:
    filters.nothing(selection, "statements", int(frame.ask(queries.totals).iloc[0].statements))
    st.stop()
lists.active_filters(selection)

chosen = st.query_params.get("statement", "")
if len(points) > charts.MOST_MARKS:
    charts.draw(charts.monthly(frame.ask(queries.by_month, selection)), "months", finding())
    frame.note(t("monthly", limit=f"{charts.MOST_MARKS:,}"))
elif len(points):
    chart = charts.stance_marks(points, frame.ask(queries.documents), chosen)
    charts.draw(chart, "marks", finding(), parameter="statement")
undated = int(totals.scored - totals.drawn)
counts = {k: int(totals[k]) for k in ("off_axis", "unattributed")}
everybody = frame.ask(queries.totals, replace(selection, modes=())).iloc[0]
frame.note(
    t("click_hint"),
    t("n_drawn", n=f"{int(totals.drawn):,}"),
    t("missing_stance", undated=undated, n=int(totals.statements), **counts),
    t("writer_hidden", n=int(everybody.writer)) if not totals.writer and everybody.writer else "",
    t("bars_hidden", most=charts.FEW) if len(points) > charts.FEW else "",
)
with st.expander(t("how_to_read")):
    frame.note(t("legend_stance"))
    frame.note(t("axis_line"))

lists.chosen_statement(chosen)
st.subheader(t("statement_list"))
lists.statements(selection, int(totals.statements))
