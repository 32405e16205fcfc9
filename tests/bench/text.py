"""Prints how fast documents are read, beside OpenCC alone in the same run.

`python -m tests.bench.text`: JSON on standard output, a table on standard error. Seconds are CPU
time, the best of five runs, with all lists loaded.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable

import opencc

from analysis.records import Origin
from analysis.source_text import read
from tests.quality.text_damage import sentences
from tests.test_source_text import seed

RUNS = 5
ARTICLE = 3_000
LARGE = 1_000_000


def best(work: Callable[[], object]) -> float:
    """Return the CPU seconds of the fastest run."""
    seconds = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds)


def clean(language: str, size: int) -> str:
    """Return a clean text of about so many characters, some sentences a line."""
    pool = sentences(language)
    space = " " if language == "en" else ""
    lines = [space.join(pool[i : i + 4]) for i in range(0, len(pool), 4)]
    text = "\n".join(lines) + "\n"
    return (text * (size // len(text) + 1))[:size]


def figures() -> dict[str, float]:
    """Return milliseconds for one document, and megabytes of UTF-8 a CPU second."""
    found = {"seed 004, damaged (ms)": best(lambda: read(seed(4), Origin())) * 1e3}
    converter = opencc.OpenCC("tw2s")
    for language in ("zh-Hans", "zh-Hant", "en"):
        article, large = clean(language, ARTICLE), clean(language, LARGE)
        megabytes = len(large.encode()) / 1e6
        read(article, Origin())
        for name, text, unit, scale in (
            ("one article (ms)", article, 1e3, 1),
            ("much text (MB/s)", large, megabytes, -1),
        ):
            for who, work in (("read", lambda t: read(t, Origin())), ("OpenCC", converter.convert)):
                seconds = best(lambda work=work, text=text: work(text))  # type: ignore[misc]
                found[f"{language}, {name}, {who}"] = unit * seconds**scale
    return {name: round(value, 2) for name, value in found.items()}


def main() -> None:
    measured = figures()
    for name, value in measured.items():
        print(f"{value:10.2f}  {name}", file=sys.stderr)
    print(json.dumps(measured))


if __name__ == "__main__":
    main()
