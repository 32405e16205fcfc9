"""Holds how often the day of publication is what a reader says it is; a floor only goes up."""

from __future__ import annotations

import pytest

from tests.quality.publication import pages, rates

# Shares of the pages of web_work.jsonl, on which the rules were tuned: equal and basis right.
FLOORS = {
    "metadata": (1.0, 1.0),
    "stated": (1.0, 1.0),
    "inferred": (1.0, 1.0),
    "none": (1.0, 1.0),
}


@pytest.fixture(scope="module")
def shares() -> dict[str, dict[str, float]]:
    return rates("work")


@pytest.mark.parametrize("basis", FLOORS)
def test_pages_are_dated_as_their_readers_date_them(shares, basis: str) -> None:
    equal, right = FLOORS[basis]
    assert shares[basis]["equal"] >= equal
    assert shares[basis]["basis"] >= right
    assert shares[basis]["wrong"] == 0


def test_the_gold_is_the_one_that_the_floors_were_measured_on() -> None:
    assert len(pages("work")) == 24
