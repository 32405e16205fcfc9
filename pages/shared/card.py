"""The measurement card of the method page: what was measured, by which command, on what."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import streamlit as st

from analysis.store import queries
from pages.shared import frame, quotations
from pages.shared.texts import t

COMMAND = "python -m tests.quality.scoring untouched"
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
    "precision": "col_precision",
    "recall": "col_recall",
    "f1": "col_f1",
    "strict_f1": "col_strict",
    "speaker_named": "col_speaker_right",
    "date": "col_date_right",
    "status": "col_status_right",
    "kind": "col_kind_right",
    "organization": "col_organization_right",
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
    st.table(pd.DataFrame(rows, columns=[t("col_score"), t("col_meaning")]), hide_index=True)


def extraction(measured: dict[str, Any]) -> None:
    """Draw how well statements, events and figures are found, by script."""
    if not measured:
        st.info(t("quality_missing", command=f"`{COMMAND}`"))
        return
    for kind, columns in COLUMNS.items():
        st.markdown(f"**{t('layer_' + kind)}**")
        rows = [
            {
                t("col_script"): t(f"script_{s}") if s == "all" else t(f"lang_{s}"),
                t("col_gold"): measured[kind][s]["gold"],
                t("col_found"): measured[kind][s]["found"],
                **{t(HEADS[c]): measured[kind][s][c] for c in columns},
            }
            for s in SCRIPTS
        ]
        shares = {t(HEADS[c]): st.column_config.NumberColumn(format="%.2f") for c in columns}
        st.dataframe(
            pd.DataFrame(rows), hide_index=True, alt=t("method_quality"), column_config=shares
        )
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
        {
            t("col_system"): t(f"system_{row['system'].replace(' ', '_')}"),
            t("col_of"): _of(row["of"]),
            "n": row["n"],
            **{t(f"col_{name}"): row[name] for name in STANCE_COLUMNS},
        }
        for row in rows
        if row["system"] == "model" or row["of"] == "all"
    ]
    shares = {t(f"col_{c}"): st.column_config.NumberColumn(format="%.2f") for c in STANCE_COLUMNS}
    st.dataframe(
        pd.DataFrame(shown), hide_index=True, alt=t("stance_quality"), column_config=shares
    )
    every = measured["documents"]["all"]
    frame.note(t("documents_quality", **every), t("measured_by", command=STANCE_COMMAND))


def _of(part: str) -> str:
    return t(f"script_{part}") if part in ("all", "hard") else t(f"lang_{part}")


def corpus() -> None:
    """Draw what made the generation that is shown, and what failed in it."""
    manifest = frame.store().manifest
    st.text(t("method_built", generation=manifest["generation"], built=manifest["built"]))
    hashes = [(t(f"part_{part}"), value) for part, value in manifest["hashes"].items()]
    st.table(pd.DataFrame(hashes, columns=[t("col_part"), t("col_hash")]), hide_index=True)
    failed = frame.ask(queries.failures)
    if failed.empty:
        frame.note(t("no_failures"))
        return
    st.text(t("some_failures", n=len(failed)))
    failed.columns = [t("col_file"), t("col_step"), t("col_error")]
    st.dataframe(failed, hide_index=True, alt=t("some_failures", n=len(failed)))
