"""Keeps what repair makes of the five seeds, so that any other outcome is noticed.

Run `python -m tests.golden.repairs` to write repairs.json anew, and read its difference.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

from analysis.records import Edit, Origin
from analysis.source_text import read, replay

SEEDS = Path(__file__).parents[2] / "seeds" / "articles"
GOLDEN = Path(__file__).with_name("repairs.json")
BREAK = "run together"  # which only adds white space between sentences, and is marked as such


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def row(edit: Edit) -> str:
    sure = "" if edit.certain else " (a guess)"
    return (
        f"{edit.span.start}-{edit.span.end} {edit.action}{sure}: {edit.before!r} -> {edit.after!r}"
    )


def record(path: Path) -> dict[str, Any]:
    """Return the plan of a seed, and digests of its source, repaired with and without breaks."""
    document, working, _ = read(path.read_bytes(), Origin())
    repairs = [edit for edit in working.plan if edit.action != BREAK]
    return {
        "source": digest(document.text),
        "repaired but for breaks": digest(replay(document.text, repairs)),
        "repaired": digest(working.repaired),
        "actions": dict(sorted(Counter(edit.action for edit in working.plan).items())),
        "plan": [row(edit) for edit in working.plan],
    }


def records() -> dict[str, Any]:
    return {path.name[:3]: record(path) for path in sorted(SEEDS.glob("*.txt"))}


if __name__ == "__main__":
    GOLDEN.write_text(json.dumps(records(), ensure_ascii=False, indent=1) + "\n", "utf-8")
