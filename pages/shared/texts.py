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
    """Return the language of the interface that the reader has chosen."""
    chosen = st.session_state.get("ui")
    return chosen if chosen in LANGUAGES else _preferred()


def _preferred() -> str:
    """Return the language of the reader's browser where it is one of ours, else English."""
    return "zh" if (st.context.locale or "").startswith("zh") else "en"


def t(key: str, **values: object) -> str:
    """Return the text with this key in the reader's language, its {gaps} filled."""
    return table()[key][language()].format(**values)


def switch() -> None:
    """Draw the choice of language; it is kept in the address as `ui`."""
    st.segmented_control(
        table()["ui"]["en"],
        LANGUAGES,
        default=_preferred(),
        required=True,
        format_func={"en": "English", "zh": "中文"}.__getitem__,
        key="ui",
        label_visibility="collapsed",
        bind="query-params",
    )


def plain(text: str) -> str:
    """Return text from a document or an address so that Markdown shows it letter by letter.

    >>> plain("![x](y) *z*")
    '\\\\!\\\\[x\\\\]\\\\(y\\\\) \\\\*z\\\\*'
    """
    return _MARKDOWN.sub(r"\\\1", text.replace("\n", " "))
