"""Prints how often the day of publication of a page is what its reader says it is.

Run `python -m tests.quality.publication [second|untouched] [--errors]`: the shares of pages in
gold/text/web_work.jsonl, or in that of another part, whose interval is equal, or holds the days of
the gold and is at most twice as wide, or wider, or wrong (it misses days of the gold), by the basis
of the gold. `untouched` prints the totals of the pages held out, and nothing else of them.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from analysis import dates, sentences, source_text
from analysis.records import Article, Origin, When

GOLD = Path(__file__).parent / "gold" / "text"
FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)  # stand for an end that nothing tells
WIDEST = 2
BASES = ("metadata", "stated", "inferred", "none")


def pages(part: str) -> list[dict[str, Any]]:
    """Return the pages of gold/text/web_`part`.jsonl."""
    lines = (GOLD / f"web_{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line]


def found(page: Mapping[str, Any]) -> tuple[When, Article]:
    """Return when a page was published, as the program finds it, and the page as it is read."""
    text = "\n".join(line for _, line in page["lines"])
    origin = Origin(**page["origin"])
    document, working, _ = source_text.read(text, origin)
    article = Article(document, working, sentences.split(working))
    when = dates.published(article, origin)
    return when, replace(article, document=replace(document, published=when))


def judge(when: When, gold: tuple[date | None, date | None]) -> str:
    """Return `equal`, `holds` (at most twice as wide), `wide` or `wrong` (misses gold days).

    >>> judge(When(date(2024, 1, 1), date(2024, 1, 2)), (date(2024, 1, 1), date(2024, 1, 1)))
    'holds'
    """
    ours, right = (
        (first or FIRST, last or LAST) for first, last in ((when.earliest, when.latest), gold)
    )
    if ours == right:
        return "equal"
    if ours[0] > right[0] or ours[1] < right[1]:
        return "wrong"
    widths = [(last - first).days + 1 for first, last in (ours, right)]
    return "holds" if widths[0] <= WIDEST * widths[1] else "wide"


def interval(page: Mapping[str, Any]) -> tuple[date | None, date | None]:
    """Return the interval that the gold gives for a page."""
    first, last = (date.fromisoformat(day) if day else None for day in page["published"])
    return first, last


def counts(part: str) -> dict[str, Counter[str]]:
    """Return by basis of the gold, and over all, how many pages are judged as what."""
    by_basis: dict[str, Counter[str]] = {basis: Counter() for basis in (*BASES, "all")}
    for page in pages(part):
        when, _ = found(page)
        verdict = judge(when, interval(page))
        for basis in (page["basis"], "all"):
            by_basis[basis].update(["pages", verdict])
            by_basis[basis].update(basis=when.basis == page["basis"])
    return by_basis


def rates(part: str) -> dict[str, dict[str, float]]:
    """Return the shares of pages by basis: equal, held (equal or holds), wrong, basis right."""
    return {
        basis: {
            "equal": c["equal"] / c["pages"],
            "held": (c["equal"] + c["holds"]) / c["pages"],
            "wrong": c["wrong"] / c["pages"],
            "basis": c["basis"] / c["pages"],
        }
        for basis, c in counts(part).items()
        if c["pages"]
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="?", choices=("work", "second", "untouched"), default="work")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    if options.errors and options.part != "untouched":
        print_errors(options.part)
    for basis, shares in rates(options.part).items():
        figures = ", ".join(f"{name} {value:.3f}" for name, value in shares.items())
        print(f"web_{options.part} {basis}: {figures}")


def print_errors(part: str) -> None:
    for page in pages(part):
        when, article = found(page)
        verdict = judge(when, interval(page))
        if verdict != "equal" or when.basis != page["basis"]:
            words = [article.document.quote(span) for span in when.spans]
            ours = f"{when.earliest}/{when.latest} {when.basis} {words}"
            print(page["id"], verdict, *page["published"], page["basis"], "FOUND", ours)


if __name__ == "__main__":
    main()
