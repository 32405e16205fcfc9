"""Lists of statements: the way to every sentence without a mouse."""

from __future__ import annotations

import streamlit as st

from analysis.store import queries
from analysis.store.queries import Selection
from pages.shared import filters, frame, quotations
from pages.shared.texts import plain, t

PAGE = 8


def statements(selection: Selection, total: int) -> None:
    """Draw the selected statements, a page at a time; the page is in the address as `page`."""
    pages = max((total + PAGE - 1) // PAGE, 1)
    slot = st.container(gap="medium")
    number = 1
    if pages > 1:
        number = min(st.pagination(pages, key="page", bind="query-params"), pages)
    first = (number - 1) * PAGE
    with slot:
        last = min(first + PAGE, total)
        frame.note(t("list_page", first=first + 1, last=last, n=total))
        rows = frame.ask(queries.statements, selection, limit=PAGE, offset=first)
        for row in rows.itertuples(index=False):
            quotations.show(row)


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
        st.button(t("close"), key="close", on_click=_forget, args=(parameter,))


def _forget(parameter: str) -> None:
    st.query_params.pop(parameter, None)


def active_filters(selection: Selection) -> None:
    """Say which filters are on, so that nobody takes a part for the whole."""
    what = filters.active(selection)
    if what:
        frame.note(t("chosen_filters", what=what))
