"""Events on a timeline, one lane a kind."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pages.shared import charts, guesses, quotations
from pages.shared.texts import t

SYMBOLS = {
    "happened": "circle",
    "reported": "circle-open",
    "planned": "diamond-open-dot",
    "denied": "x-thin-open",
}
LINES = {"happened": "solid", "reported": "solid", "planned": "dash", "denied": "dot"}
ROW = 26
NAMED_ROW = 36
MOST_LINES = 8
MOST_NAMED = 24


def chart(events: pd.DataFrame, kinds: Sequence[str]) -> go.Figure:
    """Return a lane a kind that has events; in a lane, events that would touch stand apart.

    A few events are named beside their marks; many are named on hover only.
    """
    rows = _stacked(events, [kind for kind in kinds if kind in set(events["kind"])])
    named = len(rows) <= MOST_NAMED
    drawn = charts.figure(110 + (NAMED_ROW if named else ROW) * int(rows["line"].max() + 1))
    for status, symbol in SYMBOLS.items():
        some = rows[rows["status"] == status]
        if not some.empty:
            _bars(drawn, some, LINES[status])
            drawn.add_trace(_marks(some, status, symbol, named=named))
    lanes = rows.groupby("kind", sort=False)["line"].agg(["min", "max"])
    for low in lanes["min"].iloc[1:]:
        drawn.add_hline(
            y=low - (0.75 if named else 0.5), line={"width": 1, "color": "rgba(136,136,136,0.35)"}
        )
    drawn.update_yaxes(
        tickvals=lanes.mean(axis=1).tolist(),
        ticktext=[t(f"lane_{kind}") for kind in lanes.index],
        range=[rows["line"].max() + 0.6, -0.9],
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )
    drawn.update_xaxes(fixedrange=True, showgrid=True)
    charts.time_axis(drawn, rows["first"].min(), rows["last"].max())
    return drawn


def _stacked(events: pd.DataFrame, kinds: Sequence[str]) -> pd.DataFrame:
    """Return the events with `first`, `last`, `at` and the `line` on which each stands.

    A lane that would need more than `MOST_LINES` lines lets its marks overlap.
    """
    rows = events.copy()
    rows["first"] = pd.to_datetime(rows["earliest"])
    rows["last"] = pd.to_datetime(rows["latest"]) + charts.DAY
    rows["at"] = rows["first"] + (rows["last"] - rows["first"]) / 2
    share = 4 if len(rows) <= MOST_NAMED else 30
    gap = max((rows["last"].max() - rows["first"].min()) / share, charts.DAY)
    parts = []
    base = 0
    for kind in kinds:
        lane = rows[rows["kind"] == kind].sort_values(["first", "last"])
        free: list[pd.Timestamp] = []
        lines = []
        for row in lane.itertuples(index=False):
            start, end = min(row.first, row.at - gap / 2), max(row.last, row.at + gap / 2)
            line = next((i for i, until in enumerate(free) if until <= start), len(free))
            free[line : line + 1] = [end]
            lines.append(base + line % MOST_LINES)
        parts.append(lane.assign(line=lines))
        base += min(len(free), MOST_LINES)
    return pd.concat(parts)


def _bars(drawn: go.Figure, rows: pd.DataFrame, dash: str) -> None:
    """Draw the date of each vague event as a bar; one trace for all of them."""
    x: list[Any] = []
    y: list[Any] = []
    for row in rows.itertuples(index=False):
        if row.last - row.first > charts.DAY:
            x += [row.first, row.last, None]
            y += [row.line, row.line, None]
    if x:
        line = {"color": "rgba(136,136,136,0.6)", "width": 4 if dash == "solid" else 2}
        drawn.add_scatter(
            x=x, y=y, mode="lines", line={**line, "dash": dash}, hoverinfo="skip", showlegend=False
        )


def _marks(rows: pd.DataFrame, status: str, symbol: str, *, named: bool) -> go.Scatter:
    names = rows["person"].where(rows["person"] != "", rows["organization"])
    return go.Scatter(
        x=rows["at"],
        y=rows["line"],
        name=t(f"status_{status}"),
        mode="markers+text" if named else "markers",
        text=[html.escape(charts.short(guesses.name(name), 16), quote=False) for name in names],
        textposition="top center",
        textfont={"size": 11},
        cliponaxis=False,
        customdata=rows[["id"]].to_numpy(),
        hovertext=[_told(row) for row in rows.itertuples(index=False)],
        hoverinfo="text",
        marker={"symbol": symbol, "size": 12, "line": {"width": 2}},
        unselected={"marker": {"opacity": 1}},
    )


def _told(row: Any) -> str:
    who = " · ".join(guesses.name(words) for words in (row.person, row.organization) if words)
    kind, status = t(f"one_{row.kind}"), t(f"status_{row.status}")
    return (
        f"<b>{charts.wrap(kind)}</b> ({charts.wrap(status)})"
        f"<br>{charts.wrap(charts.short(who, 90))}<br>{quotations.period(row.earliest, row.latest)}"
    )
