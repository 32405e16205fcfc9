"""Titles and names that were read from damaged characters, marked wherever they are told."""

from __future__ import annotations

from typing import Any

import streamlit as st

from analysis.store import queries
from pages.shared import frame
from pages.shared.texts import t


def title(row: Any) -> str:
    """Return the title of a row's document; that some of it is a guess is said behind it."""
    identity = row.document if hasattr(row, "document") else row.id
    if identity in _known()["titles"]:
        return t("title_guessed", title=row.title)
    return str(row.title)


def name(words: str) -> str:
    """Return a person's or organisation's name; that it is a guess is said behind it."""
    if words and words in _known()["names"]:
        return t("name_guessed", name=words)
    return words


def _known() -> dict[str, frozenset[str]]:
    """Return the documents and names in question, looked up once in a run of a page."""
    if frame.GUESSES not in st.session_state:
        st.session_state[frame.GUESSES] = {
            "titles": frozenset(frame.ask(queries.guessed_titles)),
            "names": frozenset(frame.ask(queries.guessed_names)),
        }
    return dict(st.session_state[frame.GUESSES])
