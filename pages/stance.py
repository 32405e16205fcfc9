"""Where do the statements stand, and when were they made?"""

from dataclasses import replace

import streamlit as st

from analysis.store import queries
from pages.shared import charts, filters, frame, lists, quotations
from pages.shared.texts import t

LIMIT = 5000

frame.require("stance")
selection = filters.choose(modes=True)
totals = frame.ask(queries.totals, selection).iloc[0]
points = frame.ask(queries.points, selection, limit=LIMIT + 1)


def finding() -> str:
    """Return where most of the drawn statements lie."""
    optimist, pragmatist = (points["score"] > 0.15).mean(), (points["score"] < -0.15).mean()
    where = "optimist" if optimist > 0.5 else "pragmatist" if pragmatist > 0.5 else "both"
    return t(
        "finding_stance",
        n=len(points),
        first=quotations.month(points["earliest"].min()),
        last=quotations.month(points["latest"].max()),
        where=t(f"where_{where}"),
    )


frame.heading(t("page_stance"), finding() if len(points) else t("page_stance"))
if not totals.statements:
    filters.nothing(selection, "statements", int(frame.ask(queries.totals).iloc[0].statements))
    st.stop()
lists.active_filters(selection)

chosen = st.query_params.get("statement", "")
if len(points) > LIMIT:
    charts.draw(charts.monthly(frame.ask(queries.by_month, selection)), "months", finding())
    frame.note(t("monthly", limit=f"{LIMIT:,}"))
elif len(points):
    chart = charts.stance_marks(points, frame.ask(queries.documents), chosen)
    charts.draw(chart, "marks", finding(), parameter="statement")
undated = int(totals.scored) - len(points) if len(points) <= LIMIT else 0
counts = {k: int(totals[k]) for k in ("off_axis", "unattributed")}
everybody = frame.ask(queries.totals, replace(selection, modes=())).iloc[0]
frame.note(
    t("click_hint"),
    t("n_drawn", n=len(points)),
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
