"""What the program reaches on gold documents may rise and never fall.

`floors.json` pins each measure with a digest of the gold it was measured on. After a gain:
`python -m tests.quality.test_floors` writes the new floors; it never lowers one.
"""

import hashlib
import json
import math
from pathlib import Path

import pytest

from tests.quality import scoring

FLOORS = Path(__file__).parent / "floors.json"
PARTS = ("work", "untouched")


def digest(part: str) -> str:
    return hashlib.sha256((scoring.GOLD / f"{part}.jsonl").read_bytes()).hexdigest()[:16]


def measured(part: str) -> dict[str, float]:
    """Return every measure over all scripts, by name, rounded down to three decimals."""
    tallies, _ = scoring.run(part)
    return {
        f"{kind}.{name}": math.floor(value * 1000) / 1000
        for kind, by_script in tallies.items()
        for name, value in scoring.measures(kind, by_script["all"]).items()
        if value is not None
    }


@pytest.mark.parametrize("part", PARTS)
def test_no_measure_falls_below_its_floor(part):
    pinned = json.loads(FLOORS.read_text())[part]
    assert pinned["gold"] == digest(part), "the gold changed: list the change in gold/README.md"
    now = measured(part)
    low = {
        name: (now.get(name, 0.0), floor)
        for name, floor in pinned["floors"].items()
        if now.get(name, 0.0) < floor
    }
    assert not low, f"measured, floor: {low}"


def main() -> None:
    pinned = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    for part in PARTS:
        floors = pinned.get(part, {}).get("floors", {})
        now = measured(part)
        merged = {name: max(value, floors.get(name, 0.0)) for name, value in now.items()}
        pinned[part] = {"gold": digest(part), "floors": merged}
    FLOORS.write_text(json.dumps(pinned, indent=1) + "\n")


if __name__ == "__main__":
    main()
