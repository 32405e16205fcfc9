"""Holds how often time expressions mean what other people say they mean; a floor only goes up."""

from __future__ import annotations

import pytest

from tests.quality.dates import SPECS, gold_rates, spec_rates

# Cases of recognizers-text that pass: of all, and of those that news could hold.
SPEC_FLOORS = {
    "all": {"zh": (108, 136), "en": (286, 389)},
    "news": {"zh": (95, 99), "en": (245, 284)},
}
# Sentences of gold/text/times_*.jsonl: of what is found, what should be, and of the found.
PART_FLOORS = {
    "work": {"precision": 0.99, "recall": 0.99, "right": 0.99},
    "second": {"precision": 0.97, "recall": 0.95, "right": 0.95},
}


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


@pytest.mark.parametrize("part", PART_FLOORS)
def test_times_of_the_sentences_that_rules_were_tuned_on(part: str) -> None:
    rates = gold_rates(part)["all"]
    assert all(rates[name] >= floor for name, floor in PART_FLOORS[part].items()), rates
