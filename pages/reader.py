"""What exactly does the source say, and what was found where?"""

import streamlit as st

from analysis.store import queries, whole
from analysis.store.queries import Selection
from pages.shared import filters, frame, margins, quotations, readings, source
from pages.shared.texts import plain, t

frame.require("reader")
documents = frame.ask(queries.documents)
if documents.empty:
    frame.heading(t("page_reader"), t("page_reader"))
    st.info(t("nothing_at_all", things=t("things_documents")))
    st.stop()
titles = {row.id: margins.name(row) for row in documents.itertuples(index=False)}
with st.sidebar:
    chosen = filters.one(
        t("reader_document"), "doc", titles, documents["id"][0], on_change=margins.forget_place
    )
    layers = margins.choose_layers()
row = documents[documents["id"] == chosen].iloc[0]
text = frame.ask(queries.text, chosen) or ""
selection = Selection(documents=(chosen,))
statements = frame.ask(queries.statements, selection)
events = frame.ask(queries.events, selection)
figures = frame.ask(queries.figures, selection)
repairs = frame.ask(whole.repairs, chosen)
regions = frame.ask(whole.regions, chosen)

frame.heading(t("page_reader"), titles[chosen])
repaired = source.repairs(repairs)
days = frame.ask(whole.date_spans, chosen)
dated = [readings.plain(text, tuple(day), repaired) for day in days.itertuples(index=False)]
margins.facts(row, dated, margins.damage(row, text, repairs, regions))
frame.note(margins.counts(statements, events, figures))
if row.machine_translated:
    st.info(t("mode_translated_help"), icon=":material/translate:")
for failure in frame.ask(whole.failures, chosen).itertuples(index=False):
    st.warning(plain(t("step_failed", step=failure.step, error=failure.error)))

at = margins.place(st.query_params.get("at", ""), len(text))
if at is not None:
    margins.passage(row, text, at, (statements, events, figures), repaired)
span = margins.part(len(text), at)
drawn = {
    "statements": source.statements(statements),
    "events": source.events(events),
    "figures": source.figures(figures, margins.figure_words(figures)),
    "left_out": source.regions(regions, text),
}
margins.legend(layers, repaired, regions)
st.html(
    source.draw(
        text,
        span,
        [mark for layer in layers for mark in drawn.get(layer, ())],
        repaired if "repairs" in layers else (),
        language=row.language,
        at=at,
    )
)
if at is not None:
    margins.scroll_to(at)
margins.repaired(repairs)
margins.listed(statements, quotations.show)
