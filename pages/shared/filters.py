"""What a reader has chosen to look at; every choice is in the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analysis.store import queries
from analysis.store.queries import Selection
from pages.shared import address, frame, guesses
from pages.shared.texts import plain, t, table

VOICES = ("direct", "reported")
MOST = 1000
KEYS = ("speaker", "lang", "docs", "period", "mode", "kind", "status")


def choose(*, speakers: bool = True, modes: bool = False) -> Selection:
    """Draw the filters beside the page and return what they choose.

    The address carries `speaker`, `lang`, `docs`, `period` and `mode`.
    """
    people = frame.ask(queries.speakers) if speakers else pd.DataFrame()
    documents = frame.ask(queries.documents)
    with st.sidebar:
        st.subheader(t("filters"))
        chosen = _several(
            "speaker",
            names(_offered(people, "speaker", "speaker_id")),
            t("filter_speakers"),
            t("all_speakers"),
        )
        languages = {code: language_name(code) for code in documents["language"].unique()}
        spoken = _several("lang", languages, t("filter_languages"), t("all_languages"))
        offered = _offered(documents, "docs", "id")
        titles = {row.id: guesses.title(row) for row in offered.itertuples(index=False)}
        read = _several("docs", titles, t("filter_documents"), t("all_documents"))
        how = _modes() if modes else ()
        earliest, latest = _period()
        st.button(t("clear"), on_click=clear, icon=":material/filter_alt_off:", key="clear")
    return Selection(chosen, spoken, read, earliest, latest, how)


def _offered(rows: pd.DataFrame, key: str, column: str) -> pd.DataFrame:
    """Return the rows to choose from: the first `MOST`, and whatever is chosen already."""
    if len(rows) <= MOST:
        return rows
    chosen = [*st.query_params.get_all(key), *(st.session_state.get(key) or ())]
    return pd.concat([rows.head(MOST), rows.iloc[MOST:][rows.iloc[MOST:][column].isin(chosen)]])


def names(people: pd.DataFrame) -> dict[str, str]:
    """Return speaker id -> name and n, the most quoted first."""
    if people.empty:
        return {}
    return {row.speaker_id: f"{full_name(row)} ({row.n})" for row in people.itertuples(index=False)}


def full_name(row: Any) -> str:
    """Return a speaker's name and, where the registry knows one, the name in the other script."""
    return f"{guesses.name(row.speaker)} {other_name(row)}".strip()


def other_name(row: Any) -> str:
    """Return a speaker's name in the other script, "" where none is known."""
    return next((name for name in row.names if name.isascii() != row.speaker.isascii()), "")


def language_name(code: str) -> str:
    """Return a document's language in the reader's words."""
    try:
        return t(f"lang_{code}")
    except KeyError:
        return code


def _several(key: str, options: Mapping[str, str], label: str, placeholder: str) -> tuple[str, ...]:
    if not options:
        return ()
    st.session_state[key] = address.enter(key, options)
    chosen = st.multiselect(
        label,
        list(options),
        format_func=lambda value: options.get(value, value),
        key=key,
        placeholder=placeholder,
        persist_state="session",
    )
    address.leave(key, chosen)
    return tuple(chosen)


def pills(
    key: str,
    options: Sequence[str],
    label: str,
    default: Sequence[str] = (),
    name: str = "",
) -> tuple[str, ...]:
    """Draw a choice of any of a few categories, named by texts `<name or key>_<option>`.

    None chosen means all of them.
    """
    st.session_state[key] = address.enter(key, options, default)
    chosen = st.pills(
        label,
        options,
        selection_mode="multi",
        format_func=lambda option: t(f"{name or key}_{option}"),
        key=key,
        persist_state="session",
        wrap=True,
    )
    address.leave(key, chosen, default)
    return tuple(chosen)


