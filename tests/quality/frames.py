"""Prints how well what publishers put around an article is told from the article itself.

Run `python -m tests.quality.frames work|second [--errors] | untouched`: the pages of
gold/text/web_*.jsonl, read as a crawler hands them over. A line counts as kept out where most of
its characters lie in regions. Of the untouched pages totals only are printed.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from analysis.records import Origin, Region
from analysis.source_text import read

GOLD = Path(__file__).parent / "gold" / "text"
LANGUAGES = ("en", "zh-Hans", "zh-Hant")
FIELDS = ("title", "publisher", "author")
_SPACE = re.compile(r"\s+")
_AND = re.compile(r"\s*(?:[;；,，、&／/]|\band\b)\s*")


class Line(NamedTuple):
    """One line of a page: what it is, and as what it was kept out ("" where it was not)."""

    page: str
    language: str
    kind: str
    text: str
    taken: str


class Told(NamedTuple):
    """One field of a page: what is expected and what was read, both normalised."""

    page: str
    language: str
    field: str
    expected: frozenset[str]
    found: frozenset[str]


def pages(part: str) -> list[dict]:
    """Return the pages of gold/text/web_`part`.jsonl."""
    lines = (GOLD / f"web_{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line]


def measured(part: str) -> tuple[list[Line], list[Told]]:
    """Return every line and every field of the pages with what the program makes of them."""
    lines: list[Line] = []
    told: list[Told] = []
    for page in pages(part):
        text = "\n".join(line for _, line in page["lines"])
        document, _, regions = read(text, Origin(**page["origin"]))
        lines += [
            Line(page["id"], page["language"], kind, line, taken)
            for (kind, line), taken in zip(page["lines"], _taken(page, regions), strict=True)
        ]
        for field in FIELDS:
            expected, found = normalised(page[field]), normalised(getattr(document, field))
            told.append(Told(page["id"], page["language"], field, expected, found))
    return lines, told


def _taken(page: dict, regions: tuple[Region, ...]) -> Iterator[str]:
    """Yield for each line of a page the kind of the regions that hold most of it, or nothing."""
    start = 0
    for _, line in page["lines"]:
        end = start + len(line)
        inside: Counter[str] = Counter()
        for region in regions:
            inside[region.kind] += max(min(end, region.span.end) - max(start, region.span.start), 0)
        yield inside.most_common(1)[0][0] if 2 * inside.total() > len(line) else ""
        start = end + 1


def normalised(value: str) -> frozenset[str]:
    """Return the names in a field without width, case and spaces.

    >>> normalised("Ana Ruiz and Tom Hale") == normalised("ana ruiz; Tom Hale")
    True
    """
    parts = _AND.split(unicodedata.normalize("NFKC", value).casefold())
    return frozenset(_SPACE.sub("", part) for part in parts if part)


def rates(part: str) -> dict[str, dict[str, float]]:
    """Return the measures by language and over all pages.

    `precision` and `recall` of the lines kept out; `lost` and `lost_characters`, the share of the
    article that is wrongly kept out; each field's share of pages where it is right, and where it
    is told but wrong.
    """
    lines, told = measured(part)
    return {
        language: _rates(
            [line for line in lines if language in ("all", line.language)],
            [field for field in told if language in ("all", field.language)],
        )
        for language in (*LANGUAGES, "all")
    }


def _rates(lines: list[Line], told: list[Told]) -> dict[str, float]:
    body = [line for line in lines if line.kind == "body"]
    frame = [line for line in lines if line.kind != "body"]
    lost = [line for line in body if line.taken]
    out = [line for line in frame if line.taken]
    found = {
        "precision": len(out) / max(len(out) + len(lost), 1),
        "recall": len(out) / max(len(frame), 1),
        "lost": len(lost) / max(len(body), 1),
        "lost_characters": sum(len(line.text) for line in lost)
        / max(sum(len(line.text) for line in body), 1),
    }
    for field in FIELDS:
        all_of = [t for t in told if t.field == field]
        found[field] = sum(t.expected == t.found for t in all_of) / max(len(all_of), 1)
        wrong = sum(bool(t.found) and t.expected != t.found for t in all_of)
        found[f"{field}_wrong"] = wrong / max(len(all_of), 1)
    return found


def kinds(part: str) -> dict[str, tuple[int, int, int]]:
    """Return by kind of line: how many there are, are kept out, and are so under their kind."""
    counts: dict[str, list[int]] = {}
    for line in measured(part)[0]:
        row = counts.setdefault(line.kind, [0, 0, 0])
        row[0] += 1
        row[1] += bool(line.taken)
        row[2] += line.taken == line.kind
    return {kind: (row[0], row[1], row[2]) for kind, row in sorted(counts.items())}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=("work", "second", "untouched"), nargs="?", default="work")
    parser.add_argument("--errors", action="store_true", help="of the pages to tune on")
    arguments = parser.parse_args()
    if arguments.errors and arguments.part != "untouched":
        print_errors(arguments.part)
    for language, row in rates(arguments.part).items():
        print(f"{language}: " + ", ".join(f"{name} {value:.3f}" for name, value in row.items()))
    if arguments.part != "untouched":
        for kind, (total, out, same) in kinds(arguments.part).items():
            print(f"{kind}: {out} of {total} kept out, {same} as {kind}")


def print_errors(part: str) -> None:
    """Print what is told wrong of the pages of a part."""
    lines, told = measured(part)
    for line in lines:
        if (line.kind == "body") == bool(line.taken):
            print(f"{line.page} {line.kind or '-':13} {line.taken or '-':13} {line.text[:100]}")
    for field in told:
        if field.expected != field.found:
            print(f"{field.page} {field.field}: {set(field.expected)} read as {set(field.found)}")


if __name__ == "__main__":
    main()
