"""The store: what is written comes back, whole generations only, damage is told."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from analysis import records, store
from analysis.store import queries
from analysis.store.write import KEPT_GENERATIONS, generations


def sample(name: str = "d1", text: str = "“太阳=1” <b> 😀 said A") -> records.Analysis:
    span = records.Span(0, 5)
    statement = records.Statement(
        id=f"{name}-s",
        document=name,
        span=span,
        mode="direct",
        speaker="A",
        speaker_names=("A", "甲"),
        date=records.When(date(2024, 5, 1), date(2024, 5, 31), "stated", (span,)),
    )
    return records.Analysis(
        document=records.Document(name, text),
        repairs=(records.Edit("gloss", "a", "", span),),
        statements=(statement,),
        stances=(
            records.Stance(statement.id, "none"),
            records.Stance(name, "optimist", 0.5, 0.1, 0.9, (), (records.Evidence(span, 0.2),)),
        ),
        figures=(
            records.Figure(
                id="f",
                document=name,
                span=span,
                sentence=span,
                kind="capex",
                low=Decimal("0.000015"),
                high=Decimal("8000000000000.5"),
                unit="USD",
            ),
        ),
        failures=(records.Failure(name, "events", "ValueError: no"),),
    )


def publish(root, *analyses):
    folder = root / ".building"
    return store.publish(root, folder, store.write_shard(analyses, folder), {"code": "c"})


def test_what_is_written_comes_back(tmp_path):
    publish(tmp_path, sample())
    opened = store.open_store(tmp_path)
    statement = opened.frame("select * from statements").iloc[0]
    assert statement.span == {"start": 0, "end": 5}
    assert list(statement.speaker_names) == ["A", "甲"]
    assert statement.date["earliest"] == date(2024, 5, 1)
    assert opened.frame("select text from documents").text[0] == sample().document.text
    amounts = opened.frame("select low::varchar low, high::varchar high from figures").iloc[0]
    assert Decimal(amounts.low) == Decimal("0.000015")
    assert Decimal(amounts.high) == Decimal("8000000000000.5")


def test_an_amount_beyond_the_usual_precision_is_stored(tmp_path):
    analysis = sample()
    figure = replace(analysis.figures[0], high=Decimal(10) ** 22)
    publish(tmp_path, replace(analysis, figures=(figure,)))
    [(high,)] = store.open_store(tmp_path).frame("select high from figures").to_numpy()
    assert high == 10**22


def test_no_score_is_not_zero(tmp_path):
    publish(tmp_path, sample())
    scores = store.open_store(tmp_path).frame("select count(score) n, count(*) all_ from stances")
    assert (scores.n[0], scores.all_[0]) == (1, 2)


def test_a_document_that_could_not_be_read_is_a_failure_only(tmp_path):
    failure = records.Failure("x.bin", "read", "UnreadableError: binary")
    publish(tmp_path, records.Analysis(records.Document("x.bin", ""), failures=(failure,)))
    opened = store.open_store(tmp_path)
    assert opened.frame("select count(*) n from documents").n[0] == 0
    assert opened.frame("select step from failures").step[0] == "read"


def test_an_open_reader_keeps_its_generation(tmp_path):
    publish(tmp_path, sample("d1"))
    before = store.open_store(tmp_path)
    publish(tmp_path, sample("d2"))
    assert before.frame("select id from documents").id[0] == "d1"
    assert store.open_store(tmp_path).frame("select id from documents").id[0] == "d2"


def test_only_the_last_generations_are_kept(tmp_path):
    for number in range(4):
        publish(tmp_path, sample(f"d{number}"))
    assert [n for n, _ in generations(tmp_path)] == [3, 4][-KEPT_GENERATIONS:]


def test_the_same_input_gives_the_same_files(tmp_path):
    first = store.write_shard([sample()], tmp_path / "a")
    assert first == store.write_shard([sample()], tmp_path / "b")


def test_a_missing_store_says_what_to_do(tmp_path):
    with pytest.raises(store.StoreError, match=r"There is no store in .* python -m analysis build"):
        store.open_store(tmp_path)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"generation": 1}', '{"files": []}'])
def test_a_damaged_manifest_is_told(tmp_path, content):
    (tmp_path / "CURRENT").write_text(content)
    with pytest.raises(store.StoreError, match="damaged"):
        store.open_store(tmp_path)


def test_a_missing_file_is_told(tmp_path):
    publish(tmp_path, sample())
    next(tmp_path.glob("gen-1/events-*.parquet")).unlink()
    with pytest.raises(store.StoreError, match=r"events-.* missing or damaged"):
        store.open_store(tmp_path)


def test_an_overwritten_file_is_told(tmp_path):
    publish(tmp_path, sample())
    path = next(tmp_path.glob("gen-1/documents-*.parquet"))
    path.write_bytes(b"x" * path.stat().st_size)
    with pytest.raises(store.StoreError, match="damaged"):
        store.open_store(tmp_path)


def test_the_manifest_says_what_made_the_generation(tmp_path):
    publish(tmp_path, sample())
    manifest = json.loads((tmp_path / "CURRENT").read_text())
    assert manifest["hashes"] == {"code": "c"}
    assert {f["table"] for f in manifest["files"]} == set(store.schema.TABLES)


def test_documents_counts_what_each_holds(tmp_path):
    publish(tmp_path, sample("d1"), sample("d2"))
    found = queries.documents(store.open_store(tmp_path))
    assert list(found.id) == ["d1", "d2"]
    assert list(found.statements) == [1, 1]
    assert list(found.score) == [0.5, 0.5]