def segments(key: str, options: Sequence[str], label: str, help: str | None = None) -> str:
    """Draw a choice of exactly one of a few, named by texts `<key>_<option>`; first is default."""
    st.session_state[key] = address.enter(key, options, options[:1])[0]
    chosen = st.segmented_control(
        label,
        options,
        required=True,
        format_func=lambda option: t(f"{key}_{option}"),
        key=key,
        persist_state="session",
        help=help,
    )
    address.leave(key, [chosen], options[:1])
    return chosen


def category(name: str) -> str:
    """Return the kind or status of an event in the reader's words."""
    return next((t(k) for k in (f"kind_{name}", f"status_{name}") if k in table()), name)


def _modes() -> tuple[str, ...]:
    return pills("mode", ("direct", "reported", "writer"), t("filter_modes"), VOICES)


def _period() -> tuple[date | None, date | None]:
    """Draw the slider of days and return both ends, None where all of the time is chosen."""
    row = frame.ask(queries.bounds).iloc[0]
    if pd.isna(row.earliest) or pd.isna(row.latest):
        return None, None
    first = date(pd.Timestamp(row.earliest).year, 1, 1)
    last = date(pd.Timestamp(row.latest).year, 12, 31)
    low, high = st.slider(
        t("filter_period"),
        first,
        last,
        (first, last),
        format="YYYY-MM-DD",
        key="period",
        help=t("filter_period_help"),
        bind="query-params",
    )
    return (None if low == first else low), (None if high == last else high)


def clear() -> None:
    """Take back every filter."""
    for key in KEYS:
        st.session_state.pop(key, None)
        if key != "period":
            st.query_params.pop(key, None)


def active(selection: Selection) -> str:
    """Return the choices in words, "" where there are none."""
    words = [people_names().get(s, s) for s in selection.speakers]
    words += [language_name(code) for code in selection.languages]
    words += [title for i, title in _titles().items() if i in selection.documents]
    if set(selection.modes) != set(VOICES):
        words += [t(f"mode_{mode}") for mode in selection.modes]
    if selection.earliest or selection.latest:
        words.append(f"{selection.earliest or '…'} – {selection.latest or '…'}")
    return ", ".join(words)


def people_names() -> dict[str, str]:
    """Return speaker id -> name of everybody in the corpus."""
    people = frame.ask(queries.speakers)
    return {row.speaker_id: guesses.name(row.speaker) for row in people.itertuples(index=False)}


def _titles() -> dict[str, str]:
    documents = frame.ask(queries.documents)
    return {row.id: guesses.title(row) for row in documents.itertuples(index=False)}


def nothing(selection: Selection, things: str, total: int, more: Sequence[str] = ()) -> None:
    """Say that nothing matches, what the whole corpus holds, and offer to clear the filters.

    `more` are kinds and statuses chosen besides the selection.
    """
    what = ", ".join(w for w in (active(selection), *map(category, more)) if w)
    if not what or not total:
        st.info(t("nothing_at_all", things=t(f"things_{things}")))
        return
    st.info(plain(t("nothing", what=what, total=count(things, total))))
    st.button(t("clear"), on_click=clear, key="clear_here", type="primary")


def count(things: str, n: int) -> str:
    """Return a number of things in words ("1 statement", "3 statements")."""
    return t(f"count_{things}_1") if n == 1 else t(f"count_{things}", n=f"{n:,}")


def one(
    label: str,
    key: str,
    options: Mapping[str, str],
    default: str,
    on_change: Callable[[], None] | None = None,
) -> str:
    """Draw a choice of exactly one and return its id; an unknown one in the address is told.

    The choice is always in the address: what is the default changes with the corpus.
    """
    first = [default if default in options else next(iter(options))]
    st.session_state[key] = (address.enter(key, options, first) or first)[0]
    chosen = st.selectbox(
        label,
        list(options),
        format_func=lambda value: options.get(value, value),
        key=key,
        on_change=on_change,
        persist_state="session",
    )
    address.leave(key, [chosen])
    return chosen
