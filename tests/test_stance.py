"""What the stance model answers, shows and leaves unsaid."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from analysis import lexicons, pipeline, sentences, stance
from analysis.records import Article, Document, Origin, Span, Statement, TextMap, WorkingText
from analysis.stance import concepts, corpus, explain, model, themes

ROOT = Path(__file__).parents[1]
CASES = json.loads((ROOT / "tests/cases/stance.json").read_text(encoding="utf-8"))


def _article(text: str, name: str = "d") -> Article:
    working = WorkingText(text, text, TextMap(), TextMap())
    return Article(Document(name, text), working, sentences.split(working))


def _statement(article: Article, quote: str, mode: str = "direct") -> Statement:
    start = article.text.index(quote)
    return Statement(quote[:8], article.document.id, Span(start, start + len(quote)), mode)


@pytest.mark.parametrize("case", CASES["statements"], ids=lambda c: c["text"][:20])
def test_label(case):
    found = stance.load().score([case["text"]], ["s"])[0]
    assert found.label == case["label"]
    assert (found.score is None) == (found.label == "none")


@pytest.mark.parametrize("case", CASES["themes"], ids=lambda c: c["text"][:20])
def test_theme(case):
    assert stance.theme(case["text"]) == case["theme"]


def test_score_lies_on_the_side_of_its_label_and_inside_its_interval():
    texts = [s.text for s in corpus.statements("agi")[::40]]
    for found in stance.load().score(texts, texts):
        if found.score is None:
            continue
        assert -1 <= found.low <= found.score <= found.high <= 1
        assert (found.label == "optimist") == (found.score >= 0.2 and found.label != "balanced")
        assert sum(found.probabilities) == pytest.approx(1, abs=0.001)


@pytest.mark.parametrize("text", ["", "   ", "...", "。。。"])
def test_nothing_said_is_off_the_axis(text):
    assert stance.load().score([text], ["s"])[0].label == "none"


def test_score_does_not_depend_on_the_neighbours():
    texts = [c["text"] for c in CASES["statements"]]
    whole = stance.load().score(texts, texts)
    assert whole == [stance.load().score([t], [t])[0] for t in texts]


def test_masked_name_hardly_moves_the_score():
    moved = []
    for labelled in corpus.statements("agi")[::15]:
        masked = corpus.masked(labelled)
        if masked != labelled.text:
            rows = stance.load().probabilities([labelled.text, masked])
            moved.append(abs(model.expectation(rows[0])[0] - model.expectation(rows[1])[0]))
    assert np.mean(moved) < 0.1


def test_removing_evidence_moves_the_score_as_claimed():
    trained = stance.load()
    shown = 0
    for case in CASES["statements"]:
        text = case["text"]
        full = trained.probabilities([text])[0]
        pieces = explain.find(text, trained)
        assert len(pieces) <= explain.MOST
        for piece in pieces:
            left = trained.probabilities([text[: piece.start] + text[piece.end :]])[0]
            claimed = model.value(full, trained.rules) - model.value(left, trained.rules)
            assert piece.weight == pytest.approx(claimed, abs=0.001)
            shown += 1
    assert shown


def test_evidence_lies_inside_its_statement():
    article = _article("他说：“AGI是骗局，是融资的口号，我们先做客户和收入，活下去再说。”")
    statement = _statement(article, "AGI是骗局，是融资的口号，我们先做客户和收入，活下去再说。")
    (found,) = stance.of_statements(article, [statement], stance.load())
    assert found.label == "pragmatist"
    for one in found.evidence:
        assert statement.span.start <= one.span.start < one.span.end <= statement.span.end


def test_writer_is_scored_only_where_it_takes_a_side():
    article = _article("公司成立于2023年3月，目前估值超过十亿美元。")
    (found,) = stance.of_statements(
        article, [_statement(article, article.text, "writer")], stance.load()
    )
    assert found.score is None


def test_document_without_a_word_has_no_score():
    for text in ("", "\n\n"):
        found = stance.of_document(_article(text), (), (), stance.load())
        assert (found.label, found.score) == ("none", None)


def test_document_off_the_axis_has_no_score():
    text = "公司任命新任首席财务官，下月一日生效。\n新版本今天推送，修复了若干问题。"
    assert stance.of_document(_article(text), (), (), stance.load()).score is None


SEEDS = [("000", -1), ("001", 1), ("002", -1), ("003", -1), ("004", -1)]


@pytest.mark.parametrize(("seed", "side"), SEEDS)
def test_seed_comes_out_on_its_side(seed, side):
    (path,) = (ROOT / "seeds/articles").glob(f"{seed}_*.txt")
    found = pipeline.analyse(path.read_bytes(), Origin(id=seed), stance.load())
    whole = next(s for s in found.stances if s.subject == found.document.id)
    assert whole.score is not None
    assert whole.score * side > 0.1
    assert whole.low <= whole.score <= whole.high


def test_no_group_straddles_the_split():
    work = {s.group for s in corpus.statements("agi")}
    assert work.isdisjoint(s.group for s in corpus.statements("agi", "untouched"))


@pytest.mark.parametrize("name", ["stance_concepts", "themes"])
def test_values_are_sorted_and_unique(name):
    rows = lexicons.table(name)
    keys = [next(iter(row.values())) for row in rows]
    assert keys == sorted(set(keys))
    for row in rows:
        for column in ("english", "chinese"):
            values = lexicons.several(row[column])
            assert list(values) == sorted(set(values))


def test_every_concept_matches_itself():
    for row in lexicons.table("stance_concepts"):
        for column, around in (("english", ""), ("chinese", "他说")):
            for entry in lexicons.several(row[column]):
                found = concepts.find(around + entry.lower())
                names = {i.name.removeprefix("not_") for i in found}
                assert row["concept"] in names, (row["concept"], entry)


def test_theme_is_other_without_a_word():
    assert themes.theme("") == themes.OTHER


def test_damaged_model_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(model, "FOLDER", tmp_path)
    with pytest.raises(stance.ModelError, match="run the command train"):
        model.load.__wrapped__("full", "agi")


def test_hostile_line_is_scored():
    assert stance.load().score(["AGI" * 50_000], ["s"])
    assert replace(stance.load().score(["但" * 100_000], ["s"])[0], subject="t").subject == "t"
