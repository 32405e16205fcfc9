"""Named questions to the store, on the small invented corpus."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis.store import Store, open_store, queries
from analysis.store.queries import Selection
from tests.pages import example


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return open_store(example.build(tmp_path_factory.mktemp("store")))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return open_store(example.build_empty(tmp_path_factory.mktemp("empty")))


QUESTIONS = [
    queries.documents,
    queries.totals,
    queries.bounds,
    queries.overall,
    queries.failures,
    queries.sides,
    queries.new_documents,
    queries.statements,
    queries.points,
    queries.by_month,
    queries.extremes,
    queries.speakers,
    queries.furthest,
    queries.events,
    queries.event_counts,
    queries.figures,
]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.__name__)
def test_an_empty_store_answers_with_the_same_columns(question, store, empty) -> None:
    assert list(question(empty).columns) == list(question(store).columns)


def test_documents_have_their_dates_stance_and_counts(store: Store) -> None:
    rows = queries.documents(store).set_index("id")
    assert rows.loc["en-1", "statements"] == 7
    assert rows.loc["en-1", "unattributed"] == 1
    assert rows.loc["zh-1", "writer"] == 1
    assert rows.loc["zh-1", "basis"] == "inferred"
    assert pd.isna(rows.loc["mt-1", "earliest"])


def test_totals_count_what_statements_lack(store: Store) -> None:
    row = queries.totals(store).iloc[0]
    counts = (row.statements, row.scored, row.off_axis, row.undated, row.unattributed, row.writer)
    assert counts == (18, 17, 1, 2, 1, 1)


def test_scores_of_none_are_no_zeros(store: Store) -> None:
    row = queries.overall(store).iloc[0]
    assert row.n == 16
    assert row["mean"] == pytest.approx(0.0125)
    assert row.margin > 0.1


@pytest.mark.parametrize(
    ("selection", "n"),
    [
        (Selection(), 18),
        (Selection(speakers=("lin-ruoshui",)), 5),
        (Selection(speakers=("lin-ruoshui", "mira-holt")), 9),
        (Selection(speakers=("nobody",)), 0),
        (Selection(languages=("zh-Hant",)), 3),
        (Selection(documents=("zh-1",), modes=("direct",)), 2),
        (Selection(earliest=date(2024, 11, 1)), 8),
        (Selection(latest=date(2024, 2, 1)), 5),
        (Selection(earliest=date(2030, 1, 1)), 0),
    ],
)
def test_selections(store: Store, selection: Selection, n: int) -> None:
    assert len(queries.statements(store, selection)) == n
    assert queries.totals(store, selection).iloc[0].statements == n


def test_a_passage_holds_the_words_of_its_statement(store: Store) -> None:
    rows = queries.statements(store)
    for row in rows.itertuples():
        at = row.start - row.passage_start
        words = row.passage[at : at + row.end - row.start]
        text = queries.text(store, row.document)
        assert text is not None
        assert words == text[row.start : row.end]


def test_statements_come_page_by_page(store: Store) -> None:
    whole = list(queries.statements(store)["id"])
    parts = [list(queries.statements(store, limit=5, offset=o)["id"]) for o in range(0, 20, 5)]
    assert [i for part in parts for i in part] == whole


def test_statements_by_pole_leave_those_off_the_axis_to_the_end(store: Store) -> None:
    for order in ("optimist", "pragmatist"):
        scores = queries.statements(store, order=order)["score"]
        known = scores.dropna()
        assert scores.iloc[-1:].isna().all()
        assert known.is_monotonic_decreasing == (order == "optimist")


def test_sides_count_attributed_statements(store: Store) -> None:
    sides = dict(queries.sides(store).to_numpy())
    assert sides == {"balanced": 1, "optimist": 7, "pragmatist": 8}


def test_new_documents_are_those_the_generation_before_lacks(tmp_path: Path) -> None:
    example.build_empty(tmp_path)
    assert queries.new_documents(open_store(tmp_path)).empty
    example.build(tmp_path)
    assert len(queries.new_documents(open_store(tmp_path))) == 5
    example.build(tmp_path)
    assert queries.new_documents(open_store(tmp_path)).empty


def test_one_statement(store: Store) -> None:
    identity = queries.statements(store).iloc[3]["id"]
    assert list(queries.statement(store, identity)["id"]) == [identity]
    assert queries.statement(store, "' or 1=1 --").empty


def test_points_have_a_score_and_a_date(store: Store) -> None:
    rows = queries.points(store)
    assert len(rows) == 15
    assert rows[["score", "earliest", "latest"]].notna().all(axis=None)
    assert "passage" not in rows


def test_months_take_the_middle_of_vague_dates(store: Store) -> None:
    rows = queries.by_month(store).set_index("month")
    assert rows["n"].sum() == 15
    assert rows.loc["2024-07-01", "n"] == 5


def test_extremes_have_a_speaker_and_a_side_each(store: Store) -> None:
    rows = queries.extremes(store, Selection(documents=("en-1", "zh-1")))
    assert list(rows["score"] > 0) == [True, False]
    assert rows["speaker"].notna().all()


def test_speakers_are_one_person_over_two_scripts(store: Store) -> None:
    rows = queries.speakers(store).set_index("speaker_id")
    lin = rows.loc["lin-ruoshui"]
    assert (lin.n, lin.documents, lin.speaker) == (5, 3, "林若水")
    assert set(lin.names) == {"林若水", "Lin Ruoshui"}
    assert lin["mean"] == pytest.approx(-0.58)


def test_history_knows_only_what_came_before(store: Store) -> None:
    rows = queries.history(store, "lin-ruoshui")
    assert len(rows) == 5
    assert (rows["before_n"] == 0).all()


def test_the_furthest_apart_have_enough_statements(store: Store) -> None:
    row = queries.furthest(store).iloc[0]
    assert (row.optimist, row.pragmatist) == ("mira-holt", "lin-ruoshui")
    assert queries.furthest(store, at_least=99).empty


def test_events_by_kind_and_status(store: Store) -> None:
    assert len(queries.events(store)) == 7
    assert len(queries.events(store, kinds=("shutdown",))) == 2
    assert len(queries.events(store, kinds=("shutdown",), statuses=("denied",))) == 1
    planned = queries.events(store, statuses=("planned",))
    assert planned.iloc[0]["earliest"] == pd.Timestamp("2025-04-01")


def test_an_event_without_a_date_takes_its_documents(store: Store) -> None:
    row = queries.events(store, kinds=("acquisition",)).iloc[0]
    assert not row.own_date
    assert row.earliest == pd.Timestamp("2024-01-01")


def test_figures_keep_their_units_and_words(store: Store) -> None:
    rows = queries.figures(store, kinds=("valuation",)).set_index("unit")
    assert rows.loc["CNY", "low"] == 8e8
    assert rows.loc["CNY", "high"] == 1.2e9
    assert rows.loc["USD", "words"] == "2 billion dollars"


def test_the_text_of_an_unknown_document(store: Store) -> None:
    assert queries.text(store, "none") is None


def test_a_document_that_could_not_be_read_is_a_failure_only(store: Store) -> None:
    assert list(queries.failures(store)["document"]) == ["none-1"]
    assert "none-1" not in set(queries.documents(store)["id"])


def test_a_store_on_disk_is_found_by_its_folder(tmp_path: Path) -> None:
    assert open_store(example.build(tmp_path)).manifest["generation"] == 1
