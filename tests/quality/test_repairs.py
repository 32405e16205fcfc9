"""Holds how many damaged texts of other writers come back and how many clean ones stay."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.quality.repairs import rates

# Damaged texts that come back exactly, those made worse, and clean texts that are changed.
FLOORS = {"work": (138, 0, 2)}


@pytest.fixture(scope="module", params=sorted(FLOORS))
def split(request: pytest.FixtureRequest) -> tuple[str, dict[str, Counter[str]]]:
    return request.param, rates(request.param)


def test_damaged_texts_come_back(split: tuple[str, dict[str, Counter[str]]]) -> None:
    exact, worse, _ = FLOORS[split[0]]
    assert split[1]["damaged"]["exact"] >= exact
    assert split[1]["damaged"]["worse"] <= worse


def test_clean_texts_stay(split: tuple[str, dict[str, Counter[str]]]) -> None:
    assert split[1]["clean"]["worse"] <= FLOORS[split[0]][2]
