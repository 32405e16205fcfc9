"""Events: what is found, what must not be, and what the seeds tell."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from analysis import dates, events, lexicons, names, sentences, source_text
from analysis.events import words
from analysis.records import Article, Event, Mention, Origin, Span

CASES = Path(__file__).parent / "cases"
SEEDS = Path(__file__).parent.parent / "seeds" / "articles"
FIELDS = ("kind", "person", "organization", "destination", "date", "status")


def cases(script: str) -> list:
    rows = json.loads((CASES / f"events_{script}.json").read_text(encoding="utf-8"))
    known = pytest.mark.xfail(strict=True, reason="known failure")
    return [
        pytest.param(row, marks=known if row.get("fails") else (), id=f"{script}-{i}")
        for i, row in enumerate(rows)
    ]


def cut(raw: str | bytes, origin: Origin) -> Article:
    document, working, _ = source_text.read(raw, origin)
    article = Article(document, working, sentences.split(working))
    published = dates.published(article, origin)
    article = replace(article, document=replace(document, published=published))
    return replace(article, times=dates.find(article))


def marked(row: dict) -> Article:
    """Return the article of a case with its people and organisations marked as given."""
    article = cut(row["text"], Origin(id="case", published=row["published"]))
    found: list[Mention] = []
    taken: set[int] = set()
    for kind, given in (("person", row["people"]), ("organization", row["organizations"])):
        for name in sorted(given, key=len, reverse=True):
            for match in re.finditer(re.escape(name), article.document.text):
                place = article.working.reading(Span(*match.span()))
                if taken.isdisjoint(range(*place)):
                    taken.update(range(*place))
                    found.append(Mention(place, kind, f"~{name}", name, (name,)))
    return replace(article, mentions=tuple(sorted(found, key=lambda m: m.range)))


def told(event: Event) -> dict[str, str]:
    values = {field: getattr(event, field) for field in FIELDS if field != "date"}
    return values | {"date": event.date.iso or ""}


@pytest.mark.parametrize("row", [*cases("hans"), *cases("hant"), *cases("en")])
def test_case(row: dict) -> None:
    found = [told(e) for e in events.find(marked(row))]
    key = ("kind", "person", "organization")
    for wanted in row["events"]:
        assert any(wanted.items() <= event.items() for event in found), (wanted, found)
    assert len(found) == len(row["events"]), sorted(found, key=lambda e: [e[k] for k in key])


def seed(number: str) -> list[Event]:
    path = next(SEEDS.glob(f"{number}*.txt"))
    article = cut(path.read_bytes(), Origin(id=number))
    return list(events.find(replace(article, mentions=names.find(article))))


def test_seed_of_departures() -> None:
    found = {e.person: e for e in seed("002")}
    assert {e.kind for e in found.values()} == {"departure"}
    assert {(p, e.organization, e.destination) for p, e in found.items()} == {
        ("黄文灏", "零一万物", "字节跳动"),
        ("周畅", "阿里巴巴", "字节跳动"),
        ("刘威", "腾讯", ""),
        ("颜水成", "昆仑万维", ""),
        ("秦禹嘉", "面壁智能", "字节跳动"),
    }
    assert found["黄文灏"].date.iso == "2024-08"
    assert found["周畅"].date.iso == "2024-10"
    assert {p for p, e in found.items() if e.status == "reported"} == {"周畅", "秦禹嘉"}
    assert found["颜水成"].post == "荣誉顾问"


def test_seed_of_troubled_companies() -> None:
    found = {(e.kind, e.date.iso) for e in seed("000") if e.kind != "departure"}
    assert {("shutdown", "2024-02"), ("distress", "2024-05"), ("shutdown", "2024-10")} <= found
    (back,) = [e for e in seed("000") if e.kind == "departure"]
    assert (back.person, back.organization, back.destination) == ("Wang Huiwen", "", "Meituan")


@pytest.mark.parametrize("number", ["001", "003", "004"])
def test_seeds_without_events(number: str) -> None:
    assert seed(number) == []


def test_spans_lie_in_the_source() -> None:
    text = "晴空智能（Qingkong）創辦人黃子朗上月請辭。"
    row = {"text": text, "published": "2024-11-20", "people": ["黃子朗"], "organizations": []}
    (event,) = events.find(marked(row))
    assert text[event.trigger.start : event.trigger.end] == "請辭"
    assert text[event.span.start : event.span.end] == text


def test_post_and_number_of_people() -> None:
    text = (
        "Lin Hao stepped down as chief executive of Brightloom to become an adviser to the board."
    )
    row = {"text": text, "published": "2025-06-12", "people": ["Lin Hao"], "organizations": []}
    (event,) = events.find(marked(row))
    assert event.post.startswith("adviser")
    text = "知文科技2月裁员1,200人。"
    row = {"text": text, "published": "2025-03-10", "people": [], "organizations": ["知文科技"]}
    (event,) = events.find(marked(row))
    assert event.people == 1200


def test_post_is_in_the_script_of_the_document() -> None:
    text = "晴空智能技術長林柏翰上月離職。"
    article = cut(text, Origin(id="case", published="2024-11-20"))
    (event,) = events.find(replace(article, mentions=names.find(article)))
    assert (event.post, event.organization, event.date.iso) == ("技術長", "晴空智能", "2024-10")


def test_half_words_are_no_names() -> None:
    text = "今年三月，晨星智能技术合伙人廉颖带着五个人投奔了月之暗面。"
    article = cut(text, Origin(id="case", published="2024-11-20"))
    (event,) = events.find(replace(article, mentions=names.find(article)))
    assert (event.person, event.organization, event.destination) == ("廉颖", "晨星智能", "月之暗面")


@pytest.mark.parametrize("name", ["event_triggers", "event_cues"])
def test_lists_are_sorted_and_unique(name: str) -> None:
    rows = [tuple(row.values()) for row in lexicons.table(name)]
    assert rows == sorted(set(rows))
    assert {"en", "zh"} == {row["language"] for row in lexicons.table(name)}


def test_every_trigger_matches_itself() -> None:
    for row in lexicons.table("event_triggers"):
        for entry in lexicons.several(row["words"]):
            plain = entry.replace("…", "" if row["language"] == "zh" else "12")
            found = words.triggers(plain, 0, len(plain), row["language"])
            keys = {(t.kind, t.pattern) for t in found if t.end == len(plain)}
            assert (row["kind"], row["pattern"]) in keys, entry


def test_every_cue_matches_itself() -> None:
    for row in lexicons.table("event_cues"):
        plain = row["words"].replace("…", "" if row["language"] == "zh" else " ")
        assert words.cue(row["cue"], row["language"]).search(plain), row["words"]


@pytest.mark.parametrize(
    "line",
    [
        "离职" * 50_000,
        "Ann left for Acme " * 5_500,
        "星图裁员，" * 20_000,
        "was bought by, " * 7_000,
        "被" * 99_999,
        "机器人公司拓岩裁员，" * 9_000,
        "Ann left the chip designer Brightloom, the maker Vexel " * 1_800,
    ],
)
def test_hostile_lines_end(line: str) -> None:
    given = {"people": ["Ann"], "organizations": ["Acme", "星图"]}
    events.find(marked({"text": line, "published": "2025-03-10"} | given))
