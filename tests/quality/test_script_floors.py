"""Holds how often the script of a short line is told; a floor goes up with every gain."""

from __future__ import annotations

import pytest

from tests.quality.scripts import pieces, rates, turned

# Of the pieces of so many characters: the share told right, and told wrong.
FLOORS = {15: (0.988, 0.001), 40: (0.999, 0.0), 80: (1.0, 0.0)}


@pytest.mark.parametrize("part", ["work", "untouched"])
@pytest.mark.parametrize("drawn", [pieces, turned])
def test_the_script_of_short_lines_is_told(drawn: type, part: str) -> None:
    for size, count in rates(drawn, part).items():
        right, wrong = FLOORS[size]
        assert count["right"] >= right * count.total()
        assert count["wrong"] <= wrong * count.total()
