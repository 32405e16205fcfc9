"""Holds how often the day of publication is what a reader says it is; a floor only goes up."""

from __future__ import annotations

import pytest

from tests.quality.publication import pages, rates

# Shares of the pages on which the rules were tuned, by part and basis: equal and basis right.
FLOORS = {
    ("work", "metadata"): (1.0, 1.0),
    ("work", "stated"): (1.0, 1.0),
    ("work", "inferred"): (1.0, 1.0),
    ("work", "none"): (1.0, 1.0),
    ("second", "metadata"): (1.0, 1.0),
    ("second", "stated"): (1.0, 1.0),
    ("second", "inferred"): (0.83, 0.91),
    ("second", "none"): (1.0, 1.0),
}
PAGES = {"work": 24, "second": 30}


@pytest.fixture(scope="module")
def shares() -> dict[str, dict[str, dict[str, float]]]:
    return {part: rates(part) for part in PAGES}


@pytest.mark.parametrize(("part", "basis"), FLOORS)
def test_pages_are_dated_as_their_readers_date_them(shares, part: str, basis: str) -> None:
    equal, right = FLOORS[part, basis]
    assert shares[part][basis]["equal"] >= equal
    assert shares[part][basis]["basis"] >= right
    assert shares[part][basis]["wrong"] == 0


@pytest.mark.parametrize("part", PAGES)
def test_the_gold_is_the_one_that_the_floors_were_measured_on(part: str) -> None:
    assert len(pages(part)) == PAGES[part]
