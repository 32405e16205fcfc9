"""Holds what repair wins back from damage made on purpose; a floor goes up with every gain."""

from __future__ import annotations

import pytest

from tests.quality.text_damage import ENOUGH, PARTS, gloss_rates, lost_rates, rates, slips

# Of the texts damaged in each way: how many read to within two characters of the truth, how many of
# those with six or more damaged characters do, how many are better; and how many may get worse.
FLOORS = {
    ("tuned", "one byte lost"): (797, 426, 809, 0),
    ("tuned", "two bytes lost"): (185, 159, 232, 1),
    ("tuned", "marks replaced"): (267, 75, 268, 0),
    ("tuned", "lost, shown as ?"): (220, 125, 221, 0),
    ("held out", "one byte lost"): (817, 428, 825, 0),
    ("held out", "two bytes lost"): (194, 158, 238, 1),
    ("held out", "marks replaced"): (276, 65, 279, 0),
    ("held out", "lost, shown as ?"): (223, 127, 224, 1),
}
MADE_UP = 1  # of a thousand texts that lost one character


@pytest.mark.parametrize(("part", "kind"), FLOORS)
def test_slips_are_won_back(part: str, kind: str) -> None:
    near, many, better, worse = FLOORS[part, kind]
    counts = rates(slips(part, kind))
    assert counts["made"] == ENOUGH[kind]
    assert counts["near"] >= near
    assert counts["many, near"] >= many
    assert counts["better"] >= better
    assert counts["worse"] <= worse


@pytest.mark.parametrize("part", PARTS)
def test_lost_characters_are_not_made_up(part: str) -> None:
    assert lost_rates(part)["changed"] <= MADE_UP


def test_glosses_are_removed() -> None:
    counts = gloss_rates()
    assert counts["left"] == 0
    assert counts["exact"] == counts["texts"]
