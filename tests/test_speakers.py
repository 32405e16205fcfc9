"""Statements in invented sentences of three scripts, and in the seed documents."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from analysis import lexicons, names, sentences, source_text, speakers
from analysis.records import Article, Mention, Origin, Span
from analysis.speakers import cues, quotes

CASES = Path(__file__).parent / "cases"
SEEDS = Path(__file__).parent.parent / "seeds" / "articles"
PRONOUNS = frozenset(["他", "她", "他们", "她们", "he", "she", "his", "her", "they"])


def cases(name: str) -> list:
    rows = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return [
        pytest.param(
            row,
            id=row["text"][:40],
            marks=[pytest.mark.xfail(strict=True, reason=row["known_failure"])]
            if "known_failure" in row
            else [],
        )
        for row in rows
    ]


def article(text: str, named: dict[str, str], published: str = "2025-03-04") -> Article:
    """Return an article whose mentions are all occurrences of `named`.

    A value is a kind (person, organization, role) or the name that a short form stands for.
    """
    document, working, _ = source_text.read(text, Origin(id="t", published=published))
    found: list[Mention] = []
    taken: set[int] = set()
    for name, value in sorted(named.items(), key=lambda item: -len(item[0])):
        is_kind = value in ("person", "organization", "role")
        target = name if is_kind else value
        kind = value if is_kind else named.get(value, "person")
        edge = r"\b" if name[0].isascii() else ""
        for match in re.finditer(edge + re.escape(name) + edge, text):
            if taken.isdisjoint(range(*match.span())):
                taken.update(range(*match.span()))
                form = "pronoun" if name.lower() in PRONOUNS else "name" if is_kind else "surname"
                place = working.reading(Span(*match.span()))
                found.append(Mention(place, kind, target, target, (target,), form))
    mentions = tuple(sorted(found, key=lambda m: m.range))
    return Article(document, working, sentences.split(working), mentions)


def said(given: Article) -> list[list]:
    return [[s.mode, s.speaker, given.document.quote(s.span)] for s in speakers.find(given)]


@pytest.mark.parametrize(
    "case",
    cases("speakers_zh")
    + cases("speakers_en")
    + cases("speakers_wording_zh")
    + cases("speakers_wording_en")
    + cases("speakers_voices"),
)
def test_statement_has_its_stretch_and_its_speaker(case: dict) -> None:
    assert said(article(case["text"], case["mentions"])) == case["expect"]


@pytest.mark.parametrize("case", cases("speakers_marks"))
def test_marks_tell_what_qualifies_a_statement(case: dict) -> None:
    given = article(case["text"], case["mentions"])
    assert [list(s.marks) for s in speakers.find(given)] == case["marks"]


@pytest.mark.parametrize(
    "case", json.loads((CASES / "speakers_seeds.json").read_text(encoding="utf-8"))
)
def test_a_seed_has_its_statements(case: dict) -> None:
    (path,) = SEEDS.glob(f"{case['seed']}_*.txt")
    document, working, _ = source_text.read(path.read_bytes(), Origin(id=case["seed"]))
    given = Article(document, working, sentences.split(working))
    given = replace(given, mentions=names.find(given))
    found = speakers.find(given)
    for mode, speaker, opening in case["said"]:
        assert any(
            s.mode == mode
            and speaker in (s.speaker or "", *s.speaker_names)
            and document.quote(s.span).startswith(opening)
            for s in found
        ), (speaker, opening)
    assert len({s.id for s in found}) == len(found)


def test_a_machine_translation_is_marked() -> None:
    given = article("Nora Feld said that scaling still works.", {"Nora Feld": "person"})
    given = replace(given, document=replace(given.document, machine_translated=True))
    assert [s.marks for s in speakers.find(given)] == [("translated",)]


def test_a_statement_names_its_cue_rule_and_speaker_in_the_source() -> None:
    given = article("賴思齊坦承，訓練成本太高。", {"賴思齊": "person"})
    (found,) = speakers.find(given)
    assert found.cue == "坦承"
    assert found.speaker_span is not None
    assert given.document.quote(found.speaker_span) == "賴思齊"
    assert 0.5 <= found.confidence <= 1
    assert found.date.iso is None or found.date.iso.startswith("2025")


def test_the_writer_has_what_nobody_is_said_to_have_said() -> None:
    text = "泡沫正在形成。周岚说，泡沫里也有鱼。\n没有人知道鱼有多大。“我知道。”周岚说。\n小标题\n"
    given = article(text, {"周岚": "person"})
    own = speakers.writer(given, speakers.find(given))
    assert [given.document.quote(s.span) for s in own] == ["泡沫正在形成。", "没有人知道鱼有多大。"]
    assert {s.mode for s in own} == {"writer"}
    assert {s.speaker for s in own} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "“" * 5000,
        '"' * 5001,
        "“说" * 3000,
        "周岚表示，" * 3000,
        "said " * 5000,
        "‘s " * 5000,
        ", X said" * 4000,
    ],
)
def test_hostile_text_is_read_without_an_error(text: str) -> None:
    given = article(text, {"周岚": "person", "X": "person"})
    for found in speakers.find(given):
        assert 0 <= found.span.start < found.span.end <= len(text)


@pytest.mark.parametrize("name", ["reporting_verbs", "reporting_frames", "reporting_phrases"])
def test_lexicon_rows_are_sorted_and_unique(name: str) -> None:
    rows = [tuple(row.values()) for row in lexicons.table(name)]
    assert rows == sorted(set(rows))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_reporting_verb_matches_itself(language: str) -> None:
    pattern = cues.chinese() if language == "zh" else cues.english()
    missed = [form for form in cues.verbs(language) if not pattern.fullmatch(form)]
    assert missed == []


def test_every_exception_hides_its_verb() -> None:
    for row in lexicons.table("reporting_exceptions"):
        match = cues.chinese().match(row["phrase"])
        assert match, row["phrase"]
        assert match.group() not in cues.verbs("zh"), row["phrase"]


@pytest.mark.parametrize("case", cases("quotes"))
def test_quotations_are_paired(case: dict) -> None:
    text = case["text"]
    found = quotes.find(text, 0, len(text))
    assert [text[q.inner.start : q.inner.end] for q in found] == case["inner"]
