"""Charts that follow the theme; every text in them is escaped."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pages.shared import guesses
from pages.shared.quotations import interval, mode_of, name_of, period, score
from pages.shared.texts import language, t

GREY = "#888"
FAINT = "rgba(136,136,136,0.08)"
SHADE = "rgba(136,136,136,0.15)"
SYMBOLS = {
    "direct": "circle",
    "reported": "circle-open",
    "translated": "diamond-open",
    "writer": "square-open",
}
FEW = 40
MOST_DOCUMENTS = 80
MOST_MARKS = 3000
CONFIG = {"displayModeBar": False, "scrollZoom": False}
TIMES_ZH = ("%-m月%-d日", "%Y年%-m月", "%Y年")
DAY = pd.Timedelta(days=1)


def wrap(text: str, width: int = 44) -> str:
    """Return escaped text broken into lines: at words, and Chinese after half as many characters.

    >>> wrap("一二三四五六", 4)
    '一二<br>三四<br>五六'
    """
    if sum(ord(c) > 0x2E7F for c in text) * 3 > len(text):
        half = max(width // 2, 1)
        lines = [text[i : i + half] for i in range(0, len(text), half)]
    else:
        lines = textwrap.wrap(text, width, break_long_words=True)
    return "<br>".join(html.escape(line, quote=False) for line in lines)


def short(text: str, length: int) -> str:
    """Return text cut to `length` characters, the cut marked."""
    return text if len(text) <= length else text[: length - 1] + "…"


def two_lines(name: str, other: str, length: int = 20) -> str:
    """Return a name and, smaller beneath it, the name in the other script, escaped."""
    first = html.escape(short(name, length), quote=False)
    if not other:
        return first
    second = html.escape(short(other, length), quote=False)
    return f'<span style="font-size:0.8em">{second}</span><br>{first}'


def diverging() -> Any:
    """Return the theme's colours from the pragmatist to the optimist pole."""
    import plotly.io

    return plotly.io.templates["streamlit"].layout.colorscale.diverging


def figure(height: int) -> go.Figure:
    """Return an empty chart with our margins, hover and horizontal legend."""
    chart = go.Figure()
    chart.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 36, "b": 8},
        hovermode="closest",
        hoverlabel={"align": "left", "namelength": 0},
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "xanchor": "left"},
        dragmode=False,
        clickmode="event+select",
    )
    return chart


def time_axis(chart: go.Figure, first: Any, last: Any) -> None:
    """Give a chart from `first` to `last` an axis whose months are numbers.

    Plotly names months in English, whatever the language; a day is never cut into hours.
    """
    day, month, year = ("%m-%d", "%Y-%m", "%Y") if language() == "en" else TIMES_ZH
    short_ = pd.Timestamp(last) - pd.Timestamp(first) < 8 * DAY
    chart.update_xaxes(
        type="date",
        hoverformat="%Y-%m-%d",
        dtick=_ms(DAY) if short_ else None,
        tick0="2000-01-01" if short_ else None,
        tickformatstops=[
            {"dtickrange": [None, 2_419_199_999], "value": day},
            {"dtickrange": ["M1", "M11"], "value": month},
            {"dtickrange": ["M12", None], "value": year},
        ],
    )


def stance_axis(chart: go.Figure) -> None:
    """Give a chart the vertical axis of stance with both poles named."""
    chart.update_yaxes(
        range=[-1.35, 1.35],
        tickvals=[-1, -0.5, 0, 0.5, 1],
        ticktext=["−1", "−0.5", "0", "+0.5", "+1"],
        zeroline=True,
        zerolinecolor=GREY,
        zerolinewidth=1,
        fixedrange=True,
    )
    chart.add_annotation(
        text=t("axis_bottom"), x=0, xref="paper", xanchor="left", y=-1.33, yanchor="bottom",
        showarrow=False,
    )  # fmt: skip
    chart.add_annotation(
        text=t("axis_top"), x=0, xref="paper", xanchor="left", y=1.33, yanchor="top",
        showarrow=False,
    )  # fmt: skip


def stance_marks(points: pd.DataFrame, documents: pd.DataFrame, chosen: str = "") -> go.Figure:
    """Return the chart of statements over time, documents as rectangles behind them."""
    chart = figure(470)
    stance_axis(chart)
    if points.empty:
        return chart
    time_axis(chart, points["earliest"].min(), points["latest"].max())
    placed = place(points)
    _document_rectangles(chart, documents[documents["id"].isin(points["document"])], placed)
    few = len(placed) <= FEW
    for mode in SYMBOLS:
        rows = placed[placed["shown"] == mode]
        if not rows.empty:
            chart.add_trace(_marks(rows, mode, few=few, chosen=chosen))
            chart.add_trace(_sample(mode))
    return chart


def _sample(mode: str) -> go.Scatter:
    """Return the mark of a mode for the legend: grey, as colour tells the stance."""
    return go.Scatter(
        x=[None],
        y=[None],
        name=t(f"mode_{mode}"),
        legendgroup=mode,
        mode="markers",
        marker={"symbol": SYMBOLS[mode], "size": 10, "color": GREY, "line": {"width": 2}},
        hoverinfo="skip",
    )


