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
counts = frame.ask(queries.event_counts, selection, kinds=kinds, statuses=statuses)
n = int(counts["n"].sum())


def finding() -> str:
    """Return how many events there are, when, and of which kind most."""
    most = counts.iloc[0]
    values = {"n": f"{n:,}", "kind": t(f"kind_{most.kind}"), "k": f"{most.n:,}"}
    if counts["earliest"].isna().all():
        return t("finding_events_undated", **values)
    span = {"first": counts["earliest"].min(), "last": counts["latest"].max()}
    return t("finding_events", **values, **{k: quotations.month(v) for k, v in span.items()})


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
    t("events_latest", shown=f"{len(events):,}", n=f"{n:,}") if len(events) < n else "",
)

st.subheader(t("events_table"))
tables.events(events)
