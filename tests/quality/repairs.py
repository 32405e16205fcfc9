"""Prints how many damaged texts come back and how many clean ones stay, by kind and language.

Run `python -m tests.quality.repairs work|untouched [-v]`; `-v` also prints each text that does not
come back or does not stay. The texts are those of gold/text/{damage,clean}_*.jsonl, by writers who
had not seen this program.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from tests.quality.text_damage import distance, repaired

GOLD = Path(__file__).parent / "gold" / "text"
OUTCOMES = ("exact", "better", "same", "worse")


def load(name: str) -> list[dict[str, Any]]:
    path = GOLD / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]


def outcome(damaged: str, clean: str) -> str:
    """Return whether repair gives the clean text, comes nearer to it, or leads away from it."""
    reading = repaired(damaged)
    if reading == clean:
        return "exact"
    before, after = distance(damaged, clean), distance(reading, clean)
    return "better" if after < before else "worse" if after > before else "same"


def rates(split: str) -> dict[str, Counter[str]]:
    """Return how many texts of each kind, and of each language, have which outcome."""
    found: dict[str, Counter[str]] = {}
    for item in load(f"damage_{split}"):
        result = outcome(item["damaged"], item["clean"])
        for group in ("damaged", item["language"], item["kind"]):
            found.setdefault(group, Counter())[result] += 1
    for item in load(f"clean_{split}"):
        result = "exact" if repaired(item["text"]) == item["text"] else "worse"
        for group in ("clean", f"clean, {item['language']}"):
            found.setdefault(group, Counter())[result] += 1
    return found


def show_failures(split: str) -> None:
    for item in load(f"damage_{split}"):
        reading = repaired(item["damaged"])
        if reading != item["clean"]:
            result = outcome(item["damaged"], item["clean"])
            print(
                f"{result}: {item['kind']}", *map(repr, (item["damaged"], reading, item["clean"]))
            )
    for item in load(f"clean_{split}"):
        reading = repaired(item["text"])
        if reading != item["text"]:
            print(f"spoiled: {item['why']}", *map(repr, (item["text"], reading)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("split", choices=["work", "untouched"])
    parser.add_argument(
        "-v", action="store_true", help="print each text that is not as it should be"
    )
    options = parser.parse_args()
    for group, counts in rates(options.split).items():
        print(f"{group:40}", *(f"{name} {counts[name]:<5}" for name in OUTCOMES))
    if options.v:
        show_failures(options.split)


if __name__ == "__main__":
    main()