def place(points: pd.DataFrame) -> pd.DataFrame:
    """Return points with `at`, `left`, `right` and `shown`.

    A statement stands in the middle of its date. Those that only their document dates stand
    close around its middle, in reading order, so that marks do not hide each other.
    """
    placed = points.copy()
    first, last = pd.to_datetime(placed["earliest"]), pd.to_datetime(placed["latest"]) + DAY
    narrow = _narrowest(first, last)
    middle = first + (last - first) / 2
    width = (last - first).clip(lower=narrow, upper=3 * narrow)
    order = (placed["place"] / (placed["places"] + 1)) - 0.5
    placed["at"] = middle + width * order.where(~placed["own_date"], 0)
    vague = (last - first) > DAY
    placed["left"] = (placed["at"] - first).where(vague, pd.Timedelta(0))
    placed["right"] = (last - placed["at"]).where(vague, pd.Timedelta(0))
    placed["shown"] = [mode_of(row) for row in placed.itertuples(index=False)]
    return placed


def _narrowest(first: pd.Series, last: pd.Series, parts: int = 40) -> pd.Timedelta:
    """Return the least width of a rectangle: 1/40 of the time that is drawn, at least a day."""
    return max((last.max() - first.min()) / parts, DAY)


def _document_rectangles(chart: go.Figure, documents: pd.DataFrame, placed: pd.DataFrame) -> None:
    """Add a rectangle a document, darker where its stance lies; none where they are too many."""
    documents = documents.dropna(subset="earliest")
    if len(documents) > MOST_DOCUMENTS:
        return
    first, last = pd.to_datetime(placed["earliest"]), pd.to_datetime(placed["latest"]) + DAY
    narrow = _narrowest(first, last)
    shapes = []
    for row in documents.itertuples(index=False):
        start, end = pd.Timestamp(row.earliest), pd.Timestamp(row.latest) + DAY
        pad = max((narrow - (end - start)) / 2, pd.Timedelta(0))
        sides = {"type": "rect", "x0": start - pad, "x1": end + pad, "line": {"width": 0}}
        shapes.append({**sides, "y0": -1.1, "y1": 1.1, "fillcolor": FAINT, "layer": "below"})
        if not pd.isna(row.score):
            dark = {"y0": row.low, "y1": row.high, "fillcolor": SHADE, "layer": "below"}
            shapes.append({**sides, **dark})
    chart.update_layout(shapes=shapes)
    _document_marks(chart, documents.dropna(subset="score"))


def _document_marks(chart: go.Figure, scored: pd.DataFrame) -> None:
    """Add a dash where each document stands as a whole."""
    if scored.empty:
        return
    start, end = pd.to_datetime(scored["earliest"]), pd.to_datetime(scored["latest"]) + DAY
    chart.add_scatter(
        x=start + (end - start) / 2,
        y=scored["score"],
        mode="markers",
        marker={"symbol": "line-ew-open", "size": 16, "color": GREY, "line": {"width": 3}},
        hovertext=[_told_whole(row) for row in scored.itertuples(index=False)],
        hoverinfo="text",
        showlegend=False,
    )


def _told_whole(row: Any) -> str:
    """Return the hover text of the dash of a whole document."""
    name = html.escape(t("document_stance"), quote=False)
    verdict = f"{score(row.score)} ({interval(row.low, row.high)})"
    return f"<b>{wrap(guesses.title(row))}</b><br>{name}: {verdict}"


def _marks(rows: pd.DataFrame, mode: str, *, few: bool, chosen: str) -> go.Scatter:
    writer = mode == "writer"
    size = 7 if writer else 11
    return go.Scatter(
        x=rows["at"],
        y=rows["score"],
        name=t(f"mode_{mode}"),
        legendgroup=mode,
        showlegend=False,
        mode="markers",
        customdata=rows[["id"]].to_numpy(),
        hovertext=[_told(row) for row in rows.itertuples(index=False)],
        hoverinfo="text",
        marker={
            "symbol": SYMBOLS[mode],
            "size": [size + 7 if i == chosen else size for i in rows["id"]],
            "color": GREY if writer else rows["score"],
            "colorscale": diverging(),
            "cmin": -1,
            "cmax": 1,
            "line": {"width": 1 if mode == "direct" or writer else 2},
        },
        error_x=bars(rows["right"].map(_ms), rows["left"].map(_ms)) if few else None,
        error_y=bars(rows["high"] - rows["score"], rows["score"] - rows["low"]) if few else None,
        unselected={"marker": {"opacity": 1}},
        selected={"marker": {"opacity": 1}},
    )


def _ms(delta: pd.Timedelta) -> float:
    return delta / pd.Timedelta(milliseconds=1)


