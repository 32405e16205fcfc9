"""Names: who is found, who is not, and who a surname, title or pronoun stands for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis import lexicons, names, sentences, source_text
from analysis.names import registry
from analysis.records import Article, Mention, Origin

CASES = Path(__file__).parent / "cases"
SEEDS = Path(__file__).parent.parent / "seeds" / "articles"
LISTS = (
    "chinese_name_edges",
    "chinese_surnames",
    "english_given_names",
    "english_not_names",
    "name_verbs",
    "organisation_suffixes",
    "organisation_words",
    "organisations",
    "pinyin_syllables",
    "posts",
    "products",
    "role_nouns",
    "speakers",
    "transliteration_characters",
)


def read(text: str) -> Article:
    document, working, _ = source_text.read(text, Origin(id="case"))
    return Article(document, working, sentences.split(working))


def found(article: Article, kind: str) -> list[str]:
    mentions = [m for m in names.find(article) if m.kind == kind]
    return sorted({m.name for m in mentions})


def load(name: str) -> list[dict]:
    return json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))


def check(case: dict) -> None:
    article = read(case["text"])
    mentions = names.find(article)
    for key, kind in (("people", "person"), ("organizations", "organization"), ("roles", "role")):
        if key in case:
            assert sorted({m.name for m in mentions if m.kind == kind}) == sorted(case[key])
    for surface, name in case.get("resolved", ()):
        meant = {m.name for m in mentions if article.text[m.range.start : m.range.end] == surface}
        assert meant == ({name} if name else set())
    ids = {m.id: m.name for m in mentions}
    for name, organization, role in case.get("tied", ()):
        first = next(m for m in mentions if m.name == name)
        assert (ids.get(first.organization), first.role) == (organization, role)


@pytest.mark.parametrize("case", load("names"), ids=lambda c: c["text"][:30])
def test_names(case: dict) -> None:
    check(case)


@pytest.mark.parametrize("case", load("names_negative"), ids=lambda c: c["text"][:30])
def test_words_are_no_names(case: dict) -> None:
    check(case)


@pytest.mark.parametrize("case", load("names_known_failures"), ids=lambda c: c["text"][:30])
@pytest.mark.xfail(strict=True, reason="known failure")
def test_known_failures(case: dict) -> None:
    check(case)


def test_mentions_overlap_only_inside_roles() -> None:
    for path in SEEDS.glob("*.txt"):
        mentions = names.find(read(path.read_text(encoding="utf-8")))
        plain: list[Mention] = [m for m in mentions if m.kind != "role"]
        for one, two in zip(plain, plain[1:], strict=False):
            assert one.range.end <= two.range.start
        roles = [m for m in mentions if m.kind == "role"]
        for role in roles:
            for other in mentions:
                if role.range.start < other.range.end and other.range.start < role.range.end:
                    assert other is role or other.kind == "organization"


@pytest.mark.parametrize(
    ("seed", "people"),
    [
        ("000", ["Ilya Sutskever", "Kai-Fu Lee", "Sam Altman", "Wang Huiwen", "Yang Zhenning"]),
        ("001", ["Zhang Hongjiang"]),
        (
            "002",
            ["周畅", "康战辉", "张鹏", "朱文佳", "李彦宏", "杨植麟", "沈萌", "秦禹嘉", "颜水成"],
        ),
        ("003", ["李开复"]),
        ("004", ["埃隆·馬斯克", "奧特曼", "黃仁勛", "皮查伊", "納德拉", "扎克伯格"]),
    ],
)
def test_seeds(seed: str, people: list[str]) -> None:
    (path,) = SEEDS.glob(f"{seed}_*.txt")
    assert set(people) <= set(found(read(path.read_text(encoding="utf-8")), "person"))


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_sorted_and_unique(name: str) -> None:
    rows = [tuple(row.values()) for row in lexicons.table(name)]
    assert rows == sorted(set(rows))


def test_every_form_of_the_registry_finds_its_entry() -> None:
    for entry in registry.entries().values():
        for form in (*entry.names, *entry.short):
            if form == entry.traditional and form not in (entry.simplified, *entry.forms):
                continue
            hits = list(registry.scan(f"（{form}）"))
            assert [h.entry.id for h in hits][:1] == [entry.id], form


def test_registry_posts_name_known_organisations() -> None:
    known = registry.entries()
    for entry in known.values():
        assert all(post.organization in {"", *known} for post in entry.posts)


@pytest.mark.parametrize(
    "text",
    [
        "张" * 100_000,
        "A" * 100_000,
        "Ab " * 33_000,
        "一位" * 50_000,
        "CEO张三说" * 16_000,
        "做" * 50_000 + "的" * 50_000,
        "公司拓岩裁掉" * 16_000,
        "Mr. Rival al-Ab, the lab " * 4_000,
    ],
)
def test_hostile_lines_are_read(text: str) -> None:
    names.find(read(text))
