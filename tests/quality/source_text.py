"""Gathers the published figures of the source text: bytes, repair, script, frames and dates.

Run `python -m tests.quality.source_text` to measure all of them on text that no rule was tuned on,
print them, and publish them in seeds/source_text.json, in the README and on the method page. The
commands of the single measures (encodings, mojibake, text_damage, repairs, scripts, frames,
publication, dates in this folder) print more of each.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.quality import (
    dates,
    encodings,
    frames,
    mojibake,
    publication,
    repairs,
    scripts,
    text_damage,
)

PUBLISHED = Path(__file__).parents[2] / "seeds" / "source_text.json"
ENCODED_TEXTS = 30  # of each encoding and language
MISREAD_TEXTS = 8  # of each direction and form


class Figure(NamedTuple):
    """One share: of which measure, of how many, and how many of them."""

    measure: str
    of: int
    count: int


def measured() -> list[Figure]:
    """Return every figure, in the order of the steps."""
    return [
        *_bytes(),
        *_damage(),
        *_scripts(),
        *_pages(),
        *_times(),
    ]


def _bytes() -> Iterator[Figure]:
    length = encodings.LENGTHS[0]
    cells = encodings.right(encodings.own, length, held_out=True, limit=ENCODED_TEXTS)
    good, all_ = (sum(cell[i] for cell in cells.values()) for i in (0, 1))
    yield Figure("encodings", all_, good)


def _damage() -> Iterator[Figure]:
    lost = text_damage.rates(text_damage.slips("held out", "one byte lost"))
    yield Figure("slips_near", lost["made"], lost["near"])
    yield Figure("slips_many", lost["many"], lost["many, near"])
    yield Figure("slips_worse", lost["made"], lost["worse"])
    marks = text_damage.rates(text_damage.slips("held out", "marks replaced"))
    yield Figure("marks_better", marks["made"], marks["better"])
    yield Figure("marks_worse", marks["made"], marks["worse"])
    misread = sum(
        (
            mojibake.rates(mojibake.own, way, form, held_out=True, limit=MISREAD_TEXTS)
            for way in mojibake.DIRECTIONS
            for form in mojibake.FORMS
        ),
        Counter(),
    )
    yield Figure("misread_near", misread["made"], misread["near"])
    yield Figure("misread_worse", misread["made"], misread["worse"])
    others = repairs.rates("untouched")
    yield Figure("damaged_exact", others["damaged"].total(), others["damaged"]["exact"])
    yield Figure("damaged_worse", others["damaged"].total(), others["damaged"]["worse"])
    yield Figure("clean_changed", others["clean"].total(), others["clean"]["worse"])


def _scripts() -> Iterator[Figure]:
    lines = scripts.rates(scripts.pieces, "untouched")[40]
    yield Figure("scripts", lines.total(), lines["right"])


def _pages() -> Iterator[Figure]:
    lines, _ = frames.measured("untouched")
    outside = [line for line in lines if line.kind != "body"]
    inside = [line for line in lines if line.kind == "body"]
    yield Figure("frames_left_out", len(outside), sum(bool(line.taken) for line in outside))
    yield Figure("body_left_out", len(inside), sum(bool(line.taken) for line in inside))
    days = publication.counts("untouched")["all"]
    yield Figure("published_equal", days["pages"], days["equal"])
    yield Figure("published_wrong", days["pages"], days["wrong"])


def _times() -> Iterator[Figure]:
    told = sum(dates.gold_counts("untouched").values(), Counter())
    yield Figure("times_precision", told["found"] + told["extra"], told["found"])
    yield Figure("times_recall", told["expected"], told["found"])
    yield Figure("times_right", told["found"], told["right"])
    for language, (good, all_) in dates.spec_rates()["news"].items():
        yield Figure(f"times_cases_{language}", all_, good)


def main() -> None:
    from tests.quality import readme

    found = measured()
    for figure in found:
        print(
            f"{figure.measure:20} {figure.count:5} of {figure.of:5}  {figure.count / figure.of:.3f}"
        )
    rows = [figure._asdict() for figure in found]
    PUBLISHED.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    readme.write()


if __name__ == "__main__":
    main()