def bars(plus: pd.Series, minus: pd.Series) -> dict[str, Any]:
    """Return grey interval bars without caps, as Plotly's error bars."""
    return {
        "type": "data",
        "symmetric": False,
        "array": plus,
        "arrayminus": minus,
        "color": "rgba(136,136,136,0.45)",
        "thickness": 1,
        "width": 0,
    }


def _told(row: Any) -> str:
    """Return the hover text of a statement's mark."""
    return (
        f"<b>{wrap(name_of(row))}</b><br>{score(row.score)} ({interval(row.low, row.high)})"
        f"<br>{period(row.earliest, row.latest)} · {t(f'mode_{mode_of(row)}')}"
        f"<br>{wrap(short(guesses.title(row), 80))}"
    )


def monthly(months: pd.DataFrame) -> go.Figure:
    """Return medians and middle halves a month, for more statements than can be drawn singly."""
    chart = figure(470)
    stance_axis(chart)
    time_axis(chart, months["month"].min(), months["month"].max())
    middle = bars(months["high"] - months["median"], months["median"] - months["low"])
    chart.add_scatter(
        x=months["month"],
        y=months["median"],
        error_y=middle,
        mode="lines+markers",
        hovertext=[f"{m:%Y-%m}: {score(v)}, n = {n}" for m, v, n in
                   zip(months["month"], months["median"], months["n"], strict=True)],
        hoverinfo="text",
        showlegend=False,
    )  # fmt: skip
    return chart


def whiskers(rows: pd.DataFrame, names: Sequence[str], least: int) -> go.Figure:
    """Return means with intervals, one line a speaker, the optimist on top.

    `names` are escaped, as they stand beside the lines.
    """
    chart = figure(96 + 38 * len(rows))
    labels = [f"{name} ({n})" for name, n in zip(names, rows["scored"], strict=True)]
    high = (rows["mean"] + rows["margin"]).clip(upper=1) - rows["mean"]
    low = rows["mean"] - (rows["mean"] - rows["margin"]).clip(lower=-1)
    chart.add_scatter(
        x=rows["mean"],
        y=list(range(len(rows))),
        mode="markers",
        customdata=rows[["speaker_id"]].to_numpy(),
        error_x={**bars(high, low), "thickness": 3},
        marker={
            "size": 11,
            "color": rows["mean"],
            "colorscale": diverging(),
            "cmin": -1,
            "cmax": 1,
            "symbol": ["circle" if n >= least else "circle-open" for n in rows["scored"]],
            "line": {"width": 2},
        },
        hovertext=[
            f"<b>{name}</b><br>{score(row.mean)} "
            f"({interval(max(row.mean - row.margin, -1), min(row.mean + row.margin, 1))})"
            f"<br>n = {row.scored}"
            for name, row in zip(names, rows.itertuples(index=False), strict=True)
        ],
        hoverinfo="text",
        showlegend=False,
        unselected={"marker": {"opacity": 1}},
    )
    chart.update_yaxes(
        tickvals=list(range(len(rows))), ticktext=labels, autorange="reversed", fixedrange=True,
        showgrid=False, automargin=True,
    )  # fmt: skip
    chart.update_xaxes(
        range=[-1.08, 1.08], tickvals=[-1, -0.5, 0, 0.5, 1], fixedrange=True, side="bottom",
        ticktext=["−1", "−0.5", "0", "+0.5", "+1"], zeroline=True, zerolinecolor=GREY,
    )  # fmt: skip
    for text, x in ((t("axis_bottom"), 0), (t("axis_top"), 1)):
        chart.add_annotation(
            text=text.replace("▼", "◀").replace("▲", "▶"), x=x, xref="paper", showarrow=False,
            xanchor="left" if x == 0 else "right", y=1, yref="paper", yanchor="bottom",
        )  # fmt: skip
    return chart


def draw(chart: go.Figure, key: str, alt: str, parameter: str = "") -> None:
    """Draw a chart; a clicked mark's id is kept in the address as `parameter`."""

    def keep() -> None:
        points = st.session_state[key]["selection"]["points"]
        if points and points[0].get("customdata"):
            data = points[0]["customdata"]
            st.query_params[parameter] = data[0] if isinstance(data, list) else data["0"]

    st.plotly_chart(
        chart,
        key=key,
        config=CONFIG,
        alt=alt,
        on_select=keep if parameter else "ignore",
        selection_mode="points",
    )


def earlier_mean(chart: go.Figure, rows: pd.DataFrame) -> None:
    """Add to a person's chart the mean of their own earlier statements, as a stepped line."""
    past = rows.dropna(subset="before").drop_duplicates("earliest")
    if past.empty:
        return
    ends = pd.to_datetime([*past["earliest"], rows["latest"].max()])
    values = [*past["before"], past["before"].iloc[-1]]
    chart.add_scatter(
        x=ends,
        y=values,
        mode="lines",
        line={"shape": "hv", "dash": "dot", "width": 2, "color": GREY},
        name=t("earlier_mean"),
        hovertext=[f"{t('earlier_mean')}: {score(value)}" for value in values],
        hoverinfo="text",
    )
