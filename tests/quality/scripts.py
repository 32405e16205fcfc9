"""Prints how often the script of a short line is told, on pieces of the labelled statements.

`python -m tests.quality.scripts [work|untouched]`: pieces of 15, 40 and 80 characters, as they are
and turned into the other script by OpenCC. `right`: of all pieces; `decided`: of those that were
not left undetermined. Half of the statements, drawn by hash, took no part in any choice: untouched.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from analysis.source_text import convert
from analysis.source_text.script import script

STATEMENTS = Path(__file__).parents[2] / "seeds" / "stance" / "agi" / "statements.jsonl"
SIZES = (15, 40, 80)
OTHER = {"Hans": "Hant", "Hant": "Hans"}


def pieces(size: int, part: str) -> Iterator[tuple[str, str]]:
    """Yield the script and the text of each piece of just so many characters."""
    for line in STATEMENTS.read_text("utf-8").splitlines():
        row = json.loads(line)
        text, language = row["text"], row["lang"]
        late = hashlib.sha256(text.encode()).hexdigest()[0] in "89abcdef"
        if language != "en" and late == (part == "untouched"):
            for start in range(0, len(text) - size + 1, size):
                yield language.removeprefix("zh-"), text[start : start + size]


def turned(size: int, part: str) -> Iterator[tuple[str, str]]:
    """Yield the same pieces in the other script, in the wording of their own."""
    for name, text in pieces(size, part):
        yield OTHER[name], convert(text, "hant" if name == "Hans" else "hans")


def rates(
    drawn: Callable[[int, str], Iterator[tuple[str, str]]], part: str
) -> dict[int, Counter[str]]:
    """Return for each size how many pieces were right, wrong and left undetermined."""
    return {
        size: Counter(_verdict(name, script(text)) for name, text in drawn(size, part))
        for size in SIZES
    }


def _verdict(wanted: str, found: str) -> str:
    if found == wanted:
        return "right"
    return "undetermined" if found == "undetermined" else "wrong"


def main() -> None:
    part = sys.argv[1] if sys.argv[1:] else "work"
    for drawn in (pieces, turned):
        for size, count in rates(drawn, part).items():
            total, decided = count.total(), count.total() - count["undetermined"]
            print(
                f"{drawn.__name__:7} {size:3} characters, {total:5} pieces:"
                f" right {count['right'] / total:.4f}, decided {count['right'] / decided:.4f}"
            )


if __name__ == "__main__":
    main()
