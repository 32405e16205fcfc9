"""Prints how long the five articles and the first chart take, each beside its yardstick.

`python -m tests.bench` (make bench): JSON on standard output, a table on standard error. Seconds
of wall time, the median of three runs, each in a fresh process.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.server import CHROMIUM, FLAGS, ROOT, serve

RUNS = 3
CHART = ".js-plotly-plot .main-svg"
SEGMENT = (
    "import jieba, pathlib\n"
    "for path in pathlib.Path('seeds/articles').glob('*.txt'): jieba.lcut(path.read_text('utf-8'))"
)


def median(measure: Callable[[], float]) -> float:
    return round(statistics.median(measure() for _ in range(RUNS)), 2)


def command(*arguments: str) -> float:
    """Return the seconds that a Python command takes, its start included."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def analysis_alone() -> float:
    """Return the seconds that the analysis of the five articles takes once all is loaded."""
    from analysis import intake, pipeline, stance

    model = stance.load()
    items = list(intake.read([ROOT / "seeds" / "articles"]))
    pipeline.analyse(*items[0], model)
    start = time.perf_counter()
    for raw, origin in items:
        pipeline.analyse(raw, origin, model)
    return time.perf_counter() - start


@contextmanager
def tab() -> Iterator[object]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser.new_page()
        browser.close()


def first_chart(app: str, page: str, *, stored: bool) -> float:
    """Return the seconds from the server's start to a chart on the screen of an open browser."""
    with tempfile.TemporaryDirectory() as folder, tab() as opened:
        store = Path(folder) / "store"
        if stored:
            command("-m", "analysis", "build", "--store", str(store))
        start = time.perf_counter()
        with serve(store, app=app) as address:
            opened.goto(f"{address}/{page}")
            opened.wait_for_selector(CHART, timeout=60_000)
            return time.perf_counter() - start


def main() -> None:
    figures = {
        "five articles, from the command line": median(
            lambda: command("-m", "analysis", "analyze", "seeds/articles")
        ),
        "five articles, all loaded": median(analysis_alone),
        "yardstick: jieba alone cuts them into words": median(lambda: command("-c", SEGMENT)),
        "first chart, store to be built": median(
            lambda: first_chart("app.py", "stance", stored=False)
        ),
        "first chart, store at hand": median(lambda: first_chart("app.py", "stance", stored=True)),
        "yardstick: an app with one chart": median(
            lambda: first_chart("tests/bench/one_chart.py", "", stored=False)
        ),
    }
    for name, seconds in figures.items():
        print(f"{seconds:8.2f} s  {name}", file=sys.stderr)
    print(json.dumps({"cores": os.cpu_count(), "seconds": figures}))


if __name__ == "__main__":
    main()
