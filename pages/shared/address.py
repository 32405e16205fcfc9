"""Choices kept in the address under stable values, whatever the language of their labels.

Streamlit's own binding writes the labels, which change with the language and the corpus.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from pages.shared.texts import plain, t

WRITTEN = "address"


def arrive(slug: str) -> None:
    """Note whether this run shows another page than the last one."""
    st.session_state["moved"] = st.session_state.get("slug") != slug
    st.session_state["slug"] = slug


def enter(key: str, allowed: Collection[str], default: Sequence[str] = ()) -> list[str]:
    """Return what is chosen under `key` and put it where the widget with that key reads it.

    The address wins on arrival and when it was changed by hand or by going back; else the last
    choice of this session. Values that are not `allowed` are left out, and that is told.
    """
    asked = st.query_params.get_all(key)
    written = st.session_state.setdefault(WRITTEN, {}).get(key, [])
    first = key not in st.session_state
    changed = asked != written and (bool(asked) or not st.session_state.get("moved"))
    if first or changed:
        chosen = [value for value in asked if value in allowed]
        for value in asked:
            if value and value not in allowed:
                st.warning(plain(t("unknown_value", name=t(f"name_{key}"), value=value[:80])))
        if not chosen and asked != [""]:
            chosen = list(default)
    else:
        held = st.session_state[key]
        held = [held] if isinstance(held, str) else list(held or ())
        chosen = [value for value in held if value in allowed]
    return chosen


def leave(key: str, chosen: Sequence[str], default: Sequence[str] = ()) -> None:
    """Write what is chosen under `key` into the address; a default choice leaves no trace."""
    same = set(chosen) == set(default)
    values = [] if same else list(chosen) or [""]
    st.session_state.setdefault(WRITTEN, {})[key] = values
    if st.query_params.get_all(key) != values:
        if values:
            st.query_params[key] = values
        else:
            st.query_params.pop(key, None)
