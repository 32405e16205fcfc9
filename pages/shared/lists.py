"""Lists of statements: the way to every sentence without a mouse."""

from __future__ import annotations

import streamlit as st

from analysis.store import queries
from analysis.store.queries import Selection
from pages.shared import filters, frame, quotations, tables
from pages.shared.texts import plain, t

PAGE = 8
COLUMNS = [
    "speaker",
    "mode",
    "earliest",
    "latest",
    "basis",
    "score",
    "low",
    "high",
    "label",
    "theme",
] + ["title", "publisher"]


def statements(selection: Selection, total: int) -> None:
    """Draw the selected statements, a page at a time; order and page are in the address."""
    pages = max((total + PAGE - 1) // PAGE, 1)
    order = filters.segments("order", ["time", "optimist", "pragmatist"], t("order"))
    slot = st.container(gap="medium")
    number = 1
    if pages > 1:
        number = min(st.pagination(pages, key="page", bind="query-params"), pages)
    first = (number - 1) * PAGE
    with slot:
        frame.note(t("list_page", first=first + 1, last=min(first + PAGE, total), n=total))
        rows = frame.ask(queries.statements, selection, limit=PAGE, offset=first, order=order)
        for row in rows.itertuples(index=False):
            quotations.show(row)
    opened = frame.store()
    tables.download(
        lambda: tables.told(queries.statements(opened, selection), COLUMNS)(), "statements"
    )


def chosen_statement(identity: str, parameter: str = "statement") -> None:
    """Draw the statement that was clicked or that the address names, with a way to close it."""
    if not identity:
        return
    found = frame.ask(queries.statement, identity)
    if found.empty:
        st.warning(plain(t("unknown_statement", value=identity[:80])))
        return
    with st.container(border=True):
        st.subheader(t("chosen_statement"))
        quotations.show(next(found.itertuples(index=False)))
        quotations.close(parameter)


def active_filters(selection: Selection) -> None:
    """Say which filters are on, so that nobody takes a part for the whole."""
    what = filters.active(selection)
    if what:
        frame.note(t("chosen_filters", what=what))
