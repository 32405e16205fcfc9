"""Holds how often time expressions mean what other people say they mean; a floor only goes up."""

from __future__ import annotations

import pytest

from tests.quality.dates import SPECS, spec_rates

# Cases of recognizers-text that pass: of all, and of those that news could hold.
SPEC_FLOORS = {"all": {"zh": (82, 136), "en": (106, 389)}}


@pytest.fixture(scope="module")
def rates() -> dict[str, dict[str, tuple[int, int]]]:
    if not SPECS.exists():
        pytest.skip("the cases of other projects are not here")
    return spec_rates()


@pytest.mark.parametrize("part", SPEC_FLOORS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_cases_of_recognizers_text(rates, part: str, language: str) -> None:
    least, total = SPEC_FLOORS[part][language]
    passed, found = rates[part][language]
    assert (passed >= least, found) == (True, total), f"{passed} of {found}"
