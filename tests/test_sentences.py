"""Paragraphs, headings, sentences and words, all at their places."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis import lexicons, sentences
from analysis.records import Range, TextMap, WorkingText

CASES = Path(__file__).parent / "cases"
SEEDS = Path(__file__).parent.parent / "seeds" / "articles"


def load(name: str) -> list:
    rows = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(row, id=row["text"][:40]) for row in rows]


def working(text: str, *skip: Range) -> WorkingText:
    return WorkingText(text, text, TextMap(), TextMap(), skip=skip)


@pytest.mark.parametrize("case", load("sentences"))
def test_a_paragraph_is_cut_into_its_sentences(case: dict) -> None:
    text = case["text"]
    found = [s for p in sentences.split(working(text)) for s in p.sentences]
    assert [text[s.start : s.end] for s in found] == case["sentences"]


@pytest.mark.parametrize("case", load("paragraphs"))
def test_headings_are_told_from_running_text(case: dict) -> None:
    assert [p.kind for p in sentences.split(working(case["text"]))] == case["kinds"]


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda p: p.stem[:3])
def test_sentences_of_a_seed_cover_its_text_in_order(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    paragraphs = sentences.split(working(text))
    at = 0
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            assert not text[at : sentence.start].strip()
            assert sentence.start < sentence.end
            at = sentence.end
    assert not text[at:].strip()


def test_skipped_stretches_are_in_no_paragraph() -> None:
    text = "One thing. [menu] Another thing."
    found = sentences.split(working(text, Range(11, 17)))
    assert [text[p.start : p.end] for p in found] == ["One thing.", "Another thing."]


def test_words_carry_their_places() -> None:
    text = "零一万物 in 2023"
    assert [text[w.start : w.end] for w in sentences.words(text)] == [
        w.text for w in sentences.words(text)
    ]


@pytest.mark.parametrize(
    "text", ["." * 100_000, "a" * 100_000 + ".", "“。”" * 30_000, "Mr. " * 25_000]
)
def test_hostile_lines_are_cut_without_an_error(text: str) -> None:
    for paragraph in sentences.split(working(text)):
        assert paragraph.start < paragraph.end


def test_abbreviations_are_sorted_unique_and_match_themselves() -> None:
    words = [row["word"] for row in lexicons.table("english_abbreviations")]
    assert words == sorted(set(words))
    assert [w for w in words if not sentences.is_abbreviation(f"see {w}")] == []
