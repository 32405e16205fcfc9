"""Who left, what closed, what was bought, and how sure is that?"""

import streamlit as st

from analysis.store import queries
from pages.shared import charts, filters, frame, lanes, lists, quotations, tables
from pages.shared.texts import t

KINDS = ("departure", "shutdown", "distress", "acquisition", "layoff")
STATUSES = ("happened", "reported", "planned", "denied")

frame.require("events")
head = st.container()
selection = filters.choose(speakers=False)
with st.container(horizontal=True):
    kinds = filters.pills("kind", KINDS, t("filter_kinds"), name="lane")
    statuses = filters.pills("status", STATUSES, t("filter_statuses"))
events = frame.ask(queries.events, selection, kinds=kinds, statuses=statuses)


def finding() -> str:
    """Return how many events there are, when, and of which kind most."""
    kind = events["kind"].mode().iloc[0]
    values = {"n": len(events), "kind": t(f"kind_{kind}"), "k": int((events["kind"] == kind).sum())}
    dated = events.dropna(subset="earliest")
    if dated.empty:
        return t("finding_events_undated", **values)
    first, last = dated["earliest"].min(), dated["latest"].max()
    span = {"first": quotations.month(first), "last": quotations.month(last)}
    return t("finding_events", **values, **span)


if events.empty:
    with head:
        frame.heading(t("page_events"), t("page_events_help"))
    filters.nothing(selection, "events", len(frame.ask(queries.events)), [*kinds, *statuses])
    st.stop()
with head:
    frame.heading(t("page_events"), finding())
lists.active_filters(selection)
dated = events.dropna(subset="earliest")
if not dated.empty:
    charts.draw(lanes.chart(dated, KINDS), "lanes", finding(), parameter="event")
frame.note(
    t("n_drawn", n=len(dated)),
    t("events_note"),
    t("events_missing", undated=len(events) - len(dated)) if len(dated) < len(events) else "",
)

st.subheader(t("events_table"))
tables.events(events)
