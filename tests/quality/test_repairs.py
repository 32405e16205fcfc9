"""Holds how many damaged texts of other writers come back and how many clean ones stay."""

from __future__ import annotations

from collections import Counter

import pytest

from analysis.source_text import repair
from tests.quality.clean_text import MILLION, chinese, english
from tests.quality.false_repairs import FORMS
from tests.quality.repairs import rates

MOST = 5  # false repairs per million characters
# Damaged texts that come back exactly, those made worse, and clean texts that are changed.
FLOORS = {"work": (152, 0, 5), "untouched": (131, 1, 5)}


@pytest.fixture(scope="module", params=sorted(FLOORS))
def split(request: pytest.FixtureRequest) -> tuple[str, dict[str, Counter[str]]]:
    return request.param, rates(request.param)


def test_damaged_texts_come_back(split: tuple[str, dict[str, Counter[str]]]) -> None:
    exact, worse, _ = FLOORS[split[0]]
    assert split[1]["damaged"]["exact"] >= exact
    assert split[1]["damaged"]["worse"] <= worse


@pytest.mark.parametrize("script", ["en", "hans", "hant"])
def test_clean_text_is_hardly_touched(script: str) -> None:
    articles = list(english() if script == "en" else chinese(script))
    repairs = [edit for article in articles for edit in repair(article).plan]
    size = sum(map(len, articles))
    false = [(edit.before, edit.after) for edit in repairs if edit.action not in FORMS]
    assert size >= MILLION
    assert len(false) * MILLION <= MOST * size, false


def test_clean_texts_stay(split: tuple[str, dict[str, Counter[str]]]) -> None:
    assert split[1]["clean"]["worse"] <= FLOORS[split[0]][2]
