"""What pages share: texts, excerpts, charts, safe CSV."""

from __future__ import annotations

import doctest
import re
from pathlib import Path
from string import Formatter
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from pages.shared import amounts, charts, lanes, margins, quotations, readings, tables, texts


def test_every_text_is_there_in_both_languages() -> None:
    for key, row in texts.table().items():
        assert all(row[language].strip() for language in texts.LANGUAGES), key


def test_texts_have_the_same_gaps_in_both_languages() -> None:
    for key, row in texts.table().items():
        gaps = [{g for _, g, _, _ in Formatter().parse(row[name]) if g} for name in row]
        assert gaps[0] == gaps[1], key


def test_no_key_stands_twice() -> None:
    lines = Path(texts.__file__).with_suffix(".tsv").read_text(encoding="utf-8").splitlines()
    keys = [line.split("\t")[0] for line in lines]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    "module", [texts, quotations, readings, charts, tables, amounts, lanes, margins]
)
def test_examples_in_docstrings(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def test_an_excerpt_is_escaped_and_keeps_every_character() -> None:
    text = 'before <b>"will & must"</b> after'
    body = quotations.marked(text, (7, 27), [(10, 15, 0.5), (18, 22, -0.2)])
    assert "<b>" not in body
    assert 'class="up"' in body
    assert 'class="down"' in body
    assert re.sub(r"</?mark[^>]*>", "", body) == "&lt;b&gt;&quot;will &amp; must&quot;&lt;/b&gt;"


def test_evidence_may_overlap_and_reach_beyond_the_statement() -> None:
    body = quotations.marked("abcdef", (1, 5), [(0, 3, 1.0), (2, 9, 1.0)])
    assert re.sub(r"<[^>]*>", "", body) == "bcde"


def test_an_excerpt_tells_its_language() -> None:
    assert 'lang="zh-Hant"' in quotations.excerpt("繁體", (0, 2), language="zh-Hant")


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2024-06-03", "2024-06-03", "2024-06-03"),
        ("2024-06-01", "2024-06-30", "2024-06"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2024-04-01", "2024-06-30", "2024-04 – 2024-06"),
        ("2024-04-02", "2024-06-30", "2024-04-02 – 2024-06-30"),
        (None, None, "no date"),
        (pd.NaT, pd.NaT, "no date"),
    ],
)
def test_periods_are_said_as_shortly_as_they_can(first: object, last: object, words: str) -> None:
    assert quotations.period(first, last) == words


def row(**values: object) -> SimpleNamespace:
    defaults = {"mode": "direct", "marks": np.array([]), "machine_translated": False}
    return SimpleNamespace(**{**defaults, **values})


def test_modes_are_told_apart() -> None:
    assert quotations.mode_of(row()) == "direct"
    assert quotations.mode_of(row(machine_translated=True)) == "translated"
    assert quotations.mode_of(row(marks=np.array(["translated"]))) == "translated"
    assert quotations.mode_of(row(mode="reported", machine_translated=True)) == "reported"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_no_cell_of_a_csv_is_a_formula(cell: str) -> None:
    written = tables.csv(pd.DataFrame({cell: [cell]})).decode("utf-8-sig")
    assert f"'{cell}" in written
    assert not re.search(rf"(^|,|\n)\"?{re.escape(cell)}", written)


def test_hover_texts_are_escaped_and_wrapped() -> None:
    assert "<b>" not in charts.wrap("<b>bold</b> & more")
    assert charts.wrap("长" * 50, 44).count("<br>") == 2


def test_amounts_are_said_in_words() -> None:
    figure = {"low": 2.5e9, "high": 3e9, "unit": "USD", "period": "year"}
    assert amounts.amount(SimpleNamespace(**figure)) == "2.5 billion – 3 billion USD per year"


def test_marks_of_one_document_stand_apart_and_in_order() -> None:
    points = pd.DataFrame(
        {
            "earliest": pd.to_datetime(["2024-06-03"] * 3 + ["2024-01-01"]),
            "latest": pd.to_datetime(["2024-06-03"] * 3 + ["2024-01-31"]),
            "own_date": [False, False, False, True],
            "place": [1, 2, 3, 1],
            "places": [3, 3, 3, 1],
            "mode": ["direct"] * 4,
            "marks": [[]] * 4,
            "machine_translated": [False] * 4,
        }
    )
    placed = charts.place(points)
    assert placed["at"].iloc[:3].is_monotonic_increasing
    assert placed["at"].iloc[3] == pd.Timestamp("2024-01-16 12:00")
