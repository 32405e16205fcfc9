"""The measurement card of the method page: what was measured, by which command, on what."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from analysis.store import queries
from pages.shared import filters, frame, margins, quotations, tables
from pages.shared.texts import t

COMMAND = "python -m tests.quality.scoring untouched"
SOURCE_COMMAND = "python -m tests.quality.source_text"
STANCE_COMMAND = "python -m analysis check stance"
STANCE_COLUMNS = ("macro_f1", "sign", "spearman", "coverage")
SCRIPTS = ("all", "en", "zh-Hans", "zh-Hant")
POINTS = (1.0, 0.5, 0.0, -0.5, -1.0)
COLUMNS = {
    "statements": ("precision", "recall", "f1", "strict_f1", "speaker_named"),
    "events": ("precision", "recall", "date", "status", "organization"),
    "figures": ("precision", "recall", "kind", "organization"),
}
HEADS = {
    "precision": "precision",
    "recall": "recall",
    "f1": "f1",
    "strict_f1": "strict",
    "speaker_named": "speaker_right",
    "date": "date_right",
    "status": "status_right",
    "kind": "kind_right",
    "organization": "organization_right",
}


def quality() -> dict[str, Any]:
    """Return the published figures of the untouched part, {} where they are not installed."""
    try:
        text = (frame.ROOT / "seeds" / "quality.json").read_text(encoding="utf-8")
    except OSError:
        return {}
    return dict(json.loads(text)["untouched"])


def finding(measured: dict[str, Any]) -> str:
    """Return how far the statements can be trusted, in a sentence."""
    if not measured:
        return t("finding_method_none")
    every = measured["statements"]["all"]
    return t(
        "finding_method",
        precision=round(100 * every["precision"]),
        speaker=round(100 * every["speaker_named"]),
    )


def scale() -> None:
    """Draw the points of the scale and what they mean."""
    rows = [(quotations.score(point), t(f"scale_{point:g}")) for point in POINTS]
    rows.append((t("label_none"), t("scale_none")))
    _table(rows, ("score", "meaning"), "scale")


def extraction(measured: dict[str, Any]) -> None:
    """Draw how well statements, events and figures are found, by script."""
    if not measured:
        st.info(t("quality_missing", command=f"`{COMMAND}`"))
        return
    for kind, columns in COLUMNS.items():
        st.markdown(f"**{t('layer_' + kind)}**")
        rows = [
            (
                t(f"script_{s}") if s == "all" else t(f"lang_{s}"),
                measured[kind][s]["gold"],
                measured[kind][s]["found"],
                *(f"{measured[kind][s][c]:.2f}" for c in columns),
            )
            for s in SCRIPTS
        ]
        _table(rows, ("script", "gold", "found", *(HEADS[c] for c in columns)), kind)
    frame.note(t("measured_by", command=COMMAND))


def stance() -> None:
    """Draw how well single statements and documents are scored, beside the baselines."""
    try:
        text = (frame.ROOT / "seeds/stance/agi/quality.json").read_text(encoding="utf-8")
    except OSError:
        st.info(t("quality_missing", command=f"`{STANCE_COMMAND}`"))
        return
    measured = json.loads(text)
    st.markdown(f"**{t('stance_quality')}**")
    st.markdown(t("stance_quality_text"))
    rows = [row for row in measured["rows"] if row["part"] == "others"]
    shown = [
        (
            t(f"system_{row['system'].replace(' ', '_')}"),
            _of(row["of"]),
            row["n"],
            *(_share(row[name]) for name in STANCE_COLUMNS),
        )
        for row in rows
        if row["system"] == "model" or row["of"] == "all"
    ]
    _table(shown, ("system", "of", "count", *STANCE_COLUMNS), "systems")
    every = measured["documents"]["all"]
    frame.note(t("documents_quality", **every), t("measured_by", command=STANCE_COMMAND))


def source() -> None:
    """Draw how well the text itself is read, repaired and dated."""
    try:
        text = (frame.ROOT / "seeds" / "source_text.json").read_text(encoding="utf-8")
    except OSError:
        st.info(t("quality_missing", command=f"`{SOURCE_COMMAND}`"))
        return
    st.markdown(f"**{t('source_quality')}**")
    st.markdown(t("source_quality_text"))
    rows = [
        (t(f"measure_{row['measure']}"), row["of"], f"{100 * row['count'] / row['of']:.1f} %")
        for row in json.loads(text)
    ]
    _table(rows, ("measure", "count", "share"), "source")
    frame.note(t("measured_by", command=SOURCE_COMMAND))


def _of(part: str) -> str:
    return t(f"script_{part}") if part in ("all", "hard") else t(f"lang_{part}")


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _table(rows: Sequence[Sequence[object]], heads: Sequence[str], key: str) -> None:
    """Draw rows of plain values as a table that is stacked on a phone."""
    cells = pd.DataFrame([[html.escape(str(value)) for value in row] for row in rows])
    tables.draw(cells, heads, tuple, f"{key}_page")


def corpus() -> None:
    """Draw what made the generation that is shown, and what failed in it."""
    manifest = frame.store().manifest
    st.text(t("method_built", generation=manifest["generation"], built=manifest["built"]))
    hashes = [(t(f"part_{part}"), value) for part, value in manifest["hashes"].items()]
    _table(hashes, ("part", "hash"), "hashes")
    failed = frame.ask(queries.failures)
    if failed.empty:
        frame.note(t("no_failures"))
        return
    st.text(filters.count("failures", len(failed)))
    _table(list(failed.itertuples(index=False)), ("file", "step", "error"), "failures")


def damage() -> None:
    """Draw what was damaged or left out in the whole corpus, and as what files were read."""
    found = frame.ask(queries.damage)
    encodings = frame.ask(queries.encodings)
    rows = [
        (t(f"damage_{row.what}"), row.documents, filters.count(f"damage_{row.what}", row.n))
        for row in found.itertuples(index=False)
    ]
    _table(rows, ("what", "documents", "count"), "damage")
    read = [(margins.encoding(row.encoding), row.n) for row in encodings.itertuples(index=False)]
    _table(read, ("encoding", "documents"), "encodings")
    frame.note(t("n_drawn", n=filters.count("documents", int(encodings["n"].sum()))))
