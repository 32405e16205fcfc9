"""The README's tables, made from the published figures and from nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

from pages.shared import texts

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
BLOCK = re.compile(r"<!-- quality -->\n.*?<!-- end -->", re.DOTALL)
SCRIPTS = {"all": "all", "en": "English", "zh-Hans": "Simplified", "zh-Hant": "Traditional"}
RIGHT = {
    "statements": {"speaker_named": "named speaker"},
    "events": {"date": "date", "status": "status", "organization": "organisation"},
    "figures": {"kind": "kind", "organization": "organisation"},
}


def tables() -> str:
    """Return the tables as Markdown between their marks."""
    parts = [*_extraction(), "", *_stance(), "", *_source_text()]
    return "\n".join(["<!-- quality -->", *parts, "<!-- end -->"])


def write() -> None:
    text = README.read_text(encoding="utf-8")
    README.write_text(BLOCK.sub(lambda _: tables(), text), encoding="utf-8")


def _source_text() -> list[str]:
    rows = json.loads((ROOT / "seeds" / "source_text.json").read_text(encoding="utf-8"))
    lines = ["| `python -m tests.quality.source_text` | n | share |", "| --- | --- | --- |"]
    for row in rows:
        name = texts.table()[f"measure_{row['measure']}"]["en"]
        lines.append(f"| {name} | {row['of']} | {100 * row['count'] / row['of']:.1f} % |")
    return lines


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _extraction() -> list[str]:
    published = json.loads((ROOT / "seeds" / "quality.json").read_text(encoding="utf-8"))
    lines = [
        "| `python -m tests.quality.scoring untouched` | n | precision | recall | right if found |",
        "| --- | --- | --- | --- | --- |",
    ]
    for kind, right in RIGHT.items():
        for script, name in SCRIPTS.items():
            row = published["untouched"][kind][script]
            told = ", ".join(f"{label} {_share(row[key])}" for key, label in right.items())
            shares = f"{_share(row['precision'])} | {_share(row['recall'])}"
            lines.append(f"| {kind}, {name} | {row['gold']} | {shares} | {told} |")
    return lines


def _stance() -> list[str]:
    measured = json.loads((ROOT / "seeds/stance/agi/quality.json").read_text(encoding="utf-8"))
    names = {**SCRIPTS, "hard": "hard cases"}
    lines = [
        "| `python -m analysis check stance` | n | macro-F1 | sign right | 90 % interval holds |",
        "| --- | --- | --- | --- | --- |",
    ]
    for row in measured["rows"]:
        own = row["system"] == "model"
        if row["part"] == "others" and (own or row["of"] == "all"):
            name = f"this model, {names[row['of']]}" if own else row["system"]
            shares = " | ".join(_share(row[key]) for key in ("macro_f1", "sign", "coverage"))
            lines.append(f"| {name} | {row['n']} | {shares} |")
    return lines
