"""Holds how well frames are told from articles on the pages that rules are tuned on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.records import Origin
from analysis.source_text import read
from tests.quality.frames import rates

CASES = Path(__file__).parents[1] / "cases" / "source_text_frames.json"
FLOORS = {
    "work": {"precision": 0.99, "recall": 0.96, "title": 0.95, "publisher": 0.95, "author": 0.91},
    "second": {"precision": 0.99, "recall": 0.94, "title": 0.93, "publisher": 0.93, "author": 0.9},
}
CEILINGS = {"lost": 0.005, "lost_characters": 0.001, "publisher_wrong": 0.05, "author_wrong": 0.0}


@pytest.fixture(scope="module", params=FLOORS)
def part(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def measured(part: str) -> dict[str, float]:
    return rates(part)["all"]


@pytest.mark.parametrize("name", FLOORS["work"])
def test_frames_are_told(measured: dict[str, float], part: str, name: str) -> None:
    assert measured[name] >= FLOORS[part][name]


@pytest.mark.parametrize("name", CEILINGS)
def test_little_is_lost(measured: dict[str, float], name: str) -> None:
    assert measured[name] <= CEILINGS[name]


def test_frames_of_the_cases_are_told() -> None:
    out = frame = lost = body = 0
    for page in json.loads(CASES.read_text("utf-8"))["pages"]:
        text = "\n".join(line for _, line in page["lines"])
        document, _, regions = read(text, Origin(**page["origin"]))
        taken = {document.quote(region.span) for region in regions}
        for kind, line in page["lines"]:
            is_body = kind in ("body", "title")
            body, frame = body + is_body, frame + (not is_body)
            lost, out = lost + (is_body and line in taken), out + (not is_body and line in taken)
    assert lost <= 0.03 * body
    assert out >= 0.94 * frame
