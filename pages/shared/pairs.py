"""Two sides next to each other."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.store import queries
from analysis.store.queries import Selection
from pages.shared import frame, guesses, quotations
from pages.shared.texts import t

THEMES = ("agi", "scaling", "strategy", "cost", "market", "products", "talent", "other")
LEAST = 3
MOST = 60


def options(what: str) -> dict[str, str]:
    """Return id -> name of the speakers or documents that have statements."""
    if what == "documents":
        rows = frame.ask(queries.documents)
        rows = rows[rows["statements"] > 0]
        return {row.id: guesses.title(row) for row in rows.itertuples(index=False)}
    rows = frame.ask(queries.speakers)
    return {row.speaker_id: guesses.name(row.speaker) for row in rows.itertuples(index=False)}


def default(what: str, names: dict[str, str]) -> tuple[str, str]:
    """Return the two that lie furthest apart with enough statements, else the first two."""
    if what == "speakers":
        found = frame.ask(queries.furthest, LEAST)
        if not found.empty:
            return found.iloc[0]["optimist"], found.iloc[0]["pragmatist"]
    else:
        rows = frame.ask(queries.documents)
        rows = rows[rows["score"].notna() & rows["id"].isin(list(names))]
        if len(rows) > 1:
            return rows.loc[rows["score"].idxmax(), "id"], rows.loc[rows["score"].idxmin(), "id"]
    first, second, *_ = names
    return first, second


def selection(what: str, identity: str) -> Selection:
    """Return the selection of one side."""
    if what == "documents":
        return Selection(documents=(identity,))
    return Selection(speakers=(identity,))


def finding(names: list[str], totals: list[pd.Series]) -> str:
    """Return how far apart the two sides lie, or that it cannot be said."""
    if any(row.scored < LEAST for row in totals):
        return t("finding_compare_none", a=names[0], b=names[1])
    means = [row["mean"] for row in totals]
    return t(
        "finding_compare",
        a=names[0],
        b=names[1],
        mean_a=quotations.score(means[0]),
        mean_b=quotations.score(means[1]),
        gap=f"{abs(means[0] - means[1]):.2f}",
    )


def missing(names: list[str], totals: list[pd.Series]) -> str:
    """Return n of both sides, how many have no score, and whether not all are shown."""
    parts = [
        t("side_n", name=name, n=int(row.statements), off_axis=int(row.off_axis))
        for name, row in zip(names, totals, strict=True)
    ]
    if any(row.statements > MOST for row in totals):
        parts.append(t("side_first", n=MOST))
    return " ".join(parts)


def by_theme(sides: list[pd.DataFrame], script: str) -> None:
    """Draw the statements of both sides in two columns, one theme under the other.

    `script` is "" for the characters of the source, "hans" or "hant" to convert them. A theme
    that has no name here counts as another one.
    """
    sides = [s.assign(theme=s["theme"].where(s["theme"].isin(THEMES), THEMES[-1])) for s in sides]
    order = [theme for theme in THEMES if any((side["theme"] == theme).any() for side in sides)]
    for theme in order:
        st.subheader(t(f"theme_{theme}"))
        for column, side in zip(st.columns(2, gap="large"), sides, strict=True):
            rows = side[side["theme"] == theme]
            with column:
                if rows.empty:
                    st.caption(t("no_statement_theme"))
                for row in rows.itertuples(index=False):
                    quotations.show(row, script=script)
