"""How do two speakers or two documents differ, theme by theme?"""

import streamlit as st

from analysis.store import queries
from pages.shared import filters, frame, pairs
from pages.shared.texts import t

frame.require("compare")

head = st.container()
with st.container(horizontal=True, vertical_alignment="bottom"):
    what = filters.segments("by", ["speakers", "documents"], t("compare_what"))
    script = filters.segments("script", ["original", "hans", "hant"], t("script"), t("script_help"))

options = pairs.options(what)
if len(options) < 2:
    with head:
        frame.heading(t("page_compare"), t("compare_needs_two", n=len(options)))
    st.stop()
one, other = pairs.default(what, options)
left, right = st.columns(2, gap="large")
with left:
    a = filters.one(t("compare_left"), f"a_{what}", options, one)
with right:
    b = filters.one(t("compare_right"), f"b_{what}", options, other)

names = [options[a], options[b]]
chosen = [pairs.selection(what, identity) for identity in (a, b)]
totals = [frame.ask(queries.totals, selection).iloc[0] for selection in chosen]
with head:
    frame.heading(t("page_compare"), pairs.finding(names, totals))
frame.note(pairs.missing(names, totals))
sides = [frame.ask(queries.statements, selection, limit=pairs.MOST) for selection in chosen]
pairs.by_theme(sides, "" if script == "original" else script)
