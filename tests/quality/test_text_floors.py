"""Holds what repair wins back from damage made on purpose; a floor goes up with every gain."""

from __future__ import annotations

import pytest

from tests.quality.text_damage import ENOUGH, gloss_rates, rates, slips

# Of each kind of damage: the share read to within two characters of the truth, the share of those
# with six or more damaged characters that is, the share made better; and how many may get worse.
FLOORS = {
    ("tuned", "one byte lost"): (0.838, 0.957, 0.85, 0),
    ("tuned", "two bytes lost"): (0.61, 0.715, 0.78, 0),
    ("tuned", "marks replaced"): (0.89, 0.949, 0.89, 0),
    ("tuned", "lost, shown as ?"): (0.735, 0.912, 0.74, 0),
    ("held out", "one byte lost"): (0.854, 0.963, 0.862, 1),
    ("held out", "two bytes lost"): (0.66, 0.776, 0.81, 2),
    ("held out", "marks replaced"): (0.92, 0.915, 0.93, 2),
    ("held out", "lost, shown as ?"): (0.755, 0.948, 0.76, 1),
}


@pytest.mark.parametrize(("part", "kind"), FLOORS)
def test_slips_are_won_back(part: str, kind: str) -> None:
    near, many, better, worse = FLOORS[part, kind]
    counts = rates(slips(part, kind))
    assert counts["made"] == ENOUGH[kind]
    assert counts["near"] >= near * counts["made"]
    assert counts["many, near"] >= many * counts["many"]
    assert counts["better"] >= better * counts["made"]
    assert counts["worse"] <= worse


def test_glosses_are_removed() -> None:
    counts = gloss_rates()
    assert counts["left"] == 0
    assert counts["exact"] == counts["texts"]
