"""Every text of the interface, in English and Chinese, from texts.tsv."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import streamlit as st

LANGUAGES = ("en", "zh")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-!|<>~$:])")


@cache
def table() -> dict[str, dict[str, str]]:
    """Return the texts: key -> language -> text; \\n in the table is a line break."""
    with Path(__file__).with_name("texts.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {
            row["key"]: {code: row[code].replace("\\n", "\n") for code in LANGUAGES} for row in rows
        }


def language() -> str:
    """Return the language of the interface that the reader or the address has chosen."""
    for chosen in (st.session_state.get("ui"), st.query_params.get("ui")):
        if chosen in LANGUAGES:
            return str(chosen)
    return "zh" if (st.context.locale or "").startswith("zh") else "en"


def t(key: str, **values: object) -> str:
    """Return the text with this key in the reader's language, its {gaps} filled."""
    return table()[key][language()].format(**values)


def switch() -> None:
    """Draw the choice of language; it is kept in the address as `ui`, whatever it is."""
    st.session_state["ui"] = language()
    chosen = st.segmented_control(
        t("ui"),
        LANGUAGES,
        required=True,
        format_func={"en": "English", "zh": "中文"}.__getitem__,
        key="ui",
        label_visibility="collapsed",
        persist_state="session",
    )
    if st.query_params.get("ui") != chosen:
        st.query_params["ui"] = chosen


def plain(text: str) -> str:
    """Return text from a document or an address so that Markdown shows it letter by letter.

    >>> plain("![x](y) *z*")
    '\\\\!\\\\[x\\\\]\\\\(y\\\\) \\\\*z\\\\*'
    """
    return _MARKDOWN.sub(r"\\\1", text.replace("\n", " "))
