"""Prints how fast documents are read, beside OpenCC alone in the same run.

`python -m tests.bench.text`: JSON on standard output, a table on standard error. Megabytes are of
UTF-8, seconds of CPU time, the best of five runs, with all lists loaded; everything is read with
its map to the source. The texts are the labelled statements, one a line, repeated for much text.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable

import opencc

from analysis.records import Origin
from analysis.source_text import read
from tests.quality.text_damage import STATEMENTS, gloss, slip
from tests.test_source_text import seed

RUNS = 5
ARTICLE = 3_000
LARGE = 1_000_000
LANGUAGES = ("zh-Hans", "zh-Hant", "en")


def best(work: Callable[[], object]) -> float:
    """Return the CPU seconds of the fastest run."""
    seconds = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds)


def clean(language: str) -> str:
    """Return the statements of a language, one a line."""
    rows = (json.loads(line) for line in STATEMENTS.read_text("utf-8").splitlines())
    return "\n".join(row["text"] for row in rows if row["lang"] == language)


def damaged() -> dict[str, str]:
    """Return texts that were damaged as sites and crawlers damage them."""
    chance = random.Random(1)
    lines = clean("zh-Hans").split("\n")[:500]
    slipped = [(slip(line, "one byte lost", chance) or (line, line))[1] for line in lines]
    plain = "\n".join(lines)
    gbk = plain.encode("gbk", "ignore")
    hant = clean("zh-Hant").split("\n")[:300]
    return {
        "a byte lost in every fifth line": "\n".join(
            slipped[i] if i % 5 == 0 else line for i, line in enumerate(lines)
        ),
        "a byte lost in every line": "\n".join(slipped),
        "glosses": "\n".join(gloss(line, 0.5, chance) for line in hant),
        "GBK read as Latin-1": gbk.decode("latin-1"),
        "UTF-8 read as cp1252": plain.encode().decode("latin-1"),
        "UTF-8 read as GB 18030": plain.encode().decode("gb18030", "replace"),
        "seed 004": seed(4).decode(),
    }


def speed(work: Callable[[str], object], text: str) -> float:
    """Return megabytes of UTF-8 a CPU second."""
    work(text)
    return len(text.encode()) / 1e6 / best(lambda: work(text))


def figures() -> dict[str, float]:
    """Return megabytes a second for clean and damaged texts."""

    def own(text: str) -> object:
        return read(text, Origin())

    converter = opencc.OpenCC("tw2s")
    found = {}
    for language in LANGUAGES:
        much = clean(language)
        much = "\n".join([much] * (LARGE // len(much.encode()) + 1))
        for name, text in (("much text", much), ("one article", much[:ARTICLE])):
            found[f"clean {language}, {name}"] = speed(own, text)
            found[f"clean {language}, {name}, OpenCC alone"] = speed(converter.convert, text)
    for name, text in damaged().items():
        found[f"damaged: {name}"] = speed(own, text)
    return {name: round(value, 2) for name, value in found.items()}


def main() -> None:
    measured = figures()
    for name, value in measured.items():
        print(f"{value:10.2f} MB/s  {name}", file=sys.stderr)
    print(json.dumps(measured))


if __name__ == "__main__":
    main()
