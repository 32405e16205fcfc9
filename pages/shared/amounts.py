"""Figures in words: what kind, how much, in which unit."""

from __future__ import annotations

import math
from typing import Any, get_args

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analysis.records import FigureKind
from pages.shared import charts, frame, guesses, quotations
from pages.shared.texts import language, t, table

KINDS = get_args(FigureKind)
MONEY = ("training_cost", "capex", "valuation", "funding", "market_cap", "revenue", "cash_out")
_SCALES = {
    "en": ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")),
    "zh": ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")),
}


def number(value: float) -> str:
    """Return a number in the reader's words: 2.5 billion, 25亿."""
    for size, name in _SCALES[language()]:
        if abs(value) >= size:
            return f"{value / size:,.4g}{name}"
    return f"{value:,.4g}" if value < 1000 else f"{value:,.0f}"


def unit(code: str) -> str:
    """Return a unit in words; currencies keep their ISO code."""
    key = f"unit_{code}"
    if code.endswith("/Mtok"):
        return t("unit_Mtok", currency=code.removesuffix("/Mtok"))
    return t(key) if key in table() else code


def amount(row: Any) -> str:
    """Return a figure's amount with its unit; both ends where it is a range."""
    low, high = float(row.low), float(row.high)
    words = number(low) if low == high else f"{number(low)} – {number(high)}"
    per = f"per_{row.period}"
    return f"{words} {unit(row.unit)}" + (f" {t(per)}" if per in table() else "")


def kind(row: Any) -> str:
    """Return what a figure measures, and whether it is a change."""
    name = t(f"figure_{row.kind}")
    return f"{name} ({t('change')})" if row.change else name


def facts(row: Any) -> list[str]:
    """Return the line under a figure's sentence."""
    who = guesses.name(row.organization) or t("no_organization")
    lead = f"{kind(row)}: {amount(row)}"
    return [lead, who, quotations.period(row.earliest, row.latest)]


def measures(figures: pd.DataFrame) -> dict[str, str]:
    """Return kind:unit -> its name with n, in the order of `KINDS`; single figures come last."""
    counts = figures.groupby(["kind", "unit"]).size().sort_values(ascending=False, kind="stable")
    order = sorted(counts.items(), key=lambda item: (item[1] < 2, KINDS.index(item[0][0])))
    return {f"{kind}:{code}": f"{measure(kind, code)} ({n})" for (kind, code), n in order}


def measure(kind: str, code: str) -> str:
    """Return a kind with its unit; where both are one word, the kind alone."""
    return t(f"figure_{kind}") if kind == code else f"{t(f'figure_{kind}')}, {unit(code)}"


def of(figures: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return the figures of one kind and unit, the largest first."""
    name, _, code = measure.partition(":")
    rows = figures[(figures["kind"] == name) & (figures["unit"] == code)]
    return rows.sort_values(["high", "low"], ascending=False)


def finding(rows: pd.DataFrame) -> str:
    """Return what the figures of one kind and unit range over."""
    first = rows.iloc[0]
    values = {
        "what": measure(first.kind, first.unit),
        "low": number(float(rows["low"].min())),
        "high": number(float(rows["high"].max())),
    }
    if len(rows) == 1 and first.low == first.high:
        return t("finding_costs_one", **values)
    return t("finding_costs", n=len(rows), **values)


def largest(figures: pd.DataFrame, n: int) -> None:
    """Draw the largest amount of money of each of `n` kinds, each with its sentence.

    Amounts of different kinds or units are never held against each other.
    """
    money = figures[figures["kind"].isin(MONEY) & ~figures["change"]]
    if money.empty:
        st.info(t("nothing_at_all", things=t("things_figures")))
        return
    money = money.assign(known=money["unit"] != "unknown")
    best = money.sort_values(["known", "of", "high"], ascending=False)
    best = best.drop_duplicates("kind").head(n)
    for row in best.itertuples(index=False):
        quotations.show_sentence(row, (row.amount_start, row.amount_end), facts(row))
    total = figures.drop_duplicates(["kind", "unit"])["of"].sum()
    frame.note(t("largest_note", n=f"{total:,}"))


def logarithmic(rows: pd.DataFrame) -> bool:
    """Return whether the amounts are better drawn on a logarithmic scale: 30 times apart."""
    low, high = float(rows["low"].min()), float(rows["high"].max())
    return low > 0 and high / low > 30


def chart(rows: pd.DataFrame, most: int = 40) -> go.Figure:
    """Return one line a figure of one kind and unit, the largest on top, ranges as bars."""
    rows = rows.head(most)
    drawn = charts.figure(90 + 34 * len(rows))
    places = list(range(len(rows)))
    middle = (
        np.sqrt(rows["low"] * rows["high"])
        if logarithmic(rows)
        else rows["low"] + (rows["high"] - rows["low"]) / 2
    )
    drawn.add_scatter(
        x=middle,
        y=places,
        mode="markers",
        customdata=rows[["id"]].to_numpy(),
        error_x={**charts.bars(rows["high"] - middle, middle - rows["low"]), "thickness": 6},
        marker={
            "size": 11,
            "symbol": [
                "circle" if low == high else "line-ns-open"
                for low, high in zip(rows["low"], rows["high"], strict=True)
            ],
            "line": {"width": 1},
        },
        hovertext=[_told(row) for row in rows.itertuples(index=False)],
        hoverinfo="text",
        showlegend=False,
        unselected={"marker": {"opacity": 1}},
    )
    labels = [
        charts.wrap(charts.short(guesses.name(row.organization) or t("no_organization"), 30), 18)
        for row in rows.itertuples(index=False)
    ]
    drawn.update_yaxes(
        tickvals=places, ticktext=labels, autorange="reversed", fixedrange=True, automargin=True
    )
    _amount_axis(drawn, rows)
    return drawn


def _amount_axis(drawn: go.Figure, rows: pd.DataFrame) -> None:
    """Give the chart an axis of amounts with ticks in the reader's words."""
    low, high = float(rows["low"].min()), float(rows["high"].max())
    if logarithmic(rows):
        powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
        step = math.ceil(len(powers) / 5)
        ticks = [10.0**power for power in powers][::step]
        drawn.update_xaxes(type="log", tickvals=ticks, ticktext=[number(tick) for tick in ticks])
    else:
        top = high * 1.08 or 1
        ticks = [top * share / 4 for share in range(5)]
        magnitude = 10 ** math.floor(math.log10(top / 4))
        ticks = [round(tick / magnitude) * magnitude for tick in ticks]
        drawn.update_xaxes(
            range=[min(low * 1.08, 0) - top / 40, top],
            tickvals=ticks,
            ticktext=[number(tick) for tick in ticks],
        )
    drawn.update_xaxes(fixedrange=True, tickangle=0)
    drawn.update_layout(margin_t=12)


def _told(row: Any) -> str:
    lines = [
        guesses.name(row.organization),
        quotations.period(row.earliest, row.latest),
        quotations.plain_words_of(row),
    ]
    return "<br>".join([f"<b>{charts.wrap(amount(row))}</b>", *map(charts.wrap, lines)])
