"""Holds what repair wins back from damage made on purpose; a floor goes up with every gain."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.quality.text_damage import gloss_rates, slip_rates

# Of 80 slips of each kind: read to within two characters of the truth, and made worse.
SLIP_FLOORS = {
    "one byte, half-width": (58, 0),
    "two bytes, half-width": (45, 1),
    "one byte": (63, 0),
    "two bytes": (48, 0),
    "replaced pair": (59, 0),
}
GLOSSES_LEFT = 0
GLOSSED_TEXTS_BACK = 160


@pytest.fixture(scope="module")
def slips() -> dict[str, Counter[str]]:
    return slip_rates()


@pytest.mark.parametrize("kind", SLIP_FLOORS)
def test_slips_are_won_back(slips: dict[str, Counter[str]], kind: str) -> None:
    near, worse = SLIP_FLOORS[kind]
    assert slips[kind]["near"] >= near
    assert slips[kind]["worse"] <= worse


def test_glosses_are_removed() -> None:
    rates = gloss_rates()
    assert rates["left"] <= GLOSSES_LEFT
    assert rates["exact"] >= GLOSSED_TEXTS_BACK
