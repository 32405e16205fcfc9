"""What the program reaches on gold documents may rise and never fall.

`floors.json` pins each measure with a digest of the gold it was measured on. After a gain:
`python -m tests.quality.test_floors` publishes the figures (in seeds/quality.json and the README)
and raises the floors; it never lowers one.
"""

import hashlib
import json
from pathlib import Path

import pytest

from tests.quality import dates, readme, scoring, source_text

FLOORS = Path(__file__).parent / "floors.json"
COUNTS = ("gold", "found")


def digest(part: str) -> str:
    return hashlib.sha256((scoring.GOLD / f"{part}.jsonl").read_bytes()).hexdigest()[:16]


def flat(part: dict[str, dict]) -> dict[str, float]:
    """Return every measure over all scripts, by name."""
    return {
        f"{kind}.{name}": value
        for kind, by_script in part.items()
        for name, value in by_script["all"].items()
        if value is not None and name not in COUNTS
    }


@pytest.fixture(scope="module")
def measured():
    return scoring.published()


@pytest.mark.parametrize("part", scoring.PARTS)
def test_no_measure_falls_below_its_floor(part, measured):
    pinned = json.loads(FLOORS.read_text())[part]
    assert pinned["gold"] == digest(part), "the gold changed: list the change in gold/README.md"
    now = flat(measured[part])
    low = {k: (now.get(k), floor) for k, floor in pinned["floors"].items() if now.get(k, 0) < floor}
    assert not low, f"measured, floor: {low}"


def test_the_published_figures_are_the_measured_ones(measured):
    published = json.loads(scoring.PUBLISHED.read_text(encoding="utf-8"))
    assert published == measured, "run: python -m tests.quality.test_floors"


def test_the_published_figures_of_the_source_text_are_the_measured_ones():
    if not dates.SPECS.exists():
        pytest.skip(f"the cases of recognizers-text are not at {dates.SPECS}")
    published = json.loads(source_text.PUBLISHED.read_text(encoding="utf-8"))
    measured = [figure._asdict() for figure in source_text.measured()]
    assert published == measured, "run: python -m tests.quality.source_text"


def test_the_readme_shows_the_published_figures():
    assert readme.tables() in readme.README.read_text(encoding="utf-8")


def main() -> None:
    measured = scoring.published()
    text = json.dumps(measured, indent=1)
    scoring.PUBLISHED.write_text(text + "\n", encoding="utf-8")
    pinned = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    for part in scoring.PARTS:
        floors = pinned.get(part, {}).get("floors", {})
        merged = {k: max(v, floors.get(k, 0.0)) for k, v in flat(measured[part]).items()}
        pinned[part] = {"gold": digest(part), "floors": merged}
    FLOORS.write_text(json.dumps(pinned, indent=1) + "\n")
    readme.write()


if __name__ == "__main__":
    main()
