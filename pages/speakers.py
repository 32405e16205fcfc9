"""Who speaks, and how has a person's view moved?"""

import streamlit as st

from analysis.store import queries
from pages.shared import charts, filters, frame, guesses, history, lists
from pages.shared.texts import t

LEAST = 3
DRAWN = 30

frame.require("speakers")
selection = filters.choose(speakers=False)
people = frame.ask(queries.speakers, selection)
ranked = people[people["scored"] > 0].sort_values("mean", ascending=False)
sure = ranked[ranked["scored"] >= LEAST]
names = {row.speaker_id: guesses.name(row.speaker) for row in people.itertuples(index=False)}

if len(sure) >= 2:
    top, bottom = sure.iloc[0], sure.iloc[-1]
    values = {
        "top": names[top.speaker_id],
        "bottom": names[bottom.speaker_id],
        "n": len(sure),
        "least": LEAST,
    }
    apart = top["mean"] - top.margin > bottom["mean"] + bottom.margin
    finding = t("finding_speakers" if apart else "finding_speakers_close", **values)
else:
    finding = t("finding_speakers_few", n=len(sure), least=LEAST)
frame.heading(t("page_speakers"), finding)
if people.empty:
    total = len(frame.ask(queries.speakers))
    filters.nothing(selection, "speakers", total)
    st.stop()
lists.active_filters(selection)

drawn = people.head(DRAWN)
drawn = drawn[drawn["scored"] > 0].sort_values("mean", ascending=False)
if not drawn.empty:
    labels = [
        charts.two_lines(names[r.speaker_id], filters.other_name(r)) for r in drawn.itertuples()
    ]
    charts.draw(charts.whiskers(drawn, labels, LEAST), "means", finding, parameter="who")
totals = frame.ask(queries.totals, selection).iloc[0]
frame.note(
    t("speakers_note", least=LEAST),
    t("n_of", shown=len(drawn), n=len(people)),
    t(
        "speakers_missing",
        unattributed=int(totals.unattributed),
        unscored=int((people["scored"] == 0).sum()),
    ),
)
with st.expander(t("speakers_table")):
    history.people(people)

st.subheader(t("one_speaker"))
first = drawn.iloc[0].speaker_id if not drawn.empty else people.iloc[0].speaker_id
who = filters.one(t("choose_speaker"), "who", filters.names(people), people.iloc[0].speaker_id)
history.one(who, names[who], selection)
