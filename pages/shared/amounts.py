"""Figures in words: what kind, how much, in which unit."""

from __future__ import annotations

import html
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import frame, quotations
from pages.shared.texts import language, t, table

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
    who = row.organization or t("no_organization")
    return [kind(row), amount(row), who, quotations.period(row.earliest, row.latest)]


def largest(figures: pd.DataFrame, n: int) -> None:
    """Draw the largest amount of money of each of `n` kinds, each with its sentence.

    Amounts of different kinds or units are never held against each other.
    """
    money = figures[figures["kind"].isin(MONEY) & ~figures["change"]]
    if money.empty:
        st.info(t("nothing_at_all", things=t("things_figures")))
        return
    best = money.sort_values("high", ascending=False).drop_duplicates("kind").head(n)
    for row in best.itertuples(index=False):
        lead = f"{html.escape(amount(row))}"
        st.html(f'<p class="ledger-lead"><b>{lead}</b> · {html.escape(kind(row))}</p>')
        quotations.show_sentence(row, (row.amount_start, row.amount_end), facts(row)[2:])
    frame.note(t("n_drawn", n=len(figures)), t("costs_note"))
