"""Prints what repair changes in text that is known to be clean, where all it changes is wrong.

Run `python -m tests.quality.false_repairs FOLDER [-v]`: every .txt file below the folder is read in
articles of about 3,000 characters. A table on standard output gives, for each file and action,
the characters changed per million; -v also prints each change with the words around it.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from analysis.records import Origin
from analysis.source_text import read

ARTICLE = 3_000
AROUND = 12
HARMLESS = ("invisible", "unrecoverable")  # leave every visible character as it was


def articles(text: str) -> Iterator[str]:
    """Yield a text in runs of whole lines, each about as long as an article."""
    lines: list[str] = []
    size = 0
    for line in text.splitlines(keepends=True):
        lines.append(line)
        size += len(line)
        if size >= ARTICLE:
            yield "".join(lines)
            lines, size = [], 0
    yield "".join(lines)


def changes(text: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield action, what stood there, what stands there now, and the words around it."""
    for article in filter(str.strip, articles(text)):
        for edit in read(article, Origin())[1].plan:
            if edit.action not in HARMLESS:
                low, high = max(edit.span.start - AROUND, 0), edit.span.end + AROUND
                yield edit.action, edit.before, edit.after, article[low:high]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-v", action="store_true", help="print each change")
    options = parser.parse_args()
    for path in sorted(options.folder.rglob("*.txt")):
        text = path.read_text("utf-8", "ignore")
        counts: Counter[str] = Counter()
        characters: Counter[str] = Counter()
        for action, before, after, around in changes(text):
            counts[action] += 1
            characters[action] += max(len(before), len(after))
            if options.v:
                print(f"{action:14} {before!r} -> {after!r}  in {around!r}")
        rates = ", ".join(
            f"{action} {counts[action]} ({n * 1e6 / len(text):.1f})"
            for action, n in sorted(characters.items())
        )
        print(f"{path.stem:24} {len(text):>9} characters: {rates or 'nothing changed'}")


if __name__ == "__main__":
    main()
